"""Small faults put into breakd/core on purpose: do its tests notice?

Every mutant is one change to one module: a comparison off by one, a condition turned round, a
statement left out.  Each runs in a forked process that has the libraries loaded already and meets
the mutated module in the place of the true one; nothing is written.
"""

import ast
import contextlib
import importlib.machinery
import importlib.util
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE = ROOT / "breakd" / "core"
TESTS = Path("tests/core")
RELOADED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # Hypothesis is there already
LONGEST_S = 240.0  # tests that have not ended by then have noticed
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
Says = str | Callable[[], str]
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}

# The tests that know a module best come first; then the others that are quick, then the slow ones.
NEAREST = {
    "hours": ["hours", "quiet"],
    "picker": ["picker"],
    "stretch": ["picker"],
    "stats": ["stats"],
    "view": ["view"],
    "offered": ["offered"],
    "reading": ["reading"],
    "restore": ["restore"],
    "silence": ["silence"],
    "quiet": ["quiet"],
    "absence": ["absence", "engine_table"],
    "deferral": ["deferral", "discreet"],
    "picking": ["deferral", "another", "discreet"],
    "plain": ["engine_properties"],
    "commands": ["engine_table", "asked"],
}
QUICK = ["engine_table", "another", "asked", "busy_soon", "deferral", "discreet", "offered"]
QUICK += ["quiet", "reading", "restore", "saving", "silence", "stats", "view", "absence"]
SLOW = ["engine_properties", "invariants"]
ALONE = {"hours", "picker", "stats", "stretch"}  # what else there is does not depend on them
ELSEWHERE = ["tests/config/test_config_example.py"]  # knows the defaults


@dataclass(frozen=True)
class Mutant:
    """The change number `change` at the node number `node` of a module's tree."""

    module: str
    node: int
    change: int
    line: int
    what: str

    def __str__(self) -> str:
        return f"breakd/core/{self.module}.py:{self.line}: {self.what}"


def _changes(node: ast.AST, taken: set[int]) -> Iterator[str]:
    """Change the node in place, in one way after the other; what follows a change undoes it.
    `taken` are the nodes whose meaning another change turns round as a whole."""
    before = dict(vars(node))
    for what, change in _ways(node, taken):
        vars(node).update(change)
        yield what() if callable(what) else what
        vars(node).update(before)


def _ways(node: ast.AST, taken: set[int]) -> Iterator[tuple[Says, dict[str, object]]]:
    def itself() -> str:
        return ast.unparse(node)

    match node:
        case ast.Compare(ops=[op]) if type(op) in SWAPS:
            if isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) or id(node) not in taken:
                yield itself, {"ops": [SWAPS[type(op)]()]}
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in SWAPS:
            yield itself, {"op": SWAPS[type(op)]()}
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield f"if not ({ast.unparse(test)})", {"test": ast.UnaryOp(ast.Not(), test)}
        case ast.Constant(value=bool(value)):
            yield itself, {"value": not value}
        case ast.Constant(value=int(value) | float(value)):
            yield f"{value} + 1", {"value": value + 1}
        case ast.Call(func=ast.Name(id=name)) if name in NAMES:
            yield itself, {"func": ast.Name(NAMES[name], ast.Load())}
        case ast.Call(func=ast.Attribute(attr="set") | ast.Name(id="replace"), keywords=given):
            for left_out in given:
                rest = [one for one in given if one is not left_out]
                yield f"without {left_out.arg}=", {"keywords": rest}
    found = getattr(node, "body", None)
    body: list[ast.stmt] = found if isinstance(found, list) else []
    for at, statement in enumerate(body):
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            without = [*body[:at], ast.Pass(), *body[at + 1 :]]
            yield "without " + ast.unparse(statement).splitlines()[0], {"body": without}


def _nodes(tree: ast.Module) -> list[ast.AST]:
    """What the program does: no annotations, which are not looked at."""
    unread = [
        getattr(node, field)
        for node in ast.walk(tree)
        for field in ("annotation", "returns")
        if getattr(node, field, None) is not None
    ]
    types = [n for n in tree.body if isinstance(n, ast.Assign) and isinstance(n.value, ast.BinOp)]
    left_out = {id(inner) for outer in [*unread, *types] for inner in ast.walk(outer)}
    return [node for node in ast.walk(tree) if id(node) not in left_out]


