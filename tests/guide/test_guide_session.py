"""The guide's plan and session: what it lays out is whole, fits, and obeys its user."""

from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.catalogue.loader import load
from breakd.core.stretch import Dose, Scope, Stretch
from breakd.guide.course import UNDRAWN, Course, Part, course
from breakd.guide.plan import END_S, Doing, Plan, plan, rest
from breakd.guide.session import Session

CHIN = Stretch(
    id="x",
    name="X",
    area="neck",
    summary="",
    steps=("Sit tall.", "Slide back.", "Hold.", "Let go."),
    feel="",
    cautions=(),
    dose=Dose(hold=5, reps=2),
)
SIDES = replace(CHIN, steps=(*CHIN.steps, "Change sides."), dose=Dose(hold=15, reps=2), sides=2)
DRAWN = Course((Part(0, 1, 3, 4), Part(4, 5, 7, 8)), key=2)

doses = st.builds(
    Dose,
    hold=st.sampled_from([0.0, 2.0, 5.0, 10.0, 15.0, 30.0]),
    reps=st.integers(1, 10),
    sets=st.integers(1, 3),
    breaths=st.sampled_from([0, 0, 0, 4, 6]),
)
stretches = st.builds(
    replace,
    st.just(CHIN),
    steps=st.integers(1, 8).map(lambda count: tuple(f"Step {n}." for n in range(count))),
    dose=doses,
    sides=st.integers(1, 2),
    scope=st.sampled_from(["at-desk", "near-desk", "off-desk"]),
)
courses = st.sampled_from([UNDRAWN, DRAWN, Course((Part(0, 0, 0, 6),), 0), replace(DRAWN, key=6)])
plans = st.builds(plan, stretches, st.floats(20, 300), courses)


def doings(found: Plan) -> list[str]:
    """In order, each run of the same once."""
    said: list[str] = []
    for segment in found.segments:
        if not said or said[-1] != segment.doing:
            said.append(segment.doing.value)
    return said


# --- the plan ------------------------------------------------------------------------------------


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


# --- the course of a drawing ---------------------------------------------------------------------


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


# --- the session ---------------------------------------------------------------------------------


@given(plans, st.floats(0, 1000))
def test_every_moment_can_be_shown(found: Plan, now: float) -> None:
    moment = Session(found, 0).moment(now)
    assert 0 <= moment.ring <= 1
    assert moment.left is None or 0 <= moment.left <= found.seconds
    low = min(min(segment.figure) for segment in found.segments)
    high = max(max(segment.figure) for segment in found.segments)
    assert low <= moment.figure <= high


@given(plans, st.floats(0, 300), st.floats(0, 300))
def test_a_pause_costs_nothing(found: Plan, at: float, pause: float) -> None:
    session = Session(found, 0).toggled(at)
    assert session.moment(at + pause).step == session.moment(at).step
    assert not session.moment(at).moving
    resumed = session.toggled(at + pause)
    assert resumed.elapsed(at + pause) == pytest.approx(session.elapsed(at))
    assert not resumed.is_paused


@given(plans)
def test_next_again_and_again_comes_to_the_end(found: Plan) -> None:
    session, units = Session(found, 7), found.segments[-1].unit
    for unit in range(1, units + 1):
        session = session.next(7)
        assert session.elapsed(7) == min(s.start for s in found.segments if s.unit == unit)
    assert session.next(7) == session
    assert session.moment(7).doing is Doing.END


@given(plans, st.floats(0, 1000))
def test_previous_again_and_again_comes_to_the_beginning(found: Plan, now: float) -> None:
    session = Session(found, 0)
    for _ in range(found.segments[-1].unit + 2):
        before = session.elapsed(now)
        session = session.previous(now)
        assert session.elapsed(now) <= before
    assert session.elapsed(now) == 0


def test_previous_begins_again_first() -> None:
    session = Session(plan(CHIN, 120, DRAWN), 0).next(0)  # at the first repetition
    second = session.next(0)
    assert session.previous(2).elapsed(2) == session.elapsed(0)
    assert second.previous(1).elapsed(1) == session.elapsed(0)


def test_going_on_while_paused_stays_paused() -> None:
    session = Session(plan(CHIN, 120), 0).toggled(1).next(5)
    assert session.is_paused
    assert session.elapsed(50) == session.elapsed(5)
    assert session.moment(50).doing is Doing.IN


@given(plans, st.lists(st.floats(0.01, 3), max_size=400))
def test_each_cue_is_heard_once(found: Plan, ticks: list[float]) -> None:
    session, now, heard = Session(found, 0), 0.0, list[str]()
    for tick in [*ticks, found.seconds]:
        heard += session.cues(session.elapsed(now), session.elapsed(now + tick))
        now += tick
    assert heard[0] == "begin"
    assert heard[-1] == "end"
    assert set(heard[1:-1]) <= {"switch"}


def test_a_long_hold_is_rung_off_for_those_who_do_not_look() -> None:
    found = plan(SIDES, 300)
    ends = [segment.end for segment in found.segments if segment.doing is Doing.HOLD]
    session = Session(found, 0)
    for at, cue in zip(ends, ("switch", "switch", "switch", "end"), strict=True):
        assert session.cues(at - 0.1, at + 0.1) == (cue,)


def test_the_countdown_of_getting_ready_is_one() -> None:
    session = Session(plan(CHIN, 120, DRAWN), 0)
    (begin,) = [s.start for s in session.plan.segments if s.doing is Doing.IN][:1]
    for at in (0.0, 1.0, begin - 0.5):
        assert session.moment(at).left == pytest.approx(begin - at)
