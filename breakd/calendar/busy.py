"""From the text of a calendar to the times at which its owner is busy."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple

import recurring_ical_events  # type: ignore[import-untyped]  # it has no types
from icalendar import Calendar

from breakd.calendar.trim import trim

# Longer than this, it is no appointment but the frame of a day: a shift, a journey, "office".
LONGEST_S = 4 * 3600.0


class Busy(NamedTuple):
    """From `start` to `end`, in POSIX seconds."""

    start: float
    end: float


def busy_times(
    text: str, now: datetime, until: datetime, me: frozenset[str] = frozenset()
) -> Iterator[Busy]:
    """The appointments between `now` and `until`, both in the user's time zone, unsorted.

    Left out are those that last a whole day or longer than `LONGEST_S`, are cancelled, are marked
    as free time, or were declined: by one of the addresses `me` (lower case) or the one that the
    calendar is named after, or by all who were asked.  Raises whatever the libraries raise.
    """
    zone = now.tzinfo
    assert zone is not None
    for calendar in Calendar.from_ical(trim(text, now.date(), until.date()), multiple=True):
        mine = me | {str(calendar.get("X-WR-CALNAME", "")).lower()}
        events = recurring_ical_events.of(calendar, skip_bad_series=True)
        for event in events.between(now, until):
            span = _span(event, zone)
            if span is not None and _takes_time(event) and not _declined(event, mine):
                yield span


def merged(times: Iterable[Busy]) -> list[Busy]:
    """In order, each apart from the next."""
    result: list[Busy] = []
    for one in sorted(times):
        if result and one.start <= result[-1].end:
            result[-1] = Busy(result[-1].start, max(result[-1].end, one.end))
        else:
            result.append(one)
    return result


def _span(event: Any, zone: tzinfo) -> Busy | None:
    start, end = event.start, event.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return None  # whole days
    span = Busy(_posix(start, zone), _posix(end, zone))
    return span if 0 < span.end - span.start <= LONGEST_S else None


def _posix(moment: datetime, zone: tzinfo) -> float:
    """A time without a zone is the user's local time."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    return aware.astimezone(UTC).timestamp()


def _takes_time(event: Any) -> bool:
    return (
        _word(event, "STATUS") != "CANCELLED"
        and _word(event, "TRANSP") != "TRANSPARENT"
        and _word(event, "X-MICROSOFT-CDO-BUSYSTATUS") != "FREE"
    )


def _word(event: Any, name: str) -> str:
    return str(event.get(name, "")).upper()


def _declined(event: Any, mine: frozenset[str]) -> bool:
    asked = event.get("ATTENDEE", [])
    asked = asked if isinstance(asked, list) else [asked]
    answers = {_address(who): _answer(who) for who in asked}
    own = [answer for address, answer in answers.items() if address in mine]
    return bool(answers) and all(answer == "DECLINED" for answer in own or answers.values())


def _address(attendee: Any) -> str:
    return str(attendee).lower().removeprefix("mailto:")


def _answer(attendee: Any) -> str:
    return str(getattr(attendee, "params", {}).get("PARTSTAT", "")).upper()
