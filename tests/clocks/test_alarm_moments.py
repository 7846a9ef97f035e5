"""When clock-time breaks come: weekdays, days or weekdays, and changes of the clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.clocks.moments import Moments
from breakd.core.model import Break

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY = datetime(2026, 6, 7, tzinfo=UTC).timestamp()
DAY = 86400.0


def cron(text: str, zone: ZoneInfo = BERLIN) -> Moments:
    return Moments(Break("x", every=None, cron=text), zone)


def at(*clock: str, zone: ZoneInfo = BERLIN) -> Moments:
    return Moments(Break("x", every=None, at=clock), zone)


def list_of(moments: Moments, since: float, days: float) -> list[float]:
    found = []
    wall: float | None = since
    while (wall := moments.after(wall or 0)) is not None and wall <= since + days * DAY:
        found.append(wall)
    return found


def local(moments: list[float], zone: ZoneInfo = BERLIN) -> list[str]:
    return [datetime.fromtimestamp(m, zone).strftime("%a %d %H:%M") for m in moments]


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("0", "Sun"),
        ("7", "Sun"),
        ("1-5", "Mon Tue Wed Thu Fri"),
        ("mon-fri", "Mon Tue Wed Thu Fri"),
        ("0-2", "Sun Mon Tue"),
        ("5-7", "Fri Sat Sun"),
        ("fri-mon", "Sun Mon Fri Sat"),
        ("sat-sun", "Sun Sat"),
        ("1,SUN", "Sun Mon"),
        ("*/2", "Sun Tue Thu Sat"),
        ("1-5/2", "Mon Wed Fri"),
        ("*", "Sun Mon Tue Wed Thu Fri Sat"),
    ],
)
def test_weekdays_are_those_of_a_crontab(field: str, days: str) -> None:
    week = list_of(cron(f"0 9 * * {field}"), SUNDAY, 7)
    seen = {datetime.fromtimestamp(m, BERLIN).strftime("%a") for m in week}
    assert seen == set(days.split())
    assert len(week) == len(seen)


def test_a_day_and_a_weekday_mean_either() -> None:
    month = local(list_of(cron("0 9 15 * mon"), SUNDAY, 12))
    assert month == ["Mon 08 09:00", "Mon 15 09:00"]
    month = local(list_of(cron("0 9 10 * mon"), SUNDAY, 9))
    assert month == ["Mon 08 09:00", "Wed 10 09:00", "Mon 15 09:00"]


def test_several_times_of_a_day_come_in_order() -> None:
    day = local(list_of(at("15:00", "10:30"), SUNDAY, 1))
    assert day == ["Sun 07 10:30", "Sun 07 15:00"]


def test_a_moment_itself_is_over_when_it_comes() -> None:
    moments = at("10:30")
    first = moments.after(SUNDAY)
    assert first is not None
    assert moments.after(first) == first + DAY
    assert moments.after(first - 1e-3) == first


def test_the_latest_moment_of_a_stretch_of_time() -> None:
    moments = cron("* * * * *")
    assert moments.latest(SUNDAY, SUNDAY + 150) == SUNDAY + 120
    assert moments.latest(SUNDAY, SUNDAY + 59) is None
    assert moments.latest(SUNDAY - 1, SUNDAY) == SUNDAY


def test_a_time_that_comes_twice_counts_once() -> None:
    before = datetime(2026, 10, 24, 12, tzinfo=UTC).timestamp()
    assert local(list_of(at("02:30"), before, 2)) == ["Sun 25 02:30", "Mon 26 02:30"]
    (first, _) = list_of(at("02:30"), before, 2)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp()


def test_a_time_that_is_left_out_comes_at_the_jump() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=UTC).timestamp()
    assert local(list_of(at("02:30"), before, 2)) == ["Sun 29 03:00", "Mon 30 02:30"]


def test_a_day_that_is_left_out_has_no_moments() -> None:
    apia = ZoneInfo("Pacific/Apia")
    before = datetime(2011, 12, 29, 0, tzinfo=UTC).timestamp()
    days = local(list_of(at("09:00", zone=apia), before, 3), apia)
    assert days == ["Thu 29 09:00", "Sat 31 09:00", "Sun 01 09:00"]


RULES: dict[str, Callable[[datetime], bool]] = {
    "*/20 * * * *": lambda t: t.minute % 20 == 0,
    "30 2 * * *": lambda t: (t.hour, t.minute) == (2, 30),
    "15 0,3 * * 6,0": lambda t: (
        (t.hour in (0, 3) and t.minute == 15) and t.strftime("%a") in ("Sat", "Sun")
    ),
    "0 0 1 * *": lambda t: (t.day, t.hour, t.minute) == (1, 0, 0),
    "45 10 2-8 * 3": lambda t: (
        (t.hour, t.minute) == (10, 45) and (2 <= t.day <= 8 or t.strftime("%a") == "Wed")
    ),
}
ZONES = {
    "Europe/Berlin": (2024, 3),
    "America/New_York": (2024, 11),
    "Australia/Lord_Howe": (2024, 10),
    "Africa/Cairo": (2023, 4),
    "Antarctica/Troll": (2024, 10),
    "America/Scoresbysund": (2025, 3),
}


def leapt_over(before: datetime, now: datetime) -> list[datetime]:
    """The local minutes left out between one minute and the next."""
    first = before.replace(tzinfo=None) + timedelta(minutes=1)
    missing = (now.replace(tzinfo=None) - first) // timedelta(minutes=1)
    return [first + timedelta(minutes=n) for n in range(missing)]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("text", RULES)
def test_moments_are_those_minutes_of_the_local_clock(zone: str, text: str) -> None:
    """Five weeks around a change of the clock, minute by minute."""
    info, rule = ZoneInfo(zone), RULES[text]
    year, month = ZONES[zone]
    since = int(datetime(year, month, 1, tzinfo=UTC).timestamp())
    minutes = [datetime.fromtimestamp(m, info) for m in range(since, since + 35 * 86400, 60)]
    wanted = [
        now.timestamp()
        for before, now in pairwise(minutes)
        if (rule(now) and not now.fold) or any(rule(t) for t in leapt_over(before, now))
    ]
    assert list_of(cron(text, info), since, 35 - 1 / 1440) == wanted


@given(
    st.sampled_from(sorted(ZONES)).map(ZoneInfo),
    st.sampled_from(sorted(RULES)),
    st.floats(
        datetime(2020, 1, 1, tzinfo=UTC).timestamp(), datetime(2035, 1, 1, tzinfo=UTC).timestamp()
    ),
)
def test_moments_only_go_forward_and_are_never_far(zone: ZoneInfo, text: str, wall: float) -> None:
    moments = cron(text, zone)
    for _ in range(5):
        following = moments.after(wall)
        assert following is not None
        assert wall < following < wall + 32 * DAY
        wall = following


def test_as_a_trigger_it_lists_nothing_that_was_missed() -> None:
    moments = cron("* * * * *")
    planned = datetime(2026, 6, 1, 9, tzinfo=UTC)
    a_year_on = planned + timedelta(days=365, seconds=10)
    following = moments.get_next_fire_time(planned, a_year_on)
    assert following == planned + timedelta(days=365, minutes=1)
