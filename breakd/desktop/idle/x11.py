"""Idle time from X11, which rings an alarm when it passes the threshold, either way."""

import asyncio
import os

from breakd.desktop.idle.source import Report, Unavailable
from breakd.desktop.idle.xsync import DisplayGone, IdleAlarm, NoCounter


class Display:
    """A source."""

    def __init__(self, report: Report, threshold: float) -> None:
        self._report = report
        self._threshold = threshold
        self._alarm: IdleAlarm | None = None

    async def start(self) -> None:
        """See `Source`."""
        if not _is_here(os.environ.get("DISPLAY", "")):
            raise Unavailable("the display is on another machine", for_good=True)
        try:
            self._alarm = IdleAlarm()
            self._say(self._alarm.idle())
        except DisplayGone as error:
            self.stop()
            raise Unavailable(str(error)) from error
        except (OSError, NoCounter) as error:
            self.stop()
            raise Unavailable(str(error) or "the display does not count", for_good=True) from error
        asyncio.get_running_loop().add_reader(self._alarm.fileno(), self._readable)

    def stop(self) -> None:
        """See `Source`."""
        if self._alarm is not None:
            asyncio.get_running_loop().remove_reader(self._alarm.fileno())
            self._alarm.close()
            self._alarm = None

    def _readable(self) -> None:
        assert self._alarm is not None
        try:
            for idle in self._alarm.rings():
                self._say(idle)
        except DisplayGone:
            self.stop()
            self._report.lost("the X11 display has gone")

    def _say(self, idle: float) -> None:
        """Report the state and ask for a ring at its end."""
        assert self._alarm is not None
        if idle >= self._threshold:
            self._report.idle(idle)
            self._alarm.ring_below(self._threshold)
        else:
            self._report.active()
            self._alarm.ring_at_least(self._threshold)


def _is_here(display: str) -> bool:
    """Whether it is reached by a local socket: the first questions are waited for."""
    return display.startswith((":", "unix:", "/"))


def source(report: Report, threshold: float) -> Display:
    """The source; see `breakd.desktop.idle.source`."""
    return Display(report, threshold)
