"""What is left out before a calendar is read, and what must never be."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.calendar.trim import trim
from tests.calendar.calendars import BERLIN, berlin, calendar, event

DAY = date(2026, 6, 2)


def kept(*events: str) -> bool:
    return "BEGIN:VEVENT" in trim(calendar(*events), DAY, DAY)


@pytest.mark.parametrize("day", ["20260601", "20260602", "20260603"])
def test_the_day_and_its_neighbours_stay(day: str) -> None:
    assert kept(berlin(f"{day}T100000", f"{day}T110000"))


@pytest.mark.parametrize("day", ["20200602", "20260531", "20260604", "20270602"])
def test_other_days_go(day: str) -> None:
    assert not kept(berlin(f"{day}T100000", f"{day}T110000"))


def test_what_reaches_into_the_day_stays() -> None:
    assert kept(berlin("20260501T100000", "20260630T110000"))


def test_whatever_repeats_stays() -> None:
    old = ("20200602T100000", "20200602T110000")
    assert kept(berlin(*old, "RRULE:FREQ=DAILY"))
    assert kept(berlin(*old, "RDATE;TZID=Europe/Berlin:20260602T100000"))
    assert kept(berlin(*old, "RECURRENCE-ID;TZID=Europe/Berlin:20260602T100000"))


def test_folded_lines_and_bare_newlines_are_understood() -> None:
    folded = event(";TZID=Europe/\r\n Berlin:2026\r\n\t0602T100000", "PT1H")
    assert kept(folded)
    assert not kept(folded.replace("0602T", "0702T"))
    assert "VEVENT" not in trim(
        calendar(folded).replace("0602T", "0702T").replace("\r", ""), DAY, DAY
    )


def test_all_else_stays_as_it_is() -> None:
    text = calendar(berlin("20200602T100000", "20200602T110000"), "BEGIN:X-ELSE", "END:X-ELSE")
    trimmed = trim(text, DAY, DAY)
    assert "BEGIN:X-ELSE\r\nEND:X-ELSE\r\nEND:VCALENDAR" in trimmed
    assert trimmed.startswith("BEGIN:VCALENDAR\r\n")


moments = st.integers(0, 10 * 24 * 60).map(
    lambda minutes: datetime(2026, 5, 28, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(st.lists(st.tuples(moments, st.integers(1, 600)), max_size=6))
def test_trimming_changes_no_answer(events: list[tuple[datetime, int]]) -> None:
    pytest.importorskip("recurring_ical_events", reason="needs the extra breakd[calendar]")
    from unittest.mock import patch

    from breakd.calendar import busy

    text = calendar(
        *(
            event(f";TZID=Pacific/Kiritimati:{start:%Y%m%dT%H%M%S}", f"PT{m}M", uid=f"{n}@test")
            for n, (start, m) in enumerate(events)
        )
    )
    now = datetime(2026, 6, 2, 7, tzinfo=BERLIN)
    trimmed = sorted(busy.busy_times(text, now, now + timedelta(hours=24)))
    with patch.object(busy, "trim", lambda text, _first, _last: text):
        assert sorted(busy.busy_times(text, now, now + timedelta(hours=24))) == trimmed
