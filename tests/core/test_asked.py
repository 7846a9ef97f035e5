"""What the user asks for goes before snooze, deferral and waiting times, once."""

import pytest

from breakd.core.effects import OpenGuide, Save, WithdrawPrompt
from breakd.core.events import (
    Answer,
    Answered,
    Done,
    GateClosed,
    GateOpened,
    Pause,
    PromptNow,
    Resume,
    Snooze,
    Start,
)
from breakd.core.model import AWAY, DEFER, Gate, Phase
from tests.core.timeline import STRETCH, Timeline


@pytest.mark.parametrize("gate", sorted(DEFER))
def test_a_prompt_asked_for_does_not_wait(gate: Gate) -> None:
    timeline = Timeline()
    timeline.wait(60)
    timeline.send(GateClosed(gate))
    timeline.send(PromptNow("neck-roll"))
    assert [(p.stretch, p.loud) for p in timeline.shown_prompts()] == [("neck-roll", False)]
    assert [(r.what, r.voluntary) for r in timeline.records()] == [("prompt", True)]


def test_a_prompt_asked_for_ends_the_snooze() -> None:
    timeline = Timeline()
    timeline.wait(1800)
    timeline.send(Snooze())
    timeline.wait(10)
    timeline.send(PromptNow())
    assert (timeline.phase, timeline.prompts()) == (Phase.PROMPTING, 2)


def test_a_prompt_asked_for_does_not_wait_after_a_pause() -> None:
    timeline = Timeline()
    timeline.wait(1800)
    timeline.send(Pause())
    timeline.send(Resume())
    assert timeline.phase is Phase.DUE
    timeline.send(PromptNow())
    assert timeline.prompts() == 1  # it comes five seconds after the one before
    timeline.wait(5)
    assert timeline.prompts() == 2


def test_asking_twice_leaves_the_fresh_prompt_alone() -> None:
    timeline = Timeline()
    timeline.send(PromptNow())
    before = timeline.state
    timeline.wait(2)
    assert [e for e in timeline.send(PromptNow()) if e != Save()] == []
    assert timeline.state.prompt == before.prompt
    timeline.wait(3)
    assert WithdrawPrompt(1) in timeline.send(PromptNow())
    assert (timeline.state.token, timeline.prompts()) == (2, 2)


@pytest.mark.parametrize("gate", sorted(AWAY))
def test_a_prompt_asked_for_waits_for_the_user(gate: Gate) -> None:
    timeline = Timeline()
    timeline.send(GateClosed(gate, 0))
    timeline.send(PromptNow())
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 0)
    timeline.send(GateOpened(gate))
    assert timeline.prompts() == 1


def test_asked_for_during_a_pause_the_break_begins_instead() -> None:
    timeline = Timeline()
    timeline.send(Pause())
    timeline.send(PromptNow("neck-roll"))
    assert (timeline.phase, timeline.prompts()) == (Phase.ON_BREAK, 0)
    assert OpenGuide(STRETCH, "neck-roll", 300.0, 1) in timeline.effects


@pytest.mark.parametrize("then", [Snooze(), None], ids=["snoozed", "ignored"])
def test_what_was_asked_for_once_is_held_back_like_any_other_the_next_time(
    then: Snooze | None,
) -> None:
    timeline = Timeline()
    timeline.send(PromptNow())
    if then:
        timeline.send(then)
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(1000)
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 1)
    timeline.send(GateOpened(Gate.CALL))
    assert timeline.prompts() == 2


def test_after_one_that_was_asked_for_the_next_is_held_back_and_recorded_like_any_other() -> None:
    timeline = Timeline()
    timeline.send(PromptNow())
    timeline.send(Done())
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(1900)
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 1)
    timeline.send(Done())
    assert [r.voluntary for r in timeline.records() if r.what == "done"] == [True, False]


def test_a_break_begun_unasked_is_voluntary() -> None:
    timeline = Timeline()
    timeline.wait(60)
    timeline.send(Start())
    timeline.wait(120)
    assert [(r.what, r.voluntary) for r in timeline.records()] == [("done", True)]


def test_a_break_begun_from_a_prompt_is_not_voluntary() -> None:
    timeline = Timeline()
    timeline.wait(1800)
    timeline.send(Answered(timeline.state.token, Answer.SHOW))
    timeline.wait(120)
    assert [(r.what, r.voluntary) for r in timeline.records()] == [
        ("prompt", False),
        ("done", False),
    ]


@pytest.mark.parametrize("gate", [Gate.PAUSED, Gate.OFF_HOURS])
def test_nobody_but_the_user_and_the_clock_closes_or_opens_the_quiet_gates(gate: Gate) -> None:
    timeline = Timeline()
    timeline.send(GateClosed(gate))
    assert timeline.state.gates == frozenset()
    timeline.send(Pause())
    timeline.send(GateOpened(Gate.PAUSED))
    assert timeline.state.gates == {Gate.PAUSED}
