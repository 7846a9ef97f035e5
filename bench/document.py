"""The figures in docs/performance.md, each table between two marks of its own."""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

FILE = Path(__file__).parents[1] / "docs/performance.md"


def write(name: str, text: str) -> None:
    """Put this in the place of what is between the marks of this name."""
    begin, end = f"<!-- make bench: {name} -->", f"<!-- {name}: end -->"
    whole = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    old = FILE.read_text()
    assert len(whole.findall(old)) == 1, f"{FILE} has no place for {name}"
    FILE.write_text(whole.sub(lambda _: f"{begin}\n{text}\n{end}", old))
    print(f"written into {FILE}")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """As Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def conditions() -> str:
    """When and where: such as "2026-11-21, CPython 3.11.7, Debian 12, 2 processors, load 0.3"."""
    today = datetime.now().astimezone().date()
    python = f"CPython {sys.version.split()[0]}"
    load = f"load {os.getloadavg()[0]:.1f}"
    return f"{today}, {python}, {_system()}, {os.cpu_count()} processors, {load} at the beginning"


def _system() -> str:
    release = Path("/etc/os-release").read_text().splitlines()
    names = [line.partition("=")[2].strip('"') for line in release if line[:12] == "PRETTY_NAME="]
    return names[0] if names else os.uname().release
