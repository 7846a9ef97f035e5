"""Which day a record belongs to, and what a day adds up to."""

import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from breakd.core.effects import Record
from breakd.core.model import Now, Outcome
from breakd.core.stats import (
    COUNTED,
    KINDS,
    Counts,
    Day,
    Entry,
    day_of,
    days,
    entry_of,
    filled,
    today,
    total,
)

ZONES = st.sampled_from(sorted(available_timezones()))
INSTANTS = st.integers(0, 4_000_000_000).map(float)
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo = BERLIN) -> float:
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


def entry(what: str, utc: float, zone: ZoneInfo = BERLIN, area: str = "", cycle: int = 1) -> Entry:
    offset = dt.datetime.fromtimestamp(utc, zone).utcoffset() or dt.timedelta()
    return Entry(what, utc, int(offset.total_seconds()), zone.key, cycle, "stretch", "", area)


entries = st.builds(
    entry,
    st.sampled_from(KINDS),
    INSTANTS,
    ZONES.map(ZoneInfo),
    st.sampled_from(["", "neck", "chest"]),
)


@given(ZONES, INSTANTS)
def test_a_day_begins_at_three_by_the_clock_on_the_wall(key: str, utc: float) -> None:
    local = dt.datetime.fromtimestamp(utc, ZoneInfo(key)).replace(tzinfo=None)
    offset = entry("done", utc, ZoneInfo(key)).offset
    expected = local.date() if local.hour >= 3 else local.date() - dt.timedelta(days=1)
    # The library's table gives some zones an offset with seconds, which `Entry` keeps.
    assert day_of(utc, offset) == expected


def test_the_evening_of_a_change_of_clocks_is_still_one_day() -> None:
    # Clocks went back from 03:00 to 02:00 on 25 October 2026: both 02:30 belong to the 24th.
    first = at("2026-10-25T02:30")
    second = first + 3600
    assert {entry("done", first).day, entry("done", second).day} == {dt.date(2026, 10, 24)}
    assert entry("done", second + 1800).day == dt.date(2026, 10, 25)
    # They went forward from 02:00 to 03:00 on 29 March: the new day begins with that step.
    step = at("2026-03-29T03:00")
    assert entry("done", step - 1).day == dt.date(2026, 3, 28)
    assert entry("done", step).day == dt.date(2026, 3, 29)


def test_a_record_stays_on_its_day_when_the_user_travels() -> None:
    breakfast_in_tokyo = entry("done", at("2026-06-02T08:00", ZoneInfo("Asia/Tokyo")))
    breakfast_in_tokyo = entry("done", breakfast_in_tokyo.utc, ZoneInfo("Asia/Tokyo"))
    evening_before_in_lima = entry("done", breakfast_in_tokyo.utc, ZoneInfo("America/Lima"))
    assert breakfast_in_tokyo.day == dt.date(2026, 6, 2)
    assert evening_before_in_lima.day == dt.date(2026, 6, 1)
    assert [d.done for d in days([breakfast_in_tokyo, evening_before_in_lima])] == [1, 1]


@given(st.lists(entries, max_size=30), st.randoms(use_true_random=False))
def test_every_record_counts_once_in_any_order(some: list[Entry], random: object) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    found = days(some)
    assert days(shuffled) == found
    assert [d.date for d in found] == sorted({e.day for e in some})
    sums = total(found)
    assert sum(getattr(sums, name) for name in COUNTED) == len(some)
    done_with_area = sum(1 for e in some if e.what == "done" and e.area)
    assert sum(sums.by_area.values()) == done_with_area


@given(st.lists(entries, max_size=30), entries)
def test_today_is_the_day_that_now_belongs_to(some: list[Entry], now: Entry) -> None:
    expected = [d for d in days(some) if d.date == now.day] or [Day(date=now.day)]
    assert today(some, now.utc, now.offset) == expected[0]


def test_a_day_tells_outcomes_snoozes_and_prompts_apart() -> None:
    noon = at("2026-06-01T12:00")
    rows = [
        *(entry(what, noon) for what in KINDS),
        entry("done", noon, area="neck"),
        entry("skipped", noon, area="neck"),
    ]
    [day] = days(rows)
    assert day == Day(
        date=dt.date(2026, 6, 1),
        done=2,
        natural=1,
        skipped=2,
        missed=1,
        lapsed=1,
        aborted=1,
        snoozed=1,
        prompts=1,
        by_area={"neck": 1},
    )
    assert (day.taken, day.ended) == (3, 8)


def test_a_kind_that_a_later_version_invented_changes_no_count() -> None:
    [day] = days([entry("levitated", at("2026-06-01T12:00"))])
    assert total([day]) == Counts()


def test_empty_days_are_filled_in() -> None:
    busy = Day(date=dt.date(2026, 6, 2), done=1)
    week = filled([busy], dt.date(2026, 5, 31), dt.date(2026, 6, 3))
    assert [(d.date.day, d.done) for d in week] == [(31, 0), (1, 0), (2, 1), (3, 0)]


def test_an_entry_keeps_the_offset_and_zone_of_its_moment() -> None:
    wall = at("2026-06-01T12:00")
    record = Record(Outcome.NATURAL, 7, "stretch", "chin-tuck", seconds=400.0)
    row = entry_of(record, Now(1.0, 1.0, wall, BERLIN), "neck")
    assert (row.what, row.offset, row.zone, row.cycle) == ("natural", 7200, "Europe/Berlin", 7)
    assert (row.stretch, row.area, row.seconds) == ("chin-tuck", "neck", 400.0)
    assert row.local.isoformat() == "2026-06-01T12:00:00+02:00"
    fixed = dt.timezone(dt.timedelta(hours=-3))
    assert entry_of(record, Now(1.0, 1.0, wall, fixed)).zone == "UTC-03:00"


def test_an_entry_tells_who_wanted_the_break() -> None:
    now = Now(1.0, 1.0, at("2026-06-01T12:00"), BERLIN)
    rows = [entry_of(Record(Outcome.DONE, 7, "stretch", "", asked), now) for asked in (True, False)]
    assert [row.voluntary for row in rows] == [True, False]
    assert not entry("done", now.wall).voluntary


def test_only_outcomes_end_a_cycle() -> None:
    ends = {what for what in KINDS if entry(what, 0.0).ends_cycle}
    assert ends == {outcome.value for outcome in Outcome}
