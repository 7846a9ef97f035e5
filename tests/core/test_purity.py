"""The core decides and does nothing else: it reads no clock, draws no lots, touches no file."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import breakd.core

FOLDER = Path(breakd.core.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
PURE = {
    "bisect",
    "collections",
    "collections.abc",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "hashlib",
    "itertools",
    "math",
    "operator",
    "types",
    "typing",
}
WORLDLY_NAMES = {
    "open",
    "print",
    "input",
    "exec",
    "eval",
    "compile",
    "globals",
    "__import__",
    "breakpoint",
}
# The system clock and the machine's own zone, through datetime.
WORLDLY_CALLS = {"now", "utcnow", "today"}
NEED_A_ZONE = {"fromtimestamp": 2, "astimezone": 1}  # so many arguments, or it is the machine's


def imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


def offences(source: str) -> list[str]:
    """What in this source reaches out of the core."""
    tree = ast.parse(source)
    found = [
        name
        for name in imports(tree)
        if name not in PURE and name != "breakd.core" and not name.startswith("breakd.core.")
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in WORLDLY_NAMES:
            found.append(node.id)
        if isinstance(node, ast.Global):
            found.append("global")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called, given = node.func.attr, len(node.args) + len(node.keywords)
            if called in WORLDLY_CALLS or given < NEED_A_ZONE.get(called, 0):
                found.append(called)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_the_core_reaches_nowhere_else(path: Path) -> None:
    assert offences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "import os.path",
        "from random import choice",
        "from logging import getLogger",
        "from breakd import clock",
        "from breakd.config import settings",
        "from . import clock",
        "def f():\n    import socket",
        "open('x')",
        "print('x')",
        "datetime.now(zone)",
        "date.today()",
        "datetime.fromtimestamp(0)",
        "moment.astimezone()",
        "def f():\n    global cache",
    ],
)
def test_the_test_itself_sees_what_it_looks_for(source: str) -> None:
    assert offences(source)


LOADED = """
import importlib, sys
before = set(sys.modules)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted(set(sys.modules) - before), sep="\\n")
"""


def test_importing_the_core_brings_nothing_of_the_world_along() -> None:
    names = [".".join(["breakd.core", *path.relative_to(FOLDER).parts])[:-3] for path in FILES]
    modules = [name.removesuffix(".__init__") for name in names]
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *modules], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    ours = {name for name in loaded if name.split(".")[0] == "breakd"}
    assert ours == {"breakd", "breakd.core", *modules}
    worldly = {"random", "logging", "socket", "asyncio", "subprocess", "threading", "tempfile"}
    libraries = {"apscheduler", "jeepney", "PIL", "tzlocal", "zoneinfo", "plyer", "pystray"}
    assert not loaded & (worldly | libraries)
