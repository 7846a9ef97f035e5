"""Reads calendar files that anybody may have written: within limits, one sentence for each failure.

A calendar that cannot be read costs no more than itself.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from breakd.calendar.busy import Busy, busy_times, merged
from breakd.calendar.sources import MOST_FILES, calendar_files
from breakd.text import calendar as text

MEBIBYTES = 16  # of one file; what matters of it is less
FILE_S = 5.0  # of computing, for one file


class _TooSlow(BaseException):
    """No library may take it for a failure of its own."""


def read_calendars(
    places: list[Path], now: datetime, until: datetime, me: frozenset[str]
) -> tuple[list[Busy], list[str]]:
    """The busy times between `now` and `until`, merged, and what is wrong with the calendars."""
    problems = [text.missing(place) for place in places if not place.exists()]
    times: list[Busy] = []
    number = 0
    for file, found in calendar_files(places):
        number += 1
        try:
            times += _read(file, found.st_size, now, until, me)
        except _Problem as problem:
            problems.append(str(problem))
    if number == MOST_FILES:
        problems.append(text.too_many(MOST_FILES))
    return merged(times), problems


class _Problem(Exception):  # noqa: N818 - a sentence for the user
    pass


def _read(file: Path, size: int, now: datetime, until: datetime, me: frozenset[str]) -> list[Busy]:
    if size > MEBIBYTES << 20:
        raise _Problem(text.too_large(file, MEBIBYTES))
    try:
        content = _content(file)
        with _at_most(FILE_S):
            return list(busy_times(content, now, until, me))
    except OSError as error:
        raise _Problem(text.unreadable(file, error.strerror or str(error))) from None
    except _TooSlow:
        raise _Problem(text.too_slow(file, FILE_S)) from None
    except Exception:  # nobody knows what the libraries raise at a file made to break them
        raise _Problem(text.not_a_calendar(file)) from None


def _content(file: Path) -> str:
    # Not blocking: it may have become a pipe that nobody writes to.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file, flags), "rb") as stream:
        return stream.read(MEBIBYTES << 20).decode("utf-8-sig", "replace")


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise _TooSlow within, after so much computing; where the system can do that."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise _TooSlow

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
