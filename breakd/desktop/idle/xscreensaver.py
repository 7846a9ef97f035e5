"""Idle time from the MIT-SCREEN-SAVER extension of X11, which can only be asked.

It is asked by a process of its own, as the library is heavy and waits for its answers.
"""

import sys

from breakd.desktop.idle.child import Child
from breakd.desktop.idle.source import Report

FIRST_WORD_S = 5.0  # it says at once how it is, or ends; a busy machine starts programs slowly


class ScreenSaver:
    """A source around that process."""

    def __init__(self, report: Report, threshold: float) -> None:
        self._report = report
        self._threshold = threshold
        self._child = Child(self._line, lambda: report.lost("the X11 display has gone"))

    async def start(self) -> None:
        """See `Source`."""
        words = [sys.executable, "-m", f"{__name__}_child", str(self._threshold)]
        await self._child.start(words, FIRST_WORD_S)

    def stop(self) -> None:
        """See `Source`."""
        self._child.stop()

    def _line(self, line: str) -> None:
        word, _, seconds = line.partition(" ")
        if word == "active":
            self._report.active()
        elif word == "idle":
            self._report.idle(float(seconds))


def source(report: Report, threshold: float) -> ScreenSaver:
    """The source; see `breakd.desktop.idle.source`."""
    return ScreenSaver(report, threshold)
