"""Working hours and times of day against a naive reading of the local clock, minute by minute."""

from datetime import UTC, datetime, time, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from breakd.core.hours import first_instant, instant_of, local_time, next_change, off_hours
from breakd.core.model import Span

# Three years each, chosen so that the zone has something to show in them.
ZONES = {
    "Europe/Berlin": 2024,
    "America/New_York": 2024,
    "Australia/Lord_Howe": 2024,  # half an hour
    "Antarctica/Troll": 2023,  # two hours
    "Africa/Casablanca": 2024,  # back and forth around Ramadan
    "Africa/Cairo": 2022,  # begins at midnight, in 2023
    "America/Sao_Paulo": 2016,  # begins at midnight, until 2018
    "Pacific/Chatham": 2024,  # 12:45 and 13:45
    "Pacific/Apia": 2010,  # leaves out 30 December 2011
    "Asia/Tehran": 2020,  # midnight; abolished in 2022
    "America/Scoresbysund": 2023,  # jumps from 23:00 into the next day
    "Atlantic/Azores": 2024,
}
WEEKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
OFFICE = (Span(WEEKDAYS, time(9), time(12, 30)), Span(WEEKDAYS, time(13, 30), time(18)))
NIGHT_SHIFT = (Span(frozenset({0, 2, 4, 5, 6}), time(22, 30), time(2, 30)),)
SMALL_HOURS = (Span(EVERY_DAY, time(0, 15), time(0, 45)), Span(EVERY_DAY, time(2, 10), time(2, 20)))


def utc(*parts: int) -> float:
    return datetime(*parts, tzinfo=UTC).timestamp()  # type: ignore[arg-type, misc]  # year first


def oracle(spans: tuple[Span, ...], local: datetime) -> bool:
    """Off hours, spelled out: no span that began on any recent day reaches `local`."""
    if not spans:
        return False
    for back in (0, 1):
        day = local.date() - timedelta(days=back)
        for span in spans:
            start = datetime.combine(day, span.start)
            end = datetime.combine(day, span.end)
            if end <= start:
                end += timedelta(days=1)
            elif span.end == time(0):
                end = datetime.combine(day, time(0)) + timedelta(days=1)
            if day.weekday() in span.days and start <= local < end:
                return False
    return True


def jumps(name: str) -> list[int]:
    """Every change of the zone's offset in its three years, in POSIX seconds."""
    zone, year = ZoneInfo(name), ZONES[name]
    found = []
    low = int(utc(year, 1, 1))
    end = int(utc(year + 3, 1, 1))
    while low < end:
        if _offset(low, zone) != _offset(low + 3600, zone):
            found += [at for at in range(low + 60, low + 3601, 60) if _changes(at, zone)]
        low += 3600
    return found


def _offset(at: int, zone: ZoneInfo) -> timedelta | None:
    return datetime.fromtimestamp(at, zone).utcoffset()


def _changes(at: int, zone: ZoneInfo) -> bool:
    return _offset(at - 60, zone) != _offset(at, zone)


JUMPS = [(name, at) for name in ZONES for at in jumps(name)]


def around(at: int, zone: ZoneInfo, hours: int) -> list[tuple[int, datetime]]:
    """Every minute from so many hours before `at` to as many after, with its local time."""
    minutes = range(at - hours * 3600, at + hours * 3600, 60)
    return [(m, datetime.fromtimestamp(m, zone).replace(tzinfo=None, fold=0)) for m in minutes]


def test_every_zone_has_changes_to_test() -> None:
    assert {name for name, _ in JUMPS} == set(ZONES)
    assert len(JUMPS) >= 50
    apia = ZoneInfo("Pacific/Apia")
    dates = {local.date() for _, local in around(int(utc(2011, 12, 30, 10)), apia, 24)}
    assert datetime(2011, 12, 30).date() not in dates  # noqa: DTZ001 - local by intention


@pytest.mark.parametrize(("name", "at"), JUMPS)
@pytest.mark.parametrize("spans", [NIGHT_SHIFT, OFFICE + SMALL_HOURS])
def test_hours_agree_with_the_local_clock_at_every_change(
    name: str, at: int, spans: tuple[Span, ...]
) -> None:
    zone = ZoneInfo(name)
    minutes = around(at, zone, 14)
    wanted = [oracle(spans, local) for _, local in minutes]
    assert [off_hours(spans, m, zone) for m, _ in minutes] == wanted

    flips = [minutes[i][0] for i in range(1, len(minutes)) if wanted[i] != wanted[i - 1]]
    seen = []
    here: float | None = minutes[0][0]
    while (here := next_change(spans, here or 0, zone)) is not None and here <= minutes[-1][0]:
        seen.append(here)
    assert seen == flips


