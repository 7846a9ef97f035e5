"""Leaves out of a calendar what cannot matter in the days looked at.

Years of past appointments would take seconds to read.  This only leaves out; what the rest means
is for the libraries to say.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_FOLD = re.compile(r"\r?\n[ \t]")
_EVENT = re.compile(r"^BEGIN:VEVENT\r?\n.*?^END:VEVENT\r?\n?", re.M | re.S | re.I)
_REPEATS = re.compile(r"^(RRULE|RDATE|RECURRENCE-ID)\b", re.M | re.I)
_DATES = re.compile(r"^DT(?:START|END)\b[^\r\n]*:(\d{8})", re.M | re.I)
_DAY = timedelta(days=1)


def trim(calendar: str, first: date, last: date) -> str:
    """The calendar without the events that begin and end outside these days, one day more on
    either side as its time zones are anybody's guess.  Whatever repeats stays."""
    days = f"{first - _DAY:%Y%m%d}", f"{last + _DAY:%Y%m%d}"
    unfolded = _FOLD.sub("", calendar)
    return "".join(_kept(unfolded, *days))


def _kept(text: str, first: str, last: str) -> Iterator[str]:
    end = 0
    for event in _EVENT.finditer(text):
        yield text[end : event.start()]
        end = event.end()
        if _matters(event[0], first, last):
            yield event[0]
    yield text[end:]


def _matters(event: str, first: str, last: str) -> bool:
    if _REPEATS.search(event):
        return True
    dates = _DATES.findall(event)
    return not dates or (max(dates) >= first and min(dates) <= last)
