"""The guide's plan: what it lays out is whole, and fits."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.catalogue.loader import load
from breakd.core.stretch import Dose, Scope, Stretch
from breakd.guide.course import Course
from breakd.guide.plan import END_S, plan, rest
from breakd.guide.segments import Doing, Plan
from tests.guide.lessons import CHIN, DRAWN, SIDES, courses, doings, plans, stretches


@given(plans)
def test_a_plan_has_no_gaps_and_ends(found: Plan) -> None:
    assert found.segments[0].start == 0
    for this, following in pairwise(found.segments):
        assert following.start == this.end > this.start
        assert following.unit - this.unit in (0, 1)
    assert found.segments[-1].doing is Doing.END


@given(stretches, st.floats(20, 300), courses)
def test_a_plan_fits_or_is_the_short_form(stretch: Stretch, length: float, drawn: Course) -> None:
    found = plan(stretch, length, drawn)
    assert found.seconds - END_S <= length or found.dose == stretch.short


@given(plans)
def test_every_repetition_of_every_side_is_there(found: Plan) -> None:
    acts = (Doing.HOLD, Doing.TURN, Doing.BREATHE_IN)
    turns = [(s.set, s.side, s.rep) for s in found.segments if s.doing in acts]
    reps = found.dose.breaths or found.dose.reps
    assert len(turns) == len(set(turns)) == found.dose.sets * found.sides * reps


@given(stretches, courses)
def test_steps_are_sentences_of_the_stretch(stretch: Stretch, drawn: Course) -> None:
    for segment in plan(stretch, 300, drawn).segments:
        assert all(0 <= step < len(stretch.steps) for step in segment.steps)
        assert segment.steps or segment.doing is Doing.END


@given(stretches)
def test_the_figure_never_jumps_but_from_one_rest_to_another(stretch: Stretch) -> None:
    """Both parts of the loop begin and end in the same pose."""
    at_rest = {0.0, 4.0, 8.0}
    segments = plan(stretch, 300, DRAWN).segments
    for this, following in pairwise(segments):
        left, met = this.figure[1], following.figure[0]
        held = {left, met} in ({1.0, 3.0}, {5.0, 7.0})  # the same pose all through the hold
        assert left == met or held or {left, met} <= at_rest


@given(stretches)
def test_while_a_pose_is_held_the_figure_holds_it(stretch: Stretch) -> None:
    for segment in plan(stretch, 300, DRAWN).segments:
        if segment.doing is Doing.HOLD:
            assert segment.figure in ((1, 1), (5, 5))


def test_a_hold_one_after_the_other() -> None:
    found = plan(CHIN, 120)
    assert doings(found) == ["ready", "in", "hold", "out", "in", "hold", "out", "end"]
    steps = [segment.steps for segment in found.segments]
    assert steps == [(0,), (0,), (1,), (2,), (3,), (1,), (2,), (3,), ()]


def test_long_holds_stay_on_a_side_and_the_switch_is_announced() -> None:
    found = plan(SIDES, 300)
    once = ["in", "hold", "out"]
    assert doings(found) == ["ready", *once * 2, "switch", *once * 2, "end"]
    sides = [segment.side for segment in found.segments if segment.doing is Doing.HOLD]
    assert sides == [1, 1, 2, 2]
    switch = next(s for s in found.segments if s.doing is Doing.SWITCH)
    assert switch.steps == (4,)


def test_short_holds_take_turns_and_the_first_switch_is_announced() -> None:
    found = plan(replace(SIDES, dose=Dose(hold=5, reps=2)), 300)
    sides = [segment.side for segment in found.segments if segment.doing is Doing.HOLD]
    assert sides == [1, 2, 1, 2]
    assert doings(found).count("switch") == 1


def test_short_holds_stay_on_a_side_where_the_stretch_says_so() -> None:
    stays = replace(SIDES, dose=Dose(hold=5, reps=2), side_after_side=True)
    found = plan(stays, 300)
    assert [s.side for s in found.segments if s.doing is Doing.HOLD] == [1, 1, 2, 2]
    assert doings(found).count("switch") == 1


TOLD = replace(
    SIDES,
    steps=("Sit.", "Chair.", "Slide.", "Hold.", "Breathe.", "Back.", "Change."),
    when=("ready", "ready", "in", "hold", "hold", "out", "switch"),
)


def test_steps_go_where_the_stretch_says() -> None:
    by_doing: dict[Doing, set[tuple[int, ...]]] = {}
    for segment in plan(TOLD, 300).segments:
        by_doing.setdefault(segment.doing, set()).add(segment.steps)
    assert by_doing.pop(Doing.READY) == {(0, 1), (1,)}
    assert by_doing == {
        Doing.IN: {(2,)},
        Doing.HOLD: {(3, 4)},
        Doing.OUT: {(5,)},
        Doing.SWITCH: {(6,)},
        Doing.END: {()},
    }


def test_ways_in_and_back_are_spread_over_the_repetitions() -> None:
    varied = replace(
        CHIN,
        steps=("Sit.", "One way.", "Another.", "Hold.", "Back.", "And home."),
        when=("ready", "in", "in", "hold", "out", "out"),
        dose=Dose(hold=10, reps=4),
    )
    segments = plan(varied, 300).segments
    assert [s.steps for s in segments if s.doing is Doing.IN] == [(1,), (1,), (2,), (2,)]
    assert [s.steps for s in segments if s.doing is Doing.OUT] == [(4,), (4,), (5,), (5,)]
    turns = plan(replace(varied, dose=Dose(reps=10)), 300).segments
    steps = [s.steps[0] for s in turns if s.doing is Doing.TURN]
    assert steps == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_a_change_of_sides_takes_as_long_as_it_takes_to_read_and_to_roll_over() -> None:
    long = replace(TOLD, steps=(*TOLD.steps[:-1], "Now do all of this again on the other side."))
    times = [
        next(s.seconds for s in plan(each, 300).segments if s.doing is Doing.SWITCH)
        for each in (TOLD, long, replace(long, scope="off-desk"))
    ]
    assert times == sorted(times)
    assert len(set(times)) == 3


def test_a_short_break_gets_less_of_it() -> None:
    whole = plan(SIDES, 300)
    assert plan(SIDES, 60).dose == Dose(hold=15) != whole.dose
    assert plan(SIDES, 10).dose == SIDES.short


@pytest.mark.parametrize(("scope", "longer"), [("near-desk", 5), ("off-desk", 10)])
def test_there_is_time_to_get_there(scope: Scope, longer: float) -> None:
    far = plan(replace(CHIN, scope=scope), 120)
    assert far.seconds == plan(CHIN, 120).seconds + longer


def test_a_break_without_a_stretch_is_one_rest() -> None:
    assert doings(rest(90)) == ["rest", "end"]
    assert rest(90).seconds == 90 + END_S


def test_the_whole_catalogue_can_be_led_through() -> None:
    for stretch in load([]).stretches.values():
        found = plan(stretch, 120)
        spoken = {step for segment in found.segments for step in segment.steps}
        assert 0 in spoken, stretch.id
        assert len(stretch.steps) - 1 in spoken, stretch.id
