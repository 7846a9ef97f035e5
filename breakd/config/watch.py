"""Notices that a file of the configuration has changed."""

import os
from pathlib import Path

from breakd.config.source import Sources

Stamp = tuple[tuple[int, int, int] | None, ...]


class Watch:
    """Compares the files' stamps whenever it is asked: at each tick, which wakes nobody."""

    def __init__(self, sources: Sources) -> None:
        own = (sources.user,) if sources.overrides is None else (sources.user, sources.overrides)
        self._files = (*sources.system, *own)
        self._seen = self._stamp()

    def changed(self) -> bool:
        """Whether any of them is another than when last asked."""
        before, self._seen = self._seen, self._stamp()
        return self._seen != before

    def _stamp(self) -> Stamp:
        return tuple(_stamp(file) for file in self._files)


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - at every tick
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
