"""When is the owner of a calendar busy?"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

pytest.importorskip("recurring_ical_events", reason="needs the extra breakd[calendar]")

from breakd.calendar.busy import Busy, busy_times, merged
from tests.calendar.calendars import BERLIN, at, berlin, calendar, event

TUESDAY = "2026-06-02"
ME = "ada@example.org"


def times(
    *events: str, day: str = TUESDAY, zone: ZoneInfo = BERLIN, head: str = "", me: str = ME
) -> list[tuple[str, str]]:
    """The busy times of the 24 hours from 07:00 on this day, as local times."""
    now = datetime.fromisoformat(f"{day} 07:00").replace(tzinfo=zone)
    until = datetime.fromtimestamp(now.timestamp() + 24 * 3600, zone)
    found = busy_times(calendar(*events, head=head), now, until, frozenset({me}))
    return [(clock(one.start, zone), clock(one.end, zone)) for one in merged(found)]


def clock(posix: float, zone: ZoneInfo) -> str:
    return f"{datetime.fromtimestamp(posix, zone):%H:%M}"


# --- when ----------------------------------------------------------------------------------------


def test_today_and_not_another_day() -> None:
    assert times(
        berlin("20260602T100000", "20260602T110000"),
        berlin("20260602T140000", "20260602T143000", uid="2@test"),
        berlin("20260601T120000", "20260601T130000", uid="3@test"),
        berlin("20260604T120000", "20260604T130000", uid="4@test"),
    ) == [("10:00", "11:00"), ("14:00", "14:30")]


def test_one_that_is_under_way() -> None:
    assert times(berlin("20260602T063000", "20260602T073000")) == [("06:30", "07:30")]


def test_with_a_duration_instead_of_an_end() -> None:
    assert times(event(":20260602T080000Z", "PT45M")) == [("10:00", "10:45")]


def test_neighbours_and_overlaps_are_one() -> None:
    assert times(
        berlin("20260602T100000", "20260602T110000"),
        berlin("20260602T110000", "20260602T113000", uid="2@test"),
        berlin("20260602T111500", "20260602T112000", uid="3@test"),
        berlin("20260602T120000", "20260602T121500", uid="4@test"),
    ) == [("10:00", "11:30"), ("12:00", "12:15")]


@pytest.mark.parametrize(
    ("rule", "busy"),
    [
        ("RRULE:FREQ=WEEKLY;BYDAY=TU,TH", True),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO", False),
        ("RRULE:FREQ=DAILY;UNTIL=20260601T220000Z", False),
        ("RRULE:FREQ=DAILY;COUNT=3", False),
        ("RRULE:FREQ=MONTHLY;BYDAY=1TU", True),
        ("RDATE;TZID=Europe/Berlin:20260602T100000", True),
    ],
)
def test_recurrence(rule: str, busy: bool) -> None:
    found = times(berlin("20250107T100000", "20250107T103000", rule))
    assert found == ([("10:00", "10:30")] if busy else [])


def test_a_series_with_an_exception_a_move_and_a_cancellation() -> None:
    series = berlin("20260504T100000", "20260504T110000", "RRULE:FREQ=DAILY", uid="s@test")
    without = series.replace("RRULE", "EXDATE;TZID=Europe/Berlin:20260602T100000\r\nRRULE")
    assert times(without) == []
    here = "RECURRENCE-ID;TZID=Europe/Berlin:20260602T100000"
    moved = berlin("20260602T160000", "20260602T163000", here, uid="s@test")
    assert times(series, moved) == [("16:00", "16:30")]
    cancelled = berlin("20260602T100000", "20260602T110000", here, "STATUS:CANCELLED", uid="s@test")
    assert times(series, cancelled) == []


# --- time zones ----------------------------------------------------------------------------------


def test_times_in_other_zones() -> None:
    tokyo = ";TZID=Asia/Tokyo:"
    assert times(
        event(":20260602T083000Z", ":20260602T090000Z"),
        event(tokyo + "20260602T150000", tokyo + "20260602T153000", uid="2@test"),
    ) == [("08:00", "08:30"), ("10:30", "11:00")]


def test_a_time_without_a_zone_is_local_wherever_the_user_is() -> None:
    floating = event(":20260602T100000", ":20260602T110000")
    assert times(floating) == [("10:00", "11:00")]
    assert times(floating, zone=ZoneInfo("America/New_York")) == [("10:00", "11:00")]


def test_a_zone_that_the_calendar_defines_itself() -> None:
    zone = "\r\n".join(
        [
            "BEGIN:VTIMEZONE",
            "TZID:Office",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            "TZOFFSETFROM:+0530",
            "TZOFFSETTO:+0530",
            "END:STANDARD",
            "END:VTIMEZONE",
        ]
    )
    office = event(";TZID=Office:20260602T133000", ";TZID=Office:20260602T143000")
    assert times(zone, office) == [("10:00", "11:00")]


def test_a_series_keeps_its_local_time_when_the_clocks_change() -> None:
    series = berlin("20260323T100000", "20260323T110000", "RRULE:FREQ=DAILY")
    assert times(series, day="2026-03-27") == [("10:00", "11:00")]
    assert times(series, day="2026-03-29") == [("10:00", "11:00")]  # the day it happens
    assert times(series, day="2026-10-25") == [("10:00", "11:00")]
    abroad = times(series, day="2026-03-29", zone=ZoneInfo("UTC"))
    assert abroad == [("08:00", "09:00")]


def test_an_appointment_across_the_hour_that_is_left_out() -> None:
    night = berlin("20260329T013000", "20260329T033000")
    now = datetime(2026, 3, 28, 22, tzinfo=BERLIN)
    (found,) = busy_times(calendar(night), now, now + timedelta(hours=24))
    assert found == Busy(at("2026-03-29 01:30"), at("2026-03-29 03:30"))
    assert found.end - found.start == 3600


# --- what does not count -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "free",
    [
        event(";VALUE=DATE:20260602", ";VALUE=DATE:20260603"),
        event(";VALUE=DATE:20260601", ";VALUE=DATE:20260613", "TRANSP:OPAQUE"),
        berlin("20260602T080000", "20260602T180000"),
        berlin("20260601T090000", "20260603T170000"),
        berlin("20260602T100000", "20260602T100000"),
        berlin("20260602T100000", "20260602T110000", "STATUS:CANCELLED"),
        berlin("20260602T100000", "20260602T110000", "TRANSP:TRANSPARENT"),
        berlin("20260602T100000", "20260602T110000", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
    ],
    ids=["day", "days", "shift", "journey", "moment", "cancelled", "free", "outlook"],
)
def test_no_appointment(free: str) -> None:
    assert times(free) == []


def test_tentative_ones_count() -> None:
    assert times(berlin("20260602T100000", "20260602T110000", "STATUS:TENTATIVE"))


def attended(*answers: str) -> str:
    lines = [f"ATTENDEE;PARTSTAT={answer}:mailto:{who}" for who, answer in map(str.split, answers)]
    return berlin("20260602T100000", "20260602T110000", *lines)


@pytest.mark.parametrize(
    ("answers", "busy"),
    [
        (["Ada@example.org DECLINED"], False),
        (["Ada@example.org DECLINED", "bob@example.org ACCEPTED"], False),
        (["ada@example.org ACCEPTED", "bob@example.org DECLINED"], True),
        (["ada@example.org NEEDS-ACTION"], True),
        (["bob@example.org DECLINED", "eve@example.org ACCEPTED"], True),
        (["bob@example.org DECLINED", "eve@example.org DECLINED"], False),
    ],
)
def test_declined(answers: list[str], busy: bool) -> None:
    assert bool(times(attended(*answers))) is busy


def test_the_calendar_may_be_named_after_its_owner() -> None:
    meeting = attended("cleo@example.org DECLINED", "bob@example.org ACCEPTED")
    assert times(meeting)
    assert not times(meeting, head="X-WR-CALNAME:cleo@example.org")
