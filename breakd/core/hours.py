"""Working hours and times of day: where the engine meets local time.

Local time is always worked out from POSIX seconds and an explicit zone, never the other way
round except in `first_instant`, so the change to and from summer time needs no trigger: when the
local time jumps, the answer jumps with it.
"""

from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache

from breakd.core.model import Span

_DAY = timedelta(days=1)
_HOUR = 3600
_SAMPLE = 24 * 3600  # well under the week between the two closest changes of any zone


def off_hours(spans: tuple[Span, ...], wall: float, zone: tzinfo) -> bool:
    """Whether `wall` (POSIX seconds) lies outside all `spans`; without spans, never."""
    if not spans:
        return False
    hour = int(wall // _HOUR) * _HOUR
    off, change = _from(spans, hour, zone)
    return off if change is None or wall < change else _off(spans, int(wall // 1), zone)


def next_change(spans: tuple[Span, ...], wall: float, zone: tzinfo) -> float | None:
    """The first instant after `wall` (POSIX seconds) at which `off_hours` gives another answer.

    None if it never does.
    """
    change = _from(spans, int(wall // _HOUR) * _HOUR, zone)[1]
    if change is not None and change <= wall:
        change = _next_change(spans, int(wall // 1), zone)
    return change


@lru_cache(maxsize=4)
def _from(spans: tuple[Span, ...], hour: int, zone: tzinfo) -> tuple[bool, float | None]:
    """The answer at the beginning of an hour, and when it changes: the engine asks at every
    step, and this is the same for hundreds of them."""
    return _off(spans, hour, zone), _next_change(spans, hour, zone)


def _off(spans: tuple[Span, ...], at: int, zone: tzinfo) -> bool:
    return bool(spans) and not _inside(spans, _local(at, zone))


def _next_change(spans: tuple[Span, ...], at: int, zone: tzinfo) -> float | None:
    now = _off(spans, at, zone)
    while True:
        local = _local(at, zone)
        flip = _next_flip(spans, local)
        if flip is None:
            return None
        until = at + int((flip - local).total_seconds())
        jump = _next_jump(at, until, zone)
        if jump is None:
            return float(until)
        if _off(spans, jump, zone) != now:
            return float(jump)
        at = jump


def first_instant(local: time, after: float, zone: tzinfo) -> float:
    """The first instant later than `after` (POSIX seconds) whose local time is `local`.

    Where the clock jumps over it, the moment of the jump; where it comes twice, the first that
    is still to come.  A day that the zone leaves out altogether does not count.
    """
    today = _local(int(after // 1), zone).date()
    days = (today + n * _DAY for n in range(-1, 4))
    instants = (at for day in days for at in _instants(datetime.combine(day, local), zone))
    return float(min(at for at in instants if at > after))


def instant_of(local: datetime, zone: tzinfo) -> float | None:
    """The instant (POSIX seconds) of a local date and time, which has no zone of its own.

    Where it comes twice, the first; where the clock jumps over it, the moment of the jump.  None
    if the zone leaves that day out altogether.
    """
    instants = _instants(local, zone)
    return float(instants[0]) if instants else None


def local_time(wall: float, zone: tzinfo) -> datetime:
    """The local date and time at `wall` (POSIX seconds), to the second, without a zone."""
    return _local(int(wall // 1), zone)


def _local(at: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(at, zone).replace(tzinfo=None, fold=0)


def _inside(spans: tuple[Span, ...], local: datetime) -> bool:
    clock, today = local.time(), local.weekday()
    yesterday = (today - 1) % 7
    for span in spans:
        if span.end == time.min or span.start < span.end:
            begun = today in span.days and span.start <= clock
            if begun and (span.end == time.min or clock < span.end):
                return True
        elif (today in span.days and span.start <= clock) or (
            yesterday in span.days and clock < span.end
        ):
            return True
    return False


def _next_flip(spans: tuple[Span, ...], local: datetime) -> datetime | None:
    """The next local time at which `_inside` changes, were the zone's offset to stay as it is."""
    inside = _inside(spans, local)
    edges = sorted({edge for span in spans for edge in (time.min, span.start, span.end)})
    for n in range(9):  # a week, and the rest of today
        day = local.date() + n * _DAY
        for edge in edges:
            at = datetime.combine(day, edge)
            if at > local and _inside(spans, at) != inside:
                return at
    return None


def _offset(at: int, zone: tzinfo) -> timedelta | None:
    return datetime.fromtimestamp(at, zone).utcoffset()


def _next_jump(after: int, until: int, zone: tzinfo) -> int | None:
    """The first second in (after, until] at which the zone's offset is another than at `after`."""
    offset = _offset(after, zone)
    low = after
    while low < until:
        high = min(low + _SAMPLE, until)
        if _offset(high, zone) != offset:
            while high - low > 1:
                middle = (low + high) // 2
                if _offset(middle, zone) == offset:
                    low = middle
                else:
                    high = middle
            return high
        low = high
    return None


def _instants(local: datetime, zone: tzinfo) -> list[int]:
    """Every instant of this local time: one as a rule, two where the clock was set back; where it
    was set forward over it, the moment of the jump."""
    first, second = (
        int(local.replace(tzinfo=zone, fold=fold).astimezone(UTC).timestamp()) for fold in (0, 1)
    )
    if first <= second:
        return [first, second]
    # In a gap the two readings change places: the jump lies between them.
    jump = _next_jump(second, first, zone)
    return [] if jump is None or first - second >= _DAY.total_seconds() else [jump]
