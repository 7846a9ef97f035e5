"""Which files are the calendars, and whether one of them has changed."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIX = ".ics"
MOST_FILES = 5000


def calendar_files(places: Iterable[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    """The regular files among `places`, and the .ics files in those that are folders or in the
    folders in these (as calendar programs keep them); `MOST_FILES` at most.

    What cannot be looked at is left out.
    """
    left = MOST_FILES
    for place in places:
        for file in _files(place, depth=2):
            try:
                found = file.stat()
            except OSError:
                continue
            if not stat.S_ISREG(found.st_mode):
                continue
            if left == 0:
                return
            left -= 1
            yield file, found


def _files(place: Path, depth: int) -> Iterator[Path]:
    try:
        with os.scandir(place) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except NotADirectoryError:
        yield place
        return
    except OSError:
        return
    for entry in inside:
        if entry.name.startswith("."):
            continue
        if entry.name.lower().endswith(SUFFIX):
            yield Path(entry.path)
        elif depth > 1 and entry.is_dir():
            yield from _files(Path(entry.path), depth - 1)


def fingerprint(places: Iterable[Path]) -> int:
    """A number that changes when any of the files does."""
    files = calendar_files(places)
    return hash(tuple((str(file), found.st_mtime_ns, found.st_size) for file, found in files))
