"""What a mutant is: one small change to one module of breakd/core.

A comparison off by one or turned round, `and` for `or`, an operator, a number, a flag, a condition
turned round, a statement or an argument left out.  What no program can tell apart is not made:
annotations, decorators, and the assertions that speak to the type checker.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORE = Path(__file__).parents[3] / "breakd" / "core"

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
UNREAD = {"annotation", "returns", "decorator_list"}


@dataclass(frozen=True)
class Mutant:
    """The change number `number` of a module, which shows in its lines `first` to `last`;
    `at_import` if they run when the module is imported."""

    module: str
    number: int
    first: int
    last: int
    at_import: bool
    what: str

    def __str__(self) -> str:
        return f"breakd/core/{self.module}.py:{self.first}: {self.what}"


def all_modules() -> list[str]:
    """All of the core."""
    return sorted(file.stem for file in CORE.glob("*.py") if file.stem != "__init__")


def source(module: str) -> str:
    """As it is."""
    return (CORE / f"{module}.py").read_text(encoding="utf-8")


def mutants(module: str, text: str) -> list[Mutant]:
    """All of one module with this text."""
    return [
        Mutant(module, number, shown.lineno, shown.end_lineno or shown.lineno, at_import, what)
        for number, (shown, at_import, what) in enumerate(_changes(ast.parse(text)))
    ]


def mutated(mutant: Mutant, text: str) -> ast.Module:
    """The module with this text, changed."""
    tree = ast.parse(text)
    changes = _changes(tree)
    for _ in range(mutant.number + 1):
        next(changes)
    return ast.fix_missing_locations(tree)


Shown = ast.expr | ast.stmt
Way = tuple[Shown, dict[str, object]]


def _changes(tree: ast.Module) -> Iterator[tuple[Shown, bool, str]]:
    """Change the tree in place, in one way after the other; what follows a change undoes it."""
    for node, at_import in list(_places(tree, at_import=True)):
        before = dict(vars(node))
        for shown, change in list(_ways(node)):
            was = _text(shown)
            vars(node).update(change)
            now = "left out" if isinstance(shown, ast.Expr) else _text(node)
            yield shown, at_import, f"{was}  ->  {now}"
            vars(node).update(before)


def _text(node: ast.AST) -> str:
    """In one line, with the condition alone of what has one."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        node = node.test
    elif isinstance(node, ast.match_case):
        assert node.guard is not None
        node = node.guard
    return " ".join(ast.unparse(node).split())


def _places(node: ast.AST, *, at_import: bool) -> Iterator[tuple[ast.AST, bool]]:
    """What the program does, and whether it does so when it is imported."""
    match node:
        case ast.Assert() | ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return
        case ast.Assign(value=ast.BinOp(left=ast.Name() | ast.BinOp(), op=ast.BitOr())):
            return  # a union of types
    yield node, at_import
    for field, value in ast.iter_fields(node):
        if field not in UNREAD:
            later = field == "body" and isinstance(node, ast.FunctionDef | ast.Lambda)
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _places(child, at_import=at_import and not later)


def _ways(node: ast.AST) -> Iterator[Way]:
    """The ways to change this node: what to show, and its other fields."""
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                swapped = SWAPS[type(op)]()
                yield node, {"ops": [*ops[:at], swapped, *ops[at + 1 :]]}
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in SWAPS:
            yield node, {"op": SWAPS[type(op)]()}
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield from _turned_round(test, "test")
        case ast.match_case(guard=ast.expr() as test):
            yield from _turned_round(test, "guard")
        case ast.Constant(value=bool(value)):
            yield node, {"value": not value}
        case ast.Constant(value=int(value) | float(value)):
            yield node, {"value": value + 1}
        case ast.Call(func=ast.Name(id=name)) if name in NAMES:
            yield node, {"func": ast.Name(NAMES[name], ast.Load())}
        case ast.Call(func=ast.Attribute(attr="set") | ast.Name(id="replace"), keywords=given):
            for left_out in given:
                yield node, {"keywords": [one for one in given if one is not left_out]}
    for field in ("body", "orelse"):
        block = getattr(node, field, None)
        for at, statement in enumerate(block if isinstance(block, list) else []):
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
                assert isinstance(block, list)
                yield statement, {field: [*block[:at], ast.Pass(), *block[at + 1 :]]}


def _turned_round(test: ast.expr, field: str) -> Iterator[Way]:
    """A plain comparison for equality is turned round where it is met itself."""
    opposite = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
    if not (isinstance(test, ast.Compare) and isinstance(test.ops[0], opposite)):
        yield test, {field: ast.UnaryOp(ast.Not(), test)}