def _taken(tree: ast.Module) -> set[int]:
    return {id(n.test) for n in ast.walk(tree) if isinstance(n, ast.If | ast.IfExp | ast.While)}


def all_modules() -> list[str]:
    """All of the core."""
    return sorted(file.stem for file in CORE.glob("*.py") if file.stem != "__init__")


def mutants(module: str) -> list[Mutant]:
    """All of one module."""
    tree = ast.parse((CORE / f"{module}.py").read_text())
    taken = _taken(tree)
    return [
        Mutant(module, number, change, getattr(node, "lineno", 1), what)
        for number, node in enumerate(_nodes(tree))
        for change, what in enumerate(_changes(node, taken))
    ]


def _mutated(mutant: Mutant) -> ast.Module:
    tree = ast.parse((CORE / f"{mutant.module}.py").read_text())
    changes = _changes(_nodes(tree)[mutant.node], _taken(tree))
    for _ in range(mutant.change + 1):
        next(changes)
    return ast.fix_missing_locations(tree)


class _Instead(importlib.machinery.SourceFileLoader):
    """Finds the mutated module, and only that."""

    def __init__(self, mutant: Mutant) -> None:
        name = f"breakd.core.{mutant.module}"
        super().__init__(name, str(CORE / f"{mutant.module}.py"))
        self._tree = _mutated(mutant)

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        return compile(self._tree, self.path, "exec")


def stages(module: str) -> list[list[str]]:
    """The tests, in the order in which they are asked."""
    nearest = NEAREST.get(module, ["engine_table"])
    others = [] if module in ALONE else [QUICK, SLOW]
    rounds = [nearest, *([name for name in names if name not in nearest] for names in others)]
    files = [[str(TESTS / f"test_{name}.py") for name in names] for names in rounds]
    files += [ELSEWHERE] if module == "model" else []
    return files


def noticed(mutant: Mutant | None, module: str) -> bool:
    """Whether the tests fail, run in a process of their own.  None stands for no change."""
    return any(_fails(mutant, files) for files in stages(module))


def _fails(mutant: Mutant | None, files: Sequence[str]) -> bool:
    child = os.fork()
    if child == 0:
        os._exit(_judge(mutant, files))
    end, handle = time.monotonic() + LONGEST_S, os.pidfd_open(child)
    ready, _, _ = select.select([handle], [], [], max(0.0, end - time.monotonic()))
    os.close(handle)
    if not ready:
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] != 0


def _judge(mutant: Mutant | None, files: Sequence[str]) -> int:
    """In the child: 0 if all tests pass."""
    import pytest

    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    with contextlib.suppress(BaseException):
        if mutant is not None:
            sys.meta_path.insert(0, _Instead(mutant))
        options = (
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "--tb=no",
            "--hypothesis-seed=1",
            *RELOADED,
        )
        return int(pytest.main([*options, *files]))
    return 1


def run(modules: Sequence[str], *, jobs: int, share: float, seed: int, minutes: float) -> int:
    """Print each survivor, and the killed share; 0 if it is at least 95 %."""
    import hypothesis.stateful  # noqa: F401 - once for all children
    import pytest  # noqa: F401

    os.chdir(ROOT)
    found = [m for module in modules for m in mutants(module)]
    chosen = random.Random(seed).sample(found, round(len(found) * share))
    print(f"{len(chosen)} of {len(found)} mutants, seed {seed}", flush=True)
    assert not any(_fails(None, files) for files in stages("cycle")[:2]), "they fail as it is"
    end, tried, survivors = time.monotonic() + minutes * 60, 0, list[Mutant]()
    with ThreadPoolExecutor(jobs) as pool:
        todo = [(m, pool.submit(_try, m, end)) for m in chosen]
        for mutant, future in todo:
            if (killed := future.result()) is None:
                continue
            tried += 1
            if not killed:
                survivors.append(mutant)
                print(f"survived  {mutant}", flush=True)
            if tried % 50 == 0:
                print(f"          {tried} tried, {len(survivors)} survived", flush=True)
    killed_share = 1 - len(survivors) / max(1, tried)
    print(f"killed {tried - len(survivors)} of {tried}: {killed_share:.1%}")
    return 0 if killed_share >= 0.95 else 1


def _try(mutant: Mutant, end: float) -> bool | None:
    """None once the time is over."""
    return noticed(mutant, mutant.module) if time.monotonic() < end else None
