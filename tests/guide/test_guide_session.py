"""The guide's session: it obeys its user."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.guide.plan import plan
from breakd.guide.segments import Doing, Plan
from breakd.guide.session import Session
from tests.guide.lessons import CHIN, DRAWN, SIDES, plans


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
