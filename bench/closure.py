"""How much of the disk a program takes with all that it needs."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATABASE = Path("/var/lib/dpkg/status")
KIB_PER_MIB = 1024
PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Size:
    """MiB: with the interpreter of Python, where the program needs one, and without."""

    whole: float
    without_python: float


def of_packages(*names: str) -> Size:
    """What Debian's packages take with all they depend on, beyond the packages that every Debian
    has (essential or required, with what these need), by their `Installed-Size`."""
    added = _closure(names) - _base()
    return Size(_mib(added), _mib(added - _closure(["python3"])))


def of_breakd() -> Size:
    """What breakd takes as pip installs it, without byte code, as Debian counts its packages; the
    interpreter is Debian's."""
    with tempfile.TemporaryDirectory(prefix="breakd-bench-") as folder:
        words = ("install", "--quiet", "--no-compile", "--target", folder, str(PROJECT))
        subprocess.run([sys.executable, "-m", "pip", *words], check=True, stderr=subprocess.DEVNULL)
        sizes = [path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()]
    own = sum(-(-size // KIB_PER_MIB) for size in sizes) / KIB_PER_MIB
    return Size(own + _mib(_closure(["python3"]) - _base()), own)


def version(package: str) -> str:
    """The installed version of a Debian package, "" if there is none."""
    return _installed().get(package, {}).get("Version", "")


@cache
def _installed() -> dict[str, dict[str, str]]:
    """Package → its fields."""
    found = {}
    for paragraph in DATABASE.read_text().split("\n\n") if DATABASE.exists() else []:
        lines = [line.partition(": ") for line in paragraph.splitlines() if line[:1] > " "]
        fields = {name: text for name, _, text in lines}
        if fields.get("Status", "").endswith(" installed"):
            found[fields["Package"]] = fields
    return found


@cache
def _base() -> frozenset[str]:
    """What every Debian has."""
    everywhere = [
        name
        for name, fields in _installed().items()
        if fields.get("Essential") == "yes" or fields.get("Priority") == "required"
    ]
    return _closure(everywhere)


def _closure(names: Iterable[str]) -> frozenset[str]:
    """These packages and all they depend on; of alternatives the first that is installed."""
    found: set[str] = set()
    look = list(names)
    while look:
        name = look.pop()
        if name not in found:
            found.add(name)
            look += _needs(_installed()[name])
    return frozenset(found)


def _needs(fields: dict[str, str]) -> Iterator[str]:
    for clause in re.split(", *", ", ".join(fields.get(f, "") for f in ("Pre-Depends", "Depends"))):
        choices = [re.split(r"[ (:]", choice.strip())[0] for choice in clause.split("|")]
        there = [n for c in choices for n in ([c] if c in _installed() else _providers(c))]
        yield from there[:1]


@cache
def _providers(virtual: str) -> list[str]:
    """The installed packages that stand in for this one."""
    return [
        name
        for name, fields in _installed().items()
        if virtual in re.split(r"[^\w.+-]+", fields.get("Provides", ""))
    ]


def _mib(packages: Iterable[str]) -> float:
    return sum(int(_installed()[name].get("Installed-Size", 0)) for name in packages) / KIB_PER_MIB
