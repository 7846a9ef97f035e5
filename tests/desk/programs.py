"""Which programs of a desktop are installed here, and which Debian packages bring the others."""

import functools
import shutil
from pathlib import Path

import pytest

PACKAGES = Path(__file__).with_name("packages.txt")


@functools.cache
def _package_of() -> dict[str, str]:
    """Program or pattern → package."""
    rows = [line.split() for line in PACKAGES.read_text().splitlines() if line[:1] != "#"]
    return {program: package for package, *programs in rows for program in programs}


def find(name: str) -> str | None:
    """The path of a program, also of one that lies outside PATH."""
    for program in _package_of():
        if program.startswith("/") and program.endswith("/" + name):
            return next(map(str, Path("/").glob(program[1:])), None)
    return shutil.which(name)


def require(*names: str) -> None:
    """Leave the test out unless all these programs are here; say all that would be needed."""
    if all(map(find, names)):
        return
    packages = {package for program, package in _package_of().items() if not find(_name(program))}
    pytest.skip(f"needs a desktop's programs (Debian: apt install {' '.join(sorted(packages))})")


def _name(program: str) -> str:
    return program.rsplit("/", 1)[-1]
