"""When a clock-time break comes.  This imports APScheduler; the alarm imports it late."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

from breakd.core.hours import instant_of, local_time
from breakd.core.model import Break

_INSTANT = timedelta(microseconds=1)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_DAYS = "sun mon tue wed thu fri sat"
_RANGE = re.compile(r"(?P<first>\*|\d+)(?:-(?P<last>\d+))?(?:/(?P<step>\d+))?")


class Moments(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """The instants at which one clock-time break comes, as a trigger for APScheduler.

    The crontab is read on a clock without a zone, and each local time then turned into its
    instant: left to itself, CronTrigger now and then leaves a day out where the local clock jumps
    by half an hour, and takes a local time that comes twice for two.  And it never lists what was
    missed: asked after the wall clock was set forward, it answers with the next instant to come.
    """

    def __init__(self, planned: Break, zone: tzinfo) -> None:
        self._zone = zone
        if planned.cron is not None:
            self._crons = _from_crontab(planned.cron)
        else:
            self._crons = [_daily(clock) for clock in planned.at]

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        after = now.timestamp() if previous is None else max(previous, now).timestamp()
        at = self.after(after)
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def after(self, wall: float) -> float | None:
        """The first instant later than `wall` (both POSIX seconds), None if there is none."""
        return min((at for cron in self._crons for at in self._first(cron, wall)), default=None)

    def latest(self, since: float, until: float) -> float | None:
        """The last instant in (since, until], all POSIX seconds; None if there is none."""
        found = None
        while (at := self.after(since)) is not None and at <= until:
            found = since = at
        return found

    def _first(self, cron: CronTrigger, wall: float) -> Iterator[float]:
        """The first instant of `cron` after `wall`, if any."""
        at = local_time(wall, self._zone).replace(tzinfo=UTC)
        while (at := cron.get_next_fire_time(None, at + _INSTANT)) is not None:
            instant = instant_of(at.replace(tzinfo=None), self._zone)
            if instant is not None and instant > wall:
                yield instant
                return


def _daily(clock: str) -> CronTrigger:
    hour, minute = clock.split(":")
    return CronTrigger(hour=int(hour), minute=int(minute), second=0, timezone=UTC)


def _from_crontab(text: str) -> list[CronTrigger]:
    """What a crontab's five fields mean: any of these triggers.

    As in crontab(5), Sunday is 0 or 7, and where both the day and the weekday are given either
    will do; APScheduler alone would count from Monday and ask for both.  Raises ValueError.
    """
    fields = text.lower().split()
    if len(fields) != 5:
        raise ValueError(f"{len(fields)} fields instead of five")
    minute, hour, day, month, weekday = fields
    month = _numbered(month, _MONTHS, 1)
    weekday = _weekdays(_numbered(weekday, _DAYS, 0))
    either = "*" not in day and "*" not in weekday
    return [
        CronTrigger(
            second=0, minute=minute, hour=hour, day=d, month=month, day_of_week=w, timezone=UTC
        )
        for d, w in ([(day, "*"), ("*", weekday)] if either else [(day, weekday)])
    ]


def _numbered(field: str, names: str, first: int) -> str:
    """The field with numbers in place of names; the first name stands for `first`."""
    known = names.split()

    def number(name: re.Match[str]) -> str:
        if name[0] not in known:
            raise ValueError(f"{name[0]} is not one of {names}")
        return str(known.index(name[0]) + first)

    return re.sub(r"[a-z]+", number, field)


def _weekdays(field: str) -> str:
    """A weekday field with Sunday 0 or 7, as a list that counts from Monday = 0."""
    if field == "*":
        return field
    days: set[int] = set()
    for item in field.split(","):
        match = _RANGE.fullmatch(item)
        if match is None:
            raise ValueError(f"{item} is not a weekday")
        step = int(match["step"] or 1)
        first = 0 if match["first"] == "*" else int(match["first"])
        last = int(match["last"] or (6 if match["first"] == "*" or match["step"] else first))
        if not (0 < step <= 7 and first <= 7 and last <= 7):
            raise ValueError(f"{item} is not a weekday from 0 to 7")
        if last < first:  # over the weekend, as in fri-mon
            last += 7
        days.update((number - 1) % 7 for number in range(first, last + 1, step))
    return ",".join(map(str, sorted(days)))
