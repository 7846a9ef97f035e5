"""What holds a due break back, for how long, and which of several comes first."""

from dataclasses import replace

import pytest

from breakd.core.events import Done, GateClosed, GateOpened, PromptNow, Skip, Snooze
from breakd.core.model import AWAY, DEFER, Gate, Phase, Rules
from tests.core.cells import PHASES, into
from tests.core.timeline import EYES, STRETCH, WALK, Timeline

BOUNDED = [Gate.DO_NOT_DISTURB, Gate.FULL_SCREEN]
HOUR = 3600.0


def held_by(*gates: Gate) -> Timeline:
    """Just fallen due behind these gates."""
    timeline = Timeline()
    timeline.wait(1790)
    for gate in gates:
        timeline.send(GateClosed(gate))
    timeline.wait(10)
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 0)
    return timeline


@pytest.mark.parametrize("gate", BOUNDED)
def test_a_bounded_gate_holds_a_break_for_an_hour_and_then_gives_way_quietly(gate: Gate) -> None:
    timeline = held_by(gate)
    timeline.wait(HOUR - 1)
    assert timeline.prompts() == 0
    timeline.wait(1)
    assert [prompt.loud for prompt in timeline.shown_prompts()] == [False]


def test_after_a_snooze_the_hour_begins_anew() -> None:
    timeline = held_by(Gate.FULL_SCREEN)
    timeline.wait(HOUR / 2)
    timeline.send(GateOpened(Gate.FULL_SCREEN))
    timeline.send(Snooze(300.0))
    timeline.send(GateClosed(Gate.FULL_SCREEN))
    timeline.wait(300 + HOUR - 1)
    assert timeline.prompts() == 1
    timeline.wait(1)
    assert timeline.prompts() == 2


def test_typing_holds_a_break_for_two_minutes() -> None:
    timeline = held_by(Gate.TYPING)
    timeline.wait(119)
    assert timeline.prompts() == 0
    timeline.wait(1)
    assert timeline.prompts() == 1


def test_a_first_look_is_waited_for_but_not_for_long() -> None:
    timeline = held_by(Gate.LOOKING)
    timeline.wait(4)
    assert timeline.prompts() == 0
    timeline.wait(1)
    assert timeline.prompts() == 1


def test_a_call_that_the_first_look_finds_holds_the_break() -> None:
    timeline = held_by(Gate.LOOKING)
    timeline.send(GateClosed(Gate.CALL))
    timeline.send(GateOpened(Gate.LOOKING))
    timeline.wait(600)
    assert timeline.prompts() == 0
    timeline.send(GateOpened(Gate.CALL))
    assert timeline.prompts() == 1


@pytest.mark.parametrize("gate", sorted(DEFER - {*BOUNDED, Gate.TYPING, Gate.LOOKING}))
def test_a_call_has_no_limit(gate: Gate) -> None:
    timeline = held_by(gate)
    timeline.wait(10 * HOUR)
    assert timeline.prompts() == 0
    timeline.send(GateOpened(gate))
    assert timeline.prompts() == 1


@pytest.mark.parametrize("other", [Gate.CALL, Gate.IDLE])
def test_the_hour_stands_still_behind_an_unbounded_gate(other: Gate) -> None:
    timeline = held_by(Gate.FULL_SCREEN)
    timeline.wait(HOUR / 2)
    timeline.send(GateClosed(other, 0))
    timeline.wait(100)
    for _ in range(10):
        timeline.tick()
    timeline.send(GateOpened(other))
    timeline.wait(HOUR / 2 - 1)
    assert timeline.prompts() == 0
    timeline.wait(1)
    assert timeline.prompts() == 1


def test_the_hour_stands_still_asleep() -> None:
    timeline = held_by(Gate.FULL_SCREEN)
    timeline.rules = replace(timeline.rules, on_sleep="pause")
    timeline.wait(HOUR / 2)
    timeline.sleep(8 * HOUR)
    timeline.wait(HOUR / 2 - 1)
    assert timeline.prompts() == 0
    timeline.wait(1)
    assert timeline.prompts() == 1


