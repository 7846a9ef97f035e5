"""Closes the gate CALENDAR while the user has an appointment."""

import logging
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from breakd.calendar.process import Process, Times
from breakd.calendar.sources import fingerprint
from breakd.core.events import BusySoon, Event, GateClosed, GateOpened
from breakd.core.model import Gate, Now
from breakd.text import calendar as text

LOOK_S = 120.0  # between two looks at the files
AHEAD_S = 12 * 3600.0  # what is known must reach so far
RETRY_S = 600.0  # after a reading that failed
SOON_S = (60.0, 300.0)  # before a long appointment: still time for a break, and none to waste
LONG_S = 45 * 60.0
LIBRARIES = ("icalendar", "recurring_ical_events")

log = logging.getLogger("breakd.calendar")


class Calendar:
    """Knows the busy times of the next hours; a short process reads them afresh when a calendar
    changes, the clock is set, or the day goes on.

    It has no timer: `update` is to be called whenever the daemon wakes.  `problems` are sentences
    about calendars that could not be read.
    """

    def __init__(self, post: Callable[[Event], None], read_clock: Callable[[], Now]) -> None:
        self.problems: tuple[str, ...] = ()
        self._post = post
        self._read_clock = read_clock
        self._places: tuple[Path, ...] = ()
        self._me: tuple[str, ...] = ()
        self._process: Process | None = None
        self._times = _NOTHING
        self._closed = False
        self._forget()

    def use(self, places: Sequence[Path], me: Sequence[str] = ()) -> None:
        """Heed these files and folders of files from now on; `me` are the user's addresses."""
        wanted = tuple(place.expanduser() for place in places), tuple(me)
        if wanted == (self._places, self._me):
            return
        self.stop()
        self._places, self._me = wanted
        self._forget()
        self._times = _NOTHING
        self._tell(())
        if self._places and not all(map(find_spec, LIBRARIES)):
            self._tell((text.NOT_INSTALLED,))
            self._places = ()
        self.update(self._read_clock())

    def stop(self) -> None:
        """Read no more."""
        if self._process is not None:
            self._process.stop()
            self._process = None

    def update(self, now: Now) -> float | None:
        """Post what has changed by `now`; the seconds until the next appointment begins or ends,
        None when none is known."""
        if self._places and self._process is None and now.boot >= self._look_boot:
            self._look(now)
        self._close(any(start <= now.wall < end for start, end in self._times.busy))
        if any(_long_and_near(start, end, now.wall) for start, end in self._times.busy):
            self._post(BusySoon())
        ahead = [at - now.wall for span in self._times.busy for at in span if at > now.wall]
        return min(ahead, default=None)

    def _close(self, closed: bool) -> None:
        if closed != self._closed:
            self._closed = closed
            self._post(GateClosed(Gate.CALENDAR) if closed else GateOpened(Gate.CALENDAR))

    # --- reading ---------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._look_boot = 0.0
        self._read_of: object = None

    def _look(self, now: Now) -> None:
        self._look_boot = now.boot + LOOK_S
        files = fingerprint(self._places), now.zone
        known = self._times.until - now.wall
        if files != self._read_of or not AHEAD_S <= known <= 2 * AHEAD_S + LOOK_S:
            self._read_of = files
            try:
                self._process = Process(self._places, self._me, self._read)
            except OSError as error:
                log.warning("The calendars cannot be read: %s", error)
                self._look_boot = now.boot + RETRY_S

    def _read(self, times: Times | None) -> None:
        self._process = None
        now = self._read_clock()
        if times is None:
            self._tell((text.NOT_READ,))
            self._read_of = None
            self._look_boot = now.boot + RETRY_S
        else:
            self._tell(times.problems)
            self._times = times
        self.update(now)

    def _tell(self, problems: tuple[str, ...]) -> None:
        for sentence in problems:
            if sentence not in self.problems:
                log.warning("%s", sentence)
        self.problems = problems


def _long_and_near(start: float, end: float, wall: float) -> bool:
    return end - start >= LONG_S and SOON_S[0] <= start - wall <= SOON_S[1]


_NOTHING = Times((), 0.0, ())
