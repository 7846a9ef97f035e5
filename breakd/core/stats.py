"""From records to days.

A day begins at 03:00 local time, so that a late evening belongs to the day it closes.  Which day
a record belongs to follows from its own instant and UTC offset, and never changes afterwards.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from breakd.core.model import Now, Outcome

if TYPE_CHECKING:
    from breakd.core.effects import Record

DAY_BEGINS_S = 3 * 3600
KINDS = ("prompt", "snoozed", *(outcome.value for outcome in Outcome))

_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - local time is counted from it


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the history: a prompt, a snooze, or how a cycle ended.

    `what` is one of `KINDS`.  `utc` is POSIX seconds; `offset` is seconds east of UTC and `zone`
    the time zone's name, both as they were then.  `seconds` is the snooze's length, or the
    absence of a natural break.  `stretch` and `area` are "" for a plain break.
    """

    what: str
    utc: float
    offset: int
    zone: str
    cycle: int
    break_name: str
    stretch: str = ""
    area: str = ""
    voluntary: bool = False
    seconds: float | None = None

    @property
    def ends_cycle(self) -> bool:
        """Whether this is the outcome of a cycle; each cycle has one."""
        return self.what not in ("prompt", "snoozed")

    @property
    def day(self) -> dt.date:
        """The day it counts for."""
        return day_of(self.utc, self.offset)

    @property
    def local(self) -> dt.datetime:
        """The local time it happened at, with its offset."""
        return dt.datetime.fromtimestamp(self.utc, dt.timezone(dt.timedelta(seconds=self.offset)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often each thing happened; `by_area` counts the stretches done per body area."""

    done: int = 0
    natural: int = 0
    skipped: int = 0
    missed: int = 0
    lapsed: int = 0
    aborted: int = 0
    snoozed: int = 0
    prompts: int = 0
    by_area: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def taken(self) -> int:
        """Breaks taken, prompted or of the user's own accord."""
        return self.done + self.natural

    @property
    def ended(self) -> int:
        """Breaks that came to an end, taken or not."""
        return self.taken + self.skipped + self.missed + self.lapsed + self.aborted


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Counts):
    """The counts of one day."""

    date: dt.date


COUNTED = tuple(f.name for f in fields(Counts) if f.name != "by_area")


def entry_of(record: "Record", now: Now, area: str = "") -> Entry:
    """The history's row for a record made now; `area` is that of its stretch."""
    local = dt.datetime.fromtimestamp(now.wall, now.zone)
    offset = local.utcoffset() or dt.timedelta()
    zone = getattr(now.zone, "key", None) or local.tzname() or ""
    return Entry(
        what=str(record.what),
        utc=now.wall,
        offset=round(offset.total_seconds()),
        zone=zone,
        cycle=record.cycle,
        break_name=record.break_name,
        stretch=record.stretch,
        area=area,
        voluntary=record.voluntary,
        seconds=record.seconds,
    )


def day_of(utc: float, offset: float) -> dt.date:
    """The day that an instant belongs to where the clocks are `offset` seconds ahead of UTC."""
    return (_EPOCH + dt.timedelta(seconds=utc + offset - DAY_BEGINS_S)).date()


def days(entries: Iterable[Entry]) -> list[Day]:
    """The days that anything happened on, in order.  Entries may come in any order."""
    tallies: dict[dt.date, dict[str, int]] = {}
    areas: dict[dt.date, dict[str, int]] = {}
    for entry in entries:
        date = entry.day
        tally = tallies.setdefault(date, dict.fromkeys(COUNTED, 0))
        name = "prompts" if entry.what == "prompt" else entry.what
        if name not in tally:
            continue
        tally[name] += 1
        if entry.what == Outcome.DONE and entry.area:
            by_area = areas.setdefault(date, {})
            by_area[entry.area] = by_area.get(entry.area, 0) + 1
    return [
        Day(date=date, by_area=MappingProxyType(areas.get(date, {})), **tally)
        for date, tally in sorted(tallies.items())
    ]


def today(entries: Iterable[Entry], now_wall: float, offset: float) -> Day:
    """The counts of the day that now belongs to."""
    date = day_of(now_wall, offset)
    found = days(entry for entry in entries if entry.day == date)
    return found[0] if found else Day(date=date)


def filled(found: Iterable[Day], first: dt.date, last: dt.date) -> list[Day]:
    """Every date from `first` to `last`, with empty days where nothing happened."""
    by_date = {day.date: day for day in found}
    dates = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return [by_date.get(date) or Day(date=date) for date in dates]


def total(counted: Sequence[Counts]) -> Counts:
    """The sum of some days."""
    areas: dict[str, int] = {}
    for counts in counted:
        for area, n in counts.by_area.items():
            areas[area] = areas.get(area, 0) + n
    sums = {name: sum(getattr(counts, name) for counts in counted) for name in COUNTED}
    return Counts(by_area=MappingProxyType(areas), **sums)
