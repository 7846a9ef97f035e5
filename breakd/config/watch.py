"""Notices that a file of the configuration has changed, or one of the stretches it names."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from breakd.config.source import Sources

SETTLED_S = 1.0  # an editor may be between taking the old file away and writing the new one
MOST_FILES = 100  # of one pack: more than are read of it

Stamp = tuple[int, int, int, int]
Found = Mapping[str, Stamp]  # by path; what is not there is missing


class Watch:
    """Compares the files' stamps whenever it is asked: at each tick, which wakes nobody.

    `packs` gives the folders of stretches that count now.  A change counts once nothing more has
    happened for a second.
    """

    def __init__(self, sources: Sources, packs: Callable[[], Iterable[str]] = tuple) -> None:
        own = (sources.user,) if sources.overrides is None else (sources.user, sources.overrides)
        self._files = tuple(str(file) for file in (*sources.system, *own))
        self._packs = packs
        self._seen = self._found = self._look()
        self._found_mono = 0.0

    def changed(self) -> bool:
        """Whether any of them is another than when this was last so."""
        found = self._look()
        if found == self._seen:
            return False
        if found != self._found:
            self._found, self._found_mono = found, time.monotonic()
        if time.monotonic() - self._found_mono < SETTLED_S and self._is_fresh(found):
            return False
        self._seen = found
        return True

    def seen(self) -> None:
        """They are about to be read, whatever they are."""
        self._seen = self._found = self._look()

    def _is_fresh(self, found: Found) -> bool:
        """Whether the change was a moment ago: nobody knows when a file was taken away."""
        for file in found.keys() | self._seen.keys():
            new = found.get(file)
            age = 0 if new is None else time.time_ns() - new[3]
            if new != self._seen.get(file) and 0 <= age < SETTLED_S * 1e9:
                return True
        return False

    def _look(self) -> Found:
        files = (*self._files, *(file for folder in self._packs() for file in _stretches(folder)))
        return {file: stamp for file in files if (stamp := _stamp(file)) is not None}


def _stretches(folder: str) -> Iterator[str]:
    """The files of a pack that have stretches in them."""
    try:
        with os.scandir(folder) as inside:
            names = (one.name for one in inside if Path(one.name).suffix.lower() == ".toml")
            yield from (os.path.join(folder, name) for name in islice(names, MOST_FILES))  # noqa: PTH118 - at every tick
    except (OSError, ValueError):  # ValueError: a path with a null in it
        return


def _stamp(file: str) -> Stamp | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - at every tick
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns
