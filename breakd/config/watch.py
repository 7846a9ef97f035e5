"""Notices that a file of the configuration has changed."""

import os
import time
from pathlib import Path

from breakd.config.source import Sources

SETTLED_S = 1.0  # an editor may be between taking the old file away and writing the new one

Stamp = tuple[tuple[int, int, int, int] | None, ...]


class Watch:
    """Compares the files' stamps whenever it is asked: at each tick, which wakes nobody.

    A change counts once nothing more has happened for a second.
    """

    def __init__(self, sources: Sources) -> None:
        own = (sources.user,) if sources.overrides is None else (sources.user, sources.overrides)
        self._files = (*sources.system, *own)
        self._seen = self._found = self._stamp()
        self._found_mono = 0.0

    def changed(self) -> bool:
        """Whether any of them is another than when this was last so."""
        found = self._stamp()
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
        self._seen = self._found = self._stamp()

    def _is_fresh(self, found: Stamp) -> bool:
        """Whether the change was a moment ago: nobody knows when a file was taken away."""
        changed = [new for new, old in zip(found, self._seen, strict=True) if new != old]
        ages = [time.time_ns() - new[3] if new else 0 for new in changed]
        return any(0 <= age < SETTLED_S * 1e9 for age in ages)

    def _stamp(self) -> Stamp:
        return tuple(_stamp(file) for file in self._files)


def _stamp(file: Path) -> tuple[int, int, int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - at every tick
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns
