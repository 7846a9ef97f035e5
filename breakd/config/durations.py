"""Durations and times of day as people write them: "90s", "25m", "1h30m"; "9:30"."""

import re
from datetime import time

from breakd.text import durations as text

SECOND = 1.0
MINUTE = 60.0
HOUR = 3600.0
DAY = 24 * HOUR

_FORM = re.compile(r"(?:([0-9]{1,6})h)? ?(?:([0-9]{1,6})m)? ?(?:([0-9]{1,6})s)?")


class DurationError(ValueError):
    """Not a duration, or out of range; the message says what is expected."""


def parse(written: object, least: float = SECOND, most: float = DAY) -> float:
    """The seconds that `written` stands for, from `least` to `most`, else DurationError."""
    if isinstance(written, int) and not isinstance(written, bool) and 0 < written < 10**6:
        raise DurationError(text.expected_with_unit(written))
    if not isinstance(written, str):
        raise DurationError(text.expected(least, most))
    plain = written.strip().lower()
    if plain.isascii() and plain.isdigit() and len(plain) < 7 and int(plain):
        raise DurationError(text.expected_with_unit(int(plain)))
    found = _FORM.fullmatch(plain)
    if not found or not any(found.groups()):
        raise DurationError(text.expected(least, most))
    hours, minutes, seconds = (int(group or 0) for group in found.groups())
    total = hours * HOUR + minutes * MINUTE + seconds
    if not least <= total <= most:
        raise DurationError(text.expected(least, most))
    return total


def clock_time(written: str) -> time | None:
    """The local time that "HH:MM" stands for, None if it does not."""
    hour, colon, minute = written.partition(":")
    if not (colon and written.isascii() and hour.isdigit() and minute.isdigit()):
        return None
    if not (1 <= len(hour) <= 2 and len(minute) == 2 and int(hour) < 24 and int(minute) < 60):
        return None
    return time(int(hour), int(minute))
