"""In a call a break may come with a stretch that nobody on camera notices, if the user likes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.core.effects import Pick
from breakd.core.events import (
    Another,
    Done,
    Event,
    Expired,
    GateClosed,
    GateOpened,
    Reloaded,
    Skip,
    Snooze,
)
from breakd.core.model import AWAY, DEFER, Gate, Phase, Rules
from tests.core.histories import HASTY, Act, acts
from tests.core.oracle import Oracle
from tests.core.timeline import STRETCH, WALK, Timeline

DISCREET = Rules(breaks=(STRETCH,), defer_call_action="discreet")


def in_call(*gates: Gate, rules: Rules = DISCREET, discreet: str = "calm-breath") -> Timeline:
    """Due since just now, in a call and behind these gates."""
    timeline = Timeline(rules, watch=Oracle())
    timeline.discreet = discreet
    timeline.wait(1790)
    for gate in (*gates, Gate.CALL):
        timeline.send(GateClosed(gate))
    timeline.wait(10)
    return timeline


def shown(timeline: Timeline) -> list[tuple[str, bool]]:
    return [(prompt.stretch, prompt.loud) for prompt in timeline.shown_prompts()]


def test_in_a_call_the_break_comes_with_a_discreet_stretch_and_without_a_sound() -> None:
    timeline = in_call(rules=replace(DISCREET, prompt_sound="always"))
    assert shown(timeline) == [("calm-breath", False)]
    timeline.send(Done())
    timeline.send(GateOpened(Gate.CALL))
    timeline.wait(600)
    assert len(shown(timeline)) == 1
    (done,) = (r for r in timeline.records() if r.what == "done")
    assert (done.stretch, done.voluntary) == ("calm-breath", False)


def test_after_a_short_rest_another_one_is_picked() -> None:
    timeline = in_call()
    timeline.away(30)
    assert timeline.phase is Phase.WORKING
    timeline.discreet = "jaw-drop"
    timeline.wait(450)
    assert [stretch for stretch, _ in shown(timeline)] == ["calm-breath", "jaw-drop"]


def test_it_stays_as_it_is_when_the_call_ends() -> None:
    timeline = in_call()
    timeline.send(GateOpened(Gate.CALL))
    timeline.wait(30)
    assert (timeline.phase, len(shown(timeline))) == (Phase.PROMPTING, 1)


@pytest.mark.parametrize("rules", [Rules(breaks=(STRETCH,)), DISCREET], ids=["hold", "none fits"])
def test_else_the_break_waits_for_the_end_of_the_call(rules: Rules) -> None:
    timeline = in_call(rules=rules, discreet="")
    timeline.wait(3600)
    assert (timeline.phase, shown(timeline)) == (Phase.DUE, [])
    assert sum(isinstance(e, Pick) for e in timeline.effects) == 1
    timeline.send(GateOpened(Gate.CALL))
    assert shown(timeline) == [("chin-tuck", False)]


@pytest.mark.parametrize("gate", sorted((DEFER | AWAY) - {Gate.CALL}))
def test_beside_anything_else_a_call_holds(gate: Gate) -> None:
    timeline = in_call(gate)
    timeline.wait(19)  # a sleep signal that no sleep follows is soon forgotten
    assert shown(timeline) == []


def test_a_call_that_begins_while_something_else_holds_the_break() -> None:
    timeline = in_call(Gate.SCREEN_SHARE)
    timeline.wait(600)
    timeline.send(GateOpened(Gate.SCREEN_SHARE))
    assert shown(timeline) == [("calm-breath", False)]


def test_what_was_picked_before_the_call_is_not_shown_in_it() -> None:
    timeline = in_call(Gate.FULL_SCREEN)
    timeline.send(GateOpened(Gate.CALL))
    timeline.wait(1)
    assert timeline.state.stretch == "chin-tuck"
    timeline.send(GateClosed(Gate.CALL))
    timeline.send(GateOpened(Gate.FULL_SCREEN))
    assert shown(timeline) == [("calm-breath", False)]


def test_unanswered_it_is_asked_for_once_in_the_call_and_again_after_it() -> None:
    timeline = in_call()
    timeline.wait(3600)
    assert (timeline.phase, len(shown(timeline))) == (Phase.DUE, 1)
    timeline.send(GateOpened(Gate.CALL))
    assert [stretch for stretch, _ in shown(timeline)] == ["calm-breath", "calm-breath"]


def test_the_next_break_in_the_same_call_has_a_stretch_of_its_own() -> None:
    timeline = in_call()
    timeline.send(Done())
    timeline.discreet = "jaw-drop"
    timeline.wait(1800)
    assert [stretch for stretch, _ in shown(timeline)] == ["calm-breath", "jaw-drop"]


def test_snoozed_it_comes_again_in_the_call() -> None:
    timeline = in_call()
    timeline.send(Snooze())
    timeline.wait(300)
    assert shown(timeline) == [("calm-breath", False)] * 2


def test_another_one_is_as_discreet() -> None:
    timeline = in_call()
    timeline.send(Another())
    timeline.send(Snooze())
    timeline.wait(300)
    assert [stretch for stretch, _ in shown(timeline)] == ["calm-breath", "jaw-drop", "jaw-drop"]


def test_new_settings_look_again() -> None:
    timeline = in_call(discreet="")
    timeline.discreet = "calm-breath"
    timeline.send(Reloaded())
    assert shown(timeline) == [("calm-breath", False)]


def test_a_longer_break_that_falls_due_is_picked_for_anew() -> None:
    timeline = in_call(rules=replace(DISCREET, breaks=(STRETCH, replace(WALK, every=1900))))
    timeline.send(Expired(timeline.state.token))
    timeline.discreet = "jaw-drop"
    timeline.wait(120)
    assert timeline.state.owed is not None
    assert timeline.state.owed.name == "walk"
    assert [stretch for stretch, _ in shown(timeline)] == ["calm-breath", "jaw-drop"]


events: list[Event] = [
    GateClosed(Gate.CALL),
    GateOpened(Gate.CALL),
    GateClosed(Gate.SCREEN_SHARE),
    Another(),
    Skip(),
]
in_calls: st.SearchStrategy[Act] = st.sampled_from(events).map(
    lambda event: lambda t: t.send(event)
)


@given(
    history=st.lists(acts | in_calls, max_size=20),
    action=st.sampled_from(["hold", "discreet"]),
    fits=st.booleans(),
)
def test_whatever_happens(history: list[Act], action: str, fits: bool) -> None:
    """Nothing but what is discreet in a call, and not a sound; on hold nothing: see the oracle."""
    rules = replace(HASTY, defer_call_action=action)  # type: ignore[arg-type]  # one of the two
    timeline = Timeline(rules, watch=Oracle())
    timeline.discreet = "calm-breath" if fits else ""
    for act in history:
        act(timeline)
