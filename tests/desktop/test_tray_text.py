"""The one sentence that says where things stand."""

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.core.model import Gate, Phase
from breakd.core.view import View
from breakd.text.state import headline, minutes
from breakd.text.tray import duration
from tests.desktop.views import held, paused, prompting, view

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 20, 10, 15, tzinfo=ZONE)  # a Friday


def _at(hour: int, minute: int = 0, days: int = 0) -> float:
    moment = NOW.replace(hour=hour, minute=minute) + timedelta(days=days)
    return moment.timestamp()


def _away(phase: Phase) -> View:
    return held(phase, Gate.LOCKED)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (view(due_in=720.0, due_wall=_at(10, 27)), "Next break in 12 min (10:27)"),
        (view(due_in=661.0, due_wall=_at(10, 26)), "Next break in 12 min (10:26)"),
        (view(due_in=59.0, due_wall=_at(10, 16)), "Next break in less than a minute (10:16)"),
        (view(due_in=3900.0, due_wall=_at(11, 20)), "Next break in 1 h 5 min (11:20)"),
        (view(planned=None, due_in=None, due_wall=None), "No break is planned"),
        (_away(Phase.WORKING), "Away – the timer waits"),
        (held(Phase.WORKING, Gate.OFF_HOURS), "Outside working hours"),
        (held(Phase.WORKING, Gate.OFF_HOURS, Gate.IDLE), "Outside working hours"),
        (prompting(), "Time for a break"),
        (held(Phase.DUE, Gate.CALL), "Break due – held back by a call"),
        (held(Phase.DUE, Gate.TYPING), "Break due – waiting for a short pause"),
        (held(Phase.DUE, Gate.LOCKED, Gate.CALL), "Break due – waiting for you to be back"),
        (view(phase=Phase.DUE, due_in=110.0), "Break due – asking again in 2 min"),
        (view(phase=Phase.DUE, due_in=0.0), "Break due"),
        (
            view(phase=Phase.SNOOZED, due_in=230.0, due_wall=_at(10, 19)),
            "Snoozed – again in 4 min (10:19)",
        ),
        (_away(Phase.SNOOZED), "Snoozed while you are away"),
        (view(phase=Phase.ON_BREAK, filled=0.5), "On a break – 1 min to go"),
        (
            view(due_in=720.0, due_wall=_at(10, 27), reading_until_wall=_at(10, 50)),
            "Next break in 12 min (10:27) · reading until 10:50",
        ),
        (paused(), "Paused"),
        (paused(_at(14)), "Paused until 14:00"),
        (paused(_at(3, days=1)), "Paused until tomorrow"),
        (paused(_at(1, days=1)), "Paused until 01:00"),
        (paused(_at(9, days=1)), "Paused until tomorrow, 09:00"),
        (paused(_at(9, days=3)), "Paused until 2026-11-23, 09:00"),
        (
            replace(paused(_at(14)), reading_until_wall=_at(14, 30)),
            "Paused until 14:00 · reading until 14:30",
        ),
    ],
)
def test_the_headline(now: View, expected: str) -> None:
    assert headline(now, NOW) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (view(due_in=720.0, due_wall=_at(10, 27)), "Next break at 10:27"),
        (view(phase=Phase.SNOOZED, due_in=230.0, due_wall=_at(10, 19)), "Snoozed until 10:19"),
        (held(Phase.WORKING, Gate.OFF_HOURS), "Outside working hours"),
    ],
)
def test_the_steady_headline_counts_no_minutes(now: View, expected: str) -> None:
    assert headline(now, NOW, steady=True) == expected


def test_after_midnight_three_o_clock_is_still_tomorrow() -> None:
    late = NOW.replace(hour=1)
    assert headline(paused(_at(3)), late) == "Paused until tomorrow"
    assert headline(paused(_at(2)), late) == "Paused until 02:00"


def test_without_local_time_no_clock_is_named() -> None:
    for now in (view(), view(phase=Phase.SNOOZED), paused(_at(14))):
        assert headline(now, None)
        assert not re.search(r"\d\d:\d\d", headline(now, None))


@pytest.mark.parametrize("gate", sorted(set(Gate) - {Gate.PAUSED, Gate.LOOKING}))
def test_every_gate_that_holds_a_due_break_is_named(gate: Gate) -> None:
    assert headline(held(Phase.DUE, gate), NOW) not in ("Break due", "No break is planned")


@given(st.floats(0, 40 * 3600))
def test_minutes_are_rounded_up_and_never_promise_too_little(seconds: float) -> None:
    said = minutes(seconds)
    if seconds < 60:
        assert said == "less than a minute"
        return
    h, m = (re.search(rf"(\d+) {unit}", said) for unit in ("h", "min"))
    total = 60 * int(h[1] if h else 0) + int(m[1] if m else 0)
    assert total * 60 - 60 < seconds <= total * 60


def test_choices_of_seconds_stay_seconds() -> None:
    assert [duration(s) for s in (5, 60, 300, 3600, 5400)] == [
        "5 s",
        "1 min",
        "5 min",
        "1 h",
        "1 h 30 min",
    ]
