"""Breaks by the clock: a rest may have satisfied them, and none is made up."""

from dataclasses import replace

from breakd.core.events import GateClosed, GateOpened, Pause, Tick
from breakd.core.model import Gate, Outcome, Phase, Rules
from tests.core.timeline import LUNCH, STRETCH, Timeline


def test_a_long_enough_rest_satisfies_a_clock_time_break() -> None:
    tea = replace(LUNCH, name="tea", length=300)
    timeline = Timeline(Rules(breaks=(STRETCH, tea, LUNCH)))
    timeline.wait(600)
    timeline.away(600)
    timeline.wait(120)
    timeline.away(20)  # too short to be anything
    timeline.clock_time("tea")
    assert timeline.state.clock_due == ()
    timeline.clock_time("lunch")
    assert timeline.phase is Phase.PROMPTING
    assert timeline.state.owed == LUNCH


def test_a_rest_long_ago_does_not_satisfy_a_clock_time_break() -> None:
    timeline = Timeline(Rules(breaks=(LUNCH,)))
    timeline.away(1800)
    timeline.wait(1801)
    timeline.clock_time("lunch")
    assert timeline.phase is Phase.PROMPTING


def test_a_rest_just_as_long_ago_as_the_break_is_long_still_does() -> None:
    timeline = Timeline(Rules(breaks=(LUNCH,)))
    timeline.away(1800)
    timeline.wait(1800)
    timeline.clock_time("lunch")
    assert timeline.phase is Phase.WORKING


def test_a_moment_for_a_break_that_does_not_come_by_the_clock_is_nothing() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH, LUNCH)))
    timeline.clock_time("stretch")
    timeline.clock_time("supper")
    assert (timeline.phase, timeline.state.clock_due) == (Phase.WORKING, ())


def test_a_clock_time_break_that_is_due_waits_for_the_user_or_is_taken_meanwhile() -> None:
    for absence, outcomes, phase in (
        (1799, [], Phase.PROMPTING),
        (1800, ["natural"], Phase.WORKING),
    ):
        timeline = Timeline(Rules(breaks=(LUNCH,)))
        timeline.send(GateClosed(Gate.LOCKED))
        timeline.clock_time("lunch")
        assert timeline.phase is Phase.DUE
        timeline.wait(absence)
        timeline.send(GateOpened(Gate.LOCKED))
        assert (timeline.outcomes(), timeline.phase) == (outcomes, phase)


def test_a_clock_time_break_during_a_pause_is_not_made_up() -> None:
    timeline = Timeline(Rules(breaks=(LUNCH,)))
    timeline.send(Pause(600))
    timeline.clock_time("lunch")
    timeline.wait(3600)
    assert (timeline.phase, timeline.prompts()) == (Phase.WORKING, 0)


def test_a_clock_time_break_comes_once_for_each_moment() -> None:
    timeline = Timeline(Rules(breaks=(LUNCH,)))
    timeline.clock_time("lunch")
    timeline.clock_time("lunch")
    timeline.wait(1e4)
    assert timeline.outcomes() == [Outcome.MISSED]
    timeline.clock_time("lunch", at=timeline.wall - 1e4)
    timeline.send(Tick())
    assert timeline.phase is Phase.WORKING