def test_typing_gives_way_also_once_do_not_disturb_has() -> None:
    timeline = held_by(Gate.DO_NOT_DISTURB)
    timeline.wait(HOUR - 60)
    timeline.send(GateClosed(Gate.TYPING))
    timeline.wait(60 + 119)
    assert timeline.prompts() == 0
    timeline.wait(1)
    assert timeline.prompts() == 1


def test_every_due_break_has_an_hour_of_its_own() -> None:
    timeline = held_by(Gate.FULL_SCREEN)
    timeline.wait(HOUR)
    timeline.send(Done())
    timeline.wait(1800 + HOUR - 1)
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 1)
    timeline.wait(1)
    assert timeline.prompts() == 2


def test_a_prompt_that_was_ignored_waits_another_hour() -> None:
    timeline = held_by(Gate.FULL_SCREEN)
    timeline.wait(HOUR + 60 + 120 + HOUR - 1)
    assert (timeline.state.ignored, timeline.prompts()) == (1, 1)
    timeline.wait(1)
    assert timeline.prompts() == 2


@pytest.mark.parametrize("gate", sorted(AWAY | DEFER))
@pytest.mark.parametrize("phase", PHASES)
def test_a_gate_that_closes_twice_closes_once(gate: Gate, phase: str) -> None:
    timeline = into(phase)
    timeline.send(GateClosed(gate))
    timeline.wait(20)
    before = timeline.state
    timeline.send(GateClosed(gate, 500))
    assert timeline.state == before


# --- several kinds -------------------------------------------------------------------------------
def test_the_longest_of_those_due_is_prompted_and_covers_the_rest() -> None:
    timeline = Timeline(Rules(breaks=(EYES, STRETCH, WALK)))
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(1200)
    assert timeline.state.owed == EYES
    timeline.wait(600)
    assert timeline.state.owed == STRETCH
    timeline.send(GateOpened(Gate.CALL))
    assert [p.owed for p in timeline.shown_prompts()] == [STRETCH]
    timeline.send(Done())
    assert timeline.state.work == pytest.approx({"eyes": 0, "stretch": 0, "walk": 1800})


@pytest.mark.parametrize("end", [Done(), Skip()])
def test_a_longer_kind_that_fell_due_meanwhile_waits_a_minute(end: Done | Skip) -> None:
    timeline = Timeline(Rules(breaks=(EYES, replace(STRETCH, every=1230))))
    timeline.wait(1240)
    assert [p.owed.name for p in timeline.shown_prompts()] == ["eyes"]
    timeline.send(end)
    timeline.wait(59)
    assert timeline.prompts() == 1
    timeline.wait(1)
    assert [p.owed.name for p in timeline.shown_prompts()] == ["eyes", "stretch"]


def test_missed_means_a_quarter_of_an_hour_of_work_until_the_next() -> None:
    timeline = Timeline()
    timeline.wait(1800 + 3 * 60 + 2 * 120)
    assert timeline.outcomes() == ["missed"]
    assert timeline.work == pytest.approx(900)
    timeline.wait(899)
    assert timeline.prompts() == 3
    timeline.wait(1)
    assert timeline.prompts() == 4


def test_one_that_comes_more_often_than_that_begins_with_no_work_once_missed() -> None:
    timeline = Timeline(Rules(breaks=(replace(STRETCH, every=600),)))
    timeline.wait(600 + 3 * 60 + 2 * 120)
    assert timeline.outcomes() == ["missed"]
    assert timeline.work == 0


def test_missed_never_adds_work() -> None:
    timeline = Timeline()
    timeline.send(PromptNow())
    timeline.wait(3 * 60 + 2 * 120)
    assert timeline.outcomes() == ["missed"]
    assert timeline.work == pytest.approx(420)
