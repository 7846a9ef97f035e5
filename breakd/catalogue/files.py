"""Reading a folder of TOML files that somebody else may have written.

Nothing is opened that is not a regular file with a plain name, links are not followed, and the
size is known before a byte is read.
"""

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from breakd import toml
from breakd.text import packs as say

MOST_BYTES = 256 * 1024
MOST_FILES = 20
MOST_NAMES = 10_000  # looked at in one folder
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# A named pipe would otherwise block the opening, a link lead elsewhere.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


def toml_files(folder: Path, problems: list[str]) -> Iterator[Path]:
    """The folder's TOML files by name, at most `MOST_FILES`; what is odd joins `problems`."""
    return files(folder, (".toml",), MOST_FILES, problems)


def files(folder: Path, suffixes: Sequence[str], most: int, problems: list[str]) -> Iterator[Path]:
    """The folder's files with one of the suffixes, by name, at most `most` of them; what is odd
    joins `problems`."""
    try:
        inside = islice(folder.iterdir(), MOST_NAMES)
        names = sorted(file.name for file in inside if file.suffix.lower() in suffixes)
    except (OSError, ValueError) as error:  # ValueError: a path with a null in it
        problems.append(say.no_folder(printable(folder), _reason(error)))
        return
    if len(names) > most:
        problems.append(say.too_many_files(printable(folder), most))
    for name in names[:most]:
        if _PLAIN.fullmatch(name):
            yield folder / name
        else:
            problems.append(say.odd_file_name(printable(folder), ascii(name[:60])))


def read_toml(path: Path, most: int = MOST_BYTES) -> dict[str, object]:
    """The content of a file of at most `most` bytes.  Raises `ValueError` with one sentence."""
    place = printable(path)
    text = read_text(path, most)
    try:
        return toml.loads(text)
    except RecursionError:
        raise ValueError(say.too_deep(place)) from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(say.not_toml(place, printable(error)[:120])) from None
    except ValueError:
        raise ValueError(say.long_number(place)) from None


def read_text(path: Path, most: int = MOST_BYTES) -> str:
    """What a file of at most `most` bytes says.  Raises `ValueError` with one sentence."""
    content = read_bytes(path, most)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(say.not_text(printable(path), line)) from None


def read_bytes(path: Path, most: int) -> bytes:
    """What is in a file of at most `most` bytes.  Raises `ValueError` with one sentence."""
    place = printable(path)
    try:
        # Where links can be followed after all (no O_NOFOLLOW), look first.
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ValueError(say.not_regular(place))
        with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123 - a descriptor
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise ValueError(say.not_regular(place))
            if about.st_size > most:
                raise ValueError(say.too_big(place, most // 1024))
            content = file.read(most + 1)
    except OSError as error:
        raise ValueError(say.unreadable(place, _reason(error))) from None
    if len(content) > most:  # it grew meanwhile
        raise ValueError(say.too_big(place, most // 1024))
    return content


def _reason(error: OSError | ValueError) -> str:
    return str(getattr(error, "strerror", None) or error).lower()


def printable(thing: object) -> str:
    """A path or message without what a terminal would obey; a folder's name may hold anything."""
    text = str(thing)
    return text if text.isprintable() else ascii(text)[1:-1]
