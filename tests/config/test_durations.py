"""Durations and times of day, as written and as read."""

import contextlib
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.config.durations import DurationError, clock_time, parse
from breakd.text.durations import short, words


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("1s", 1),
        ("90s", 90),
        ("25m", 1500),
        ("1h30m", 5400),
        ("1h 30m", 5400),
        ("1h30m10s", 5410),
        (" 2M ", 120),
        ("24h", 86400),
        ("1440m", 86400),
    ],
)
def test_reads(written: str, seconds: float) -> None:
    assert parse(written) == seconds


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "h", "m5", "5 m", "1.5h", "-5m", "+5m", "5x", "30m1h", "1h1h", "5m,10m", "nan"),
        *(
            "inf",
            "1e3s",
            "٣m",
            "0s",
            "25h",
            "999999h",
            "9999999999999m",
            "5m\n5m",
            "5m\x00",
            "soon",
        ),
        *("0", "00", 0, -1, 1.5, 60.0, True, None, [], {}, float("nan"), float("inf"), 10**400),
    ],
)
def test_refuses(written: object) -> None:
    with pytest.raises(DurationError, match=r'^a duration from 1s to 24h, such as "90s"'):
        parse(written)


@pytest.mark.parametrize("written", [25, "25", " 25 "])
def test_a_bare_number_gets_a_hint(written: object) -> None:
    with pytest.raises(DurationError, match='"25s" are seconds, "25m" are minutes'):
        parse(written)


def test_the_range_is_named() -> None:
    assert parse("0s", least=0, most=60) == 0
    with pytest.raises(DurationError, match="from 0s to 1m"):
        parse("61s", least=0, most=60)


@given(st.integers(1, 86400))
def test_what_is_written_reads_back(seconds: int) -> None:
    assert parse(short(seconds)) == seconds


@given(st.text() | st.floats() | st.integers())
def test_anything_is_read_or_refused(written: object) -> None:
    with contextlib.suppress(DurationError):
        assert 1 <= parse(written) <= 86400


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (60, "1 minute"),
        (90, "1 minute 30 seconds"),
        (599.6, "10 minutes"),
        (1529, "25 minutes"),
        (3600, "1 hour"),
        (5400, "1 hour 30 minutes"),
        (86399, "24 hours"),
    ],
)
def test_words(seconds: float, said: str) -> None:
    assert words(seconds) == said


def test_times_of_day() -> None:
    assert clock_time("9:30") == clock_time("09:30") == time(9, 30)
    assert clock_time("00:00") == time(0)
    for written in (
        "",
        ":",
        "24:00",
        "9",
        "9:5",
        "09:60",
        "009:30",
        "9:30 ",
        "-1:30",
        "٩:30",
        "a:b",
    ):
        assert clock_time(written) is None, written