@pytest.mark.parametrize(("name", "at"), JUMPS)
def test_first_instant_agrees_with_the_local_clock_at_every_change(name: str, at: int) -> None:
    zone = ZoneInfo(name)
    minutes = around(at, zone, 26)
    for clock in (time(0), time(0, 30), time(1), time(2, 15), time(2, 59), time(23, 30)):
        hits = [
            m
            for (_, before), (m, local) in pairwise(minutes)
            if local.time() == clock or _leapt_over(clock, before, local)
        ]
        for after, _ in minutes[: len(minutes) // 2 : 97]:
            wanted = next(m for m in hits if m > after)
            assert first_instant(clock, after, zone) == wanted, (clock, after)


def _leapt_over(clock: time, before: datetime, local: datetime) -> bool:
    """Whether the local clock jumped, by less than a day, past `clock` to arrive at `local`."""
    if not timedelta(minutes=1) < local - before < timedelta(days=1):
        return False
    candidates = (datetime.combine(day, clock) for day in {before.date(), local.date()})
    return any(before < one < local for one in candidates)


times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
span_lists = st.lists(
    st.builds(Span, st.frozensets(st.integers(0, 6), min_size=1), times, times),
    min_size=1,
    max_size=4,
).map(tuple)
zones = st.sampled_from([*ZONES, "UTC", "Asia/Kathmandu"]).map(ZoneInfo)
walls = st.floats(utc(2010, 1, 1), utc(2040, 1, 1), allow_nan=False)


@given(span_lists, walls, zones)
def test_hours_agree_with_the_local_clock(
    spans: tuple[Span, ...], wall: float, zone: ZoneInfo
) -> None:
    local = datetime.fromtimestamp(wall // 1, zone).replace(tzinfo=None, fold=0)
    assert off_hours(spans, wall, zone) == oracle(spans, local)


@settings(max_examples=60)
@given(span_lists, walls, zones)
def test_nothing_changes_before_the_next_change(
    spans: tuple[Span, ...], wall: float, zone: ZoneInfo
) -> None:
    now = off_hours(spans, wall, zone)
    change = next_change(spans, wall, zone)
    end = wall + 8 * 86400 if change is None else change
    steps = range(int(wall) + 1, int(end), 600)
    assert all(off_hours(spans, at, zone) == now for at in steps)
    if change is not None:
        assert change > wall
        assert off_hours(spans, change - 1e-3, zone) == now
        assert off_hours(spans, change, zone) != now


@given(times, walls, zones)
@example(time(14), utc(2011, 12, 30, 2), ZoneInfo("Pacific/Apia"))
def test_first_instant_is_later_and_within_two_days(
    local: time, wall: float, zone: ZoneInfo
) -> None:
    at = first_instant(local, wall, zone)
    assert wall < at < wall + 50 * 3600
    assert first_instant(local, at, zone) > at


def test_without_spans_it_is_never_off_and_never_changes() -> None:
    assert not off_hours((), 0.0, UTC)
    assert next_change((), 0.0, UTC) is None


def test_round_the_clock_never_changes() -> None:
    always = (Span(EVERY_DAY, time(0), time(0)),)
    assert not off_hours(always, utc(2026, 3, 1), UTC)
    assert next_change(always, utc(2026, 3, 1), UTC) is None


def test_two_spans_that_touch_are_one() -> None:
    spans = (Span(frozenset({0}), time(22), time(0)), Span(frozenset({1}), time(0), time(3)))
    monday_23 = utc(2026, 6, 1, 23)
    assert next_change(spans, monday_23, UTC) == utc(2026, 6, 2, 3)


def test_a_span_across_midnight_belongs_to_the_day_it_begins() -> None:
    friday_night = (Span(frozenset({4}), time(22), time(6)),)
    assert not off_hours(friday_night, utc(2026, 6, 6, 3), UTC)  # Saturday, 03:00
    assert off_hours(friday_night, utc(2026, 6, 5, 3), UTC)  # Friday, 03:00


def test_a_fixed_offset_will_do_for_a_zone() -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    assert first_instant(time(9), utc(2026, 6, 1, 0), zone) == utc(2026, 6, 1, 3, 30)
    assert next_change(OFFICE, utc(2026, 6, 1, 0), zone) == utc(2026, 6, 1, 3, 30)


def test_a_time_that_the_clock_jumps_over_is_the_moment_of_the_jump() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert first_instant(time(2, 30), utc(2026, 3, 28, 20), berlin) == utc(2026, 3, 29, 1)


def test_of_a_time_that_comes_twice_the_first_still_to_come() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first, second = utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)
    assert first_instant(time(2, 30), utc(2026, 10, 24, 20), berlin) == first
    assert first_instant(time(2, 30), first, berlin) == second


def test_a_day_that_a_zone_leaves_out_is_not_waited_for() -> None:
    apia = ZoneInfo("Pacific/Apia")
    thursday_15 = utc(2011, 12, 30, 1)  # 29 December, 15:00 local; the next day is the 31st
    assert first_instant(time(14), thursday_15, apia) == utc(2011, 12, 31, 0)


def test_a_local_date_and_time_has_its_instant() -> None:
    berlin, apia = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")
    noon = datetime(2026, 6, 1, 12)  # noqa: DTZ001 - local by intention
    assert instant_of(noon, berlin) == utc(2026, 6, 1, 10)
    assert local_time(utc(2026, 6, 1, 10) + 0.9, berlin) == noon
    in_the_gap = datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001
    assert instant_of(in_the_gap, berlin) == utc(2026, 3, 29, 1)
    twice = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001
    assert instant_of(twice, berlin) == utc(2026, 10, 25, 0, 30)
    no_such_day = datetime(2011, 12, 30, 12)  # noqa: DTZ001
    assert instant_of(no_such_day, apia) is None
