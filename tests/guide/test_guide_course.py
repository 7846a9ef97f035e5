"""What a drawing goes through, for the guide to follow."""

from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

import pytest

from breakd.core.stretch import Dose
from breakd.guide.course import Course, Part, course
from breakd.guide.plan import plan
from breakd.guide.segments import Doing
from tests.guide.lessons import CHIN, DRAWN, doings


class Phase(NamedTuple):
    start: float
    end: float
    kind: str
    key: int
    breath: str


def phases(*rows: tuple[float, str, int, str]) -> list[Phase]:
    """Each with how long it takes, what it does, its key and its breath."""
    ends = list(accumulate(seconds for seconds, *_ in rows))
    return [
        Phase(end - seconds, end, kind, key, breath)
        for (seconds, kind, key, breath), end in zip(rows, ends, strict=True)
    ]


ROUND = [(0.5, "hold", 0, ""), (1.0, "move", 1, ""), (1.5, "hold", 1, ""), (1.0, "move", 0, "")]


def test_the_course_holds_the_key_moment() -> None:
    assert course(phases(*ROUND, *ROUND), 2) == Course(
        (Part(0.5, 1.5, 3, 4), Part(4.5, 5.5, 7, 8)), 2
    )


def test_the_longest_of_several_holds_is_the_one() -> None:
    stops = [(1.0, "move", 1, ""), (0.4, "hold", 1, ""), *ROUND[1:3], (1.0, "move", 0, "")]
    assert course(phases(*stops), 0).parts == (Part(0, 2.4, 3.9, 4.9),)


STATIONS = [
    *((0.5, "hold", 0, ""), (1, "move", 1, ""), (1.5, "hold", 1, ""), (1, "move", 2, "")),
    *((0.2, "hold", 2, ""), (1, "move", 3, ""), (1.5, "hold", 3, ""), (1, "move", 4, "")),
    *((1.5, "hold", 4, ""), (1, "move", 0, "")),
]


def test_where_a_movement_is_held_three_times_three_repetitions_show_one_each() -> None:
    found = course(phases(*STATIONS), 2)
    assert [(p.start, p.held, p.let_go, p.end) for p in found.stations] == [
        pytest.approx(times)
        for times in ((0.5, 1.5, 3, 4.2), (4.2, 5.2, 6.7, 6.7), (6.7, 7.7, 9.2, 10.2))
    ]
    three = plan(replace(CHIN, dose=Dose(hold=10, reps=3)), 300, found).segments
    held = [s.figure[0] for s in three if s.doing is Doing.HOLD]
    assert held == pytest.approx([1.5, 5.2, 7.7])
    assert [s.rep for s in three if s.doing is Doing.OUT] == [1, 3]  # from one straight to the next
    two = plan(replace(CHIN, dose=Dose(hold=10, reps=2)), 300, found).segments
    assert len({s.figure for s in two if s.doing is Doing.HOLD}) == 1


def test_without_sides_the_second_half_shows_the_other_one() -> None:
    segments = plan(replace(CHIN, dose=Dose(hold=10, reps=4)), 300, DRAWN).segments
    assert [s.figure[0] for s in segments if s.doing is Doing.HOLD] == [1, 1, 5, 5]


def test_the_course_of_a_movement_without_stops() -> None:
    found = course(phases((1, "move", 1, ""), (1, "move", 0, "")), 0)
    assert found == Course((Part(0, 1, 1, 2),), 0, breathes=True)


def test_the_course_of_a_breath() -> None:
    loop = [(0.5, "hold", 0, ""), (2, "move", 1, "in"), (0.5, "hold", 1, "in")]
    found = course(phases(*loop, (3, "move", 2, "out"), (1, "move", 0, "out")), 2)
    assert found == Course((Part(0.5, 3, 3, 7),), 2, breathes=True)


def test_breaths_move_along_or_are_taken_in_a_pose_that_is_held() -> None:
    breaths = replace(CHIN, dose=Dose(breaths=2))
    each = ["breathe-in", "breathe-out"]
    moving = replace(DRAWN, breathes=True)
    assert doings(plan(breaths, 120, moving)) == ["ready", *each * 2, "end"]
    assert doings(plan(breaths, 120, DRAWN)) == ["ready", "in", *each * 2, "out", "end"]
