"""The oracle notices what is early, late or missing in a made-up log."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

import pytest

from tests.timing.oracle import judge
from tests.timing.promise import Promise
from tests.timing.verdict import Verdict
from tests.timing.world import Fact

NINE = datetime(2026, 11, 3, 9, 0, tzinfo=UTC).timestamp()
PROMISE = Promise(UTC, clock=(time(10, 30),))

Line = tuple[float, str, dict[str, Any]]
WALK = {"title": "Walk"}
DONE = {"how": "done"}


def verdict(*lines: Line) -> Verdict:
    """Somebody sits at the desk from nine on, and touches something every 40 s."""
    ends = lines[-1][0]
    touches: Sequence[Line] = [
        (at + more, "input", {"goes_on": more == 0})
        for at in range(0, int(ends), 40)
        for more in (0, 1)
        if not any(a <= at < b for a, b in _absences(lines))
    ]
    story = sorted([*touches, *lines], key=lambda line: line[0])
    facts = [Fact(5000 + at, NINE + at, what, more) for at, what, more in story]
    return judge(PROMISE, [Fact(5000.0, NINE, "start"), *facts])


def _absences(lines: Sequence[Line]) -> list[tuple[float, float]]:
    locks = [at for at, what, _ in lines if what == "lock"]
    return list(zip(locks[::2], locks[1::2], strict=False))


def test_in_time() -> None:
    said = verdict((1504, "prompt", WALK), (1520, "answer", DONE), (3022, "prompt", WALK))
    assert said.late == pytest.approx([4, 2])
    assert said.latest == "Tuesday 03 November 09:25:04"
    assert said.wrong == []


@pytest.mark.parametrize("early", [0.2, 5, 20])
def test_early(early: float) -> None:
    said = verdict((1500 - early, "prompt", WALK))
    assert said.late == pytest.approx([-early], abs=0.01)
    assert said.early == 1
    assert len(said.wrong) == 1


def test_late_and_missed() -> None:
    said = verdict((1520, "prompt", WALK), (1530, "answer", DONE), (3045, "lock", {"locked": True}))
    assert said.late == pytest.approx([20])
    assert said.missed == pytest.approx([NINE + 3030])
    assert len(said.wrong) == 2


def test_a_quarter_of_a_break_behind_a_locked_screen_takes_a_quarter_of_the_work() -> None:
    away: tuple[Line, Line] = (
        (1001.5, "lock", {"locked": True}),
        (1031.5, "lock", {"locked": False}),
    )
    due = 1031.5 + 1500 - 1001.5 * 0.75
    assert verdict(*away, (due + 4, "prompt", WALK)).late == pytest.approx([4])
    assert verdict(*away, (due - 60, "prompt", WALK)).early == 1


def test_a_call_excuses_and_forbids() -> None:
    begins, ends = (1400, "call", {"goes_on": True}), (1700, "call", {"goes_on": False})
    assert verdict(begins, ends, (1704, "prompt", WALK)).late == pytest.approx([4])
    assert verdict(begins, (1600, "prompt", WALK)).early == 1
    assert verdict(begins, ends, (1720, "prompt", WALK)).wrong


def test_a_snooze_and_being_ignored_are_waited_for() -> None:
    snooze: tuple[Line, ...] = (
        (1504, "prompt", WALK),
        (1510, "answer", {"how": "snooze"}),
    )
    assert verdict(*snooze, (1811, "prompt", WALK)).late == pytest.approx([4, 1])
    assert verdict(*snooze, (1700, "prompt", WALK)).early == 1
    again = verdict((1504, "prompt", WALK), (1504 + 180, "prompt", WALK))
    assert again.wrong == []
    assert verdict((1504, "prompt", WALK), (1504 + 100, "prompt", WALK)).early == 1


def test_the_break_by_the_clock() -> None:
    at = 5400  # half past ten
    takes = [(n * 1510, "prompt", WALK) for n in (1, 2, 3)]
    answers: list[Line] = [(when + 5, "answer", DONE) for when, _, _ in takes]
    assert verdict(*takes, *answers, (at + 1, "prompt", {"title": "Tea"})).wrong == []
    assert verdict(*takes, *answers, (at - 30, "prompt", {"title": "Tea"})).early == 1
    assert verdict(*takes, *answers, (at + 40, "prompt", {"title": "Tea"})).wrong
