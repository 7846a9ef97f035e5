"""A break that began by itself counts only where somebody took it."""

from typing import Any

import pytest

from breakd.core.effects import CloseGuide, OpenGuide
from breakd.core.events import Another, Attended, Done, Event, GateClosed, GateOpened, Pause, Start
from breakd.core.model import AWAY, Gate, Outcome, Phase, Rules
from tests.core.restarts import restart
from tests.core.timeline import STRETCH, Timeline


def outcomes(timeline: Timeline) -> list[str]:
    return [r.what for r in timeline.records() if isinstance(r.what, Outcome)]


def begun(rules: Rules | None = None) -> Timeline:
    """A break that has begun by itself, where the prompt would have been."""
    timeline = Timeline(rules)
    timeline.wait(1800)
    timeline.send(Start(unasked=True))
    assert timeline.phase is Phase.ON_BREAK
    return timeline


def test_the_guide_is_told_so() -> None:
    assert OpenGuide(STRETCH, "chin-tuck", 300.0, 1, unasked=True) in begun().effects


def test_ignored_it_comes_again_and_is_missed_at_last() -> None:
    timeline = begun()
    timeline.wait(119)
    assert CloseGuide() not in timeline.effects
    timeline.wait(1)
    assert timeline.effects[-1] == CloseGuide()
    for prompts in (2, 3):
        assert (timeline.prompts(), outcomes(timeline)) == (prompts - 1, [])
        timeline.wait(120)
        assert timeline.prompts() == prompts
        timeline.send(Start(unasked=True))
        timeline.wait(120)
    assert outcomes(timeline) == [Outcome.MISSED]
    assert timeline.work == pytest.approx(900)


def test_attended_it_is_done() -> None:
    timeline = begun()
    timeline.wait(30)
    timeline.send(Attended())
    timeline.wait(90)
    assert outcomes(timeline) == [Outcome.DONE]


def test_after_a_restart_which_does_not_show_it_again_it_is_done() -> None:
    timeline = begun()
    timeline.wait(30)
    restart(timeline, 1)
    timeline.wait(90)
    assert outcomes(timeline) == [Outcome.DONE]


def test_attended_the_second_time_it_is_done() -> None:
    timeline = begun()
    timeline.wait(240)
    timeline.send(Start(unasked=True))
    timeline.send(Attended())
    timeline.wait(120)
    assert outcomes(timeline) == [Outcome.DONE]


@pytest.mark.parametrize("gate", sorted(AWAY))
def test_whoever_leaves_the_desk_has_not_ignored_it(gate: Gate) -> None:
    timeline = begun()
    timeline.send(GateClosed(gate, 0))
    timeline.wait(60)
    timeline.send(GateOpened(gate))
    timeline.wait(60)
    assert outcomes(timeline) == [Outcome.DONE]


@pytest.mark.parametrize("policy", ["credit", "pause", "reset", "ignore"])
def test_a_sleep_that_nobody_announced_is_no_working_on(policy: Any) -> None:
    timeline = begun(Rules(breaks=(STRETCH,), on_sleep=policy))
    timeline.sleep(1000)
    timeline.wait(10)
    assert outcomes(timeline) == [Outcome.DONE]


def test_what_the_user_says_is_what_counts() -> None:
    done, other = begun(), begun()
    done.send(Done())
    other.send(Another())
    other.wait(120)
    assert outcomes(done) == outcomes(other) == [Outcome.DONE]


@pytest.mark.parametrize(
    ("before", "outcome"), [([], Outcome.ABORTED), ([Attended()], Outcome.DONE)]
)
def test_a_pause_near_its_end_makes_done_what_was_attended(
    before: list[Event], outcome: Outcome
) -> None:
    timeline = begun()
    for event in before:
        timeline.send(event)
    timeline.wait(110)
    timeline.send(Pause())
    assert outcomes(timeline) == [outcome]


def test_a_pause_that_is_heard_of_late_takes_no_more_work_than_there_is() -> None:
    timeline = begun()
    timeline.skip(awake=300)
    timeline.send(Pause())
    assert outcomes(timeline) == [Outcome.ABORTED]
    assert timeline.work == 0


def test_the_next_one_that_the_user_begins_is_done_as_ever() -> None:
    timeline = begun()
    timeline.wait(120)
    timeline.send(Start())
    timeline.wait(120)
    assert outcomes(timeline) == [Outcome.DONE]


def test_attending_what_is_not_there_changes_nothing() -> None:
    timeline = Timeline()
    timeline.wait(600)
    timeline.send(Attended())
    assert (timeline.phase, timeline.work) == (Phase.WORKING, 600)
