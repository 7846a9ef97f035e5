"""Idle time from swayidle, where the compositor can tell but cannot be asked from within Python."""

import asyncio
import math
import shutil

from breakd.desktop.idle.child import Child
from breakd.desktop.idle.source import Report, Unavailable

# When nobody reads any more, because breakd was killed, it ends itself.
_TELL = "trap '' PIPE; echo {} 2>/dev/null || kill $PPID"


class Swayidle:
    """A source.  Its threshold is a whole number of seconds."""

    def __init__(self, report: Report, threshold: float) -> None:
        self._report = report
        self._threshold = max(1, math.ceil(threshold))
        self._child = Child(self._line, lambda: report.lost("swayidle has ended"))
        self._active_since = 0.0

    async def start(self) -> None:
        """See `Source`."""
        program = shutil.which("swayidle")
        if program is None:
            raise Unavailable("swayidle is not installed")
        # The user's own configuration is for the user's own swayidle.
        words = [program, "-w", "-C", "/dev/null", "timeout", str(self._threshold)]
        words += [_TELL.format("idle"), "resume", _TELL.format("active")]
        self._line("active")  # it counts from its start
        await self._child.start(words)

    def stop(self) -> None:
        """See `Source`."""
        self._child.stop()

    def _line(self, line: str) -> None:
        now = asyncio.get_running_loop().time()
        if line == "active":
            self._active_since = now
            self._report.active()
        elif line == "idle":
            # It is idle at once when it gets SIGUSR1, which may be meant for another one.
            self._report.idle(min(self._threshold, now - self._active_since))


def source(report: Report, threshold: float) -> Swayidle:
    """The source; see `breakd.desktop.idle.source`."""
    return Swayidle(report, threshold)
