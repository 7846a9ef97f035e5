"""What holds a due break back, for how long, and what the user's own wish changes about it."""

from dataclasses import replace

import pytest

from breakd.core.model import (
    AWAY,
    DEFER,
    Answer,
    Answered,
    Done,
    Gate,
    GateClosed,
    GateOpened,
    OpenGuide,
    Pause,
    Phase,
    Picked,
    PromptNow,
    Resume,
    Rules,
    ShowPrompt,
    Skip,
    Snooze,
    Start,
)
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


def shown(timeline: Timeline) -> list[ShowPrompt]:
    return [e for e in timeline.effects if isinstance(e, ShowPrompt)]


@pytest.mark.parametrize("gate", BOUNDED)
def test_a_bounded_gate_holds_a_break_for_an_hour_and_then_gives_way_quietly(gate: Gate) -> None:
    timeline = held_by(gate)
    timeline.wait(HOUR - 1)
    assert timeline.prompts() == 0
    timeline.wait(1)
    assert [prompt.loud for prompt in shown(timeline)] == [False]


def test_typing_holds_a_break_for_two_minutes() -> None:
    timeline = held_by(Gate.TYPING)
    timeline.wait(119)
    assert timeline.prompts() == 0
    timeline.wait(1)
    assert timeline.prompts() == 1


@pytest.mark.parametrize("gate", sorted(DEFER - {*BOUNDED, Gate.TYPING}))
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


def test_the_third_prompt_is_loud_only_with_all_gates_open() -> None:
    timeline = Timeline()
    timeline.wait(1800 + 60 + 120 + 60)
    assert timeline.state.ignored == 2
    busy = timeline.copy()
    timeline.wait(120)
    assert [prompt.loud for prompt in shown(timeline)] == [False, False, True]
    busy.send(GateClosed(Gate.DO_NOT_DISTURB))
    busy.wait(120 + HOUR)
    assert [prompt.loud for prompt in shown(busy)] == [False, False, False]


def test_a_picker_that_is_late_delays_the_prompt_and_no_more() -> None:
    timeline = Timeline(pick=None)
    timeline.wait(2000)
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 0)
    timeline.pick = ""
    timeline.tick()
    assert [(p.stretch, p.owed) for p in shown(timeline)] == [("", STRETCH)]


def test_a_pick_for_another_cycle_or_a_second_one_is_not_taken() -> None:
    timeline = Timeline(pick=None)
    timeline.wait(1800)
    for cycle in (0, 2):
        timeline.send(Picked(cycle, "stale"))
        assert (timeline.phase, timeline.state.stretch) == (Phase.DUE, None)
    timeline.send(Picked(1, "chin-tuck"))
    assert [p.stretch for p in shown(timeline)] == ["chin-tuck"]
    timeline.send(Picked(1, "second"))
    assert timeline.state.stretch == "chin-tuck"


def test_a_notification_that_does_not_come_up_is_tried_less_and_less_often() -> None:
    timeline = Timeline(shown=False)
    timeline.wait(1800)
    waits = []
    for _ in range(6):
        timeline.fail_to_show()
        assert timeline.phase is Phase.DUE
        waits.append(timeline.state.not_before_boot - timeline.boot)
        timeline.wait_for(Phase.PROMPTING, 61)
    assert waits == pytest.approx([5, 10, 20, 40, 60, 60])
    assert timeline.state.ignored == 0
    timeline.confirm()
    timeline.wait(60 + 120)
    timeline.fail_to_show()
    assert timeline.state.not_before_boot - timeline.boot == pytest.approx(5)


def test_prompts_keep_five_seconds_apart() -> None:
    timeline = Timeline()
    timeline.send(PromptNow("a"))
    timeline.wait(1)
    timeline.send(PromptNow("b"))
    assert [p.stretch for p in shown(timeline)] == ["a"]
    timeline.wait(4)
    assert [p.stretch for p in shown(timeline)] == ["a", "b"]


# --- asked for by the user -----------------------------------------------------------------------


@pytest.mark.parametrize("gate", sorted(DEFER))
def test_a_prompt_asked_for_does_not_wait(gate: Gate) -> None:
    timeline = Timeline()
    timeline.wait(60)
    timeline.send(GateClosed(gate))
    timeline.send(PromptNow("neck-roll"))
    assert [(p.stretch, p.loud) for p in shown(timeline)] == [("neck-roll", False)]
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
    assert OpenGuide(STRETCH, "neck-roll", 300.0) in timeline.effects


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


# --- several kinds -------------------------------------------------------------------------------


def test_the_longest_of_those_due_is_prompted_and_covers_the_rest() -> None:
    timeline = Timeline(Rules(breaks=(EYES, STRETCH, WALK)))
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(1200)
    assert timeline.state.owed == EYES
    timeline.wait(600)
    assert timeline.state.owed == STRETCH
    timeline.send(GateOpened(Gate.CALL))
    assert [p.owed for p in shown(timeline)] == [STRETCH]
    timeline.send(Done())
    assert timeline.state.work == pytest.approx({"eyes": 0, "stretch": 0, "walk": 1800})


@pytest.mark.parametrize("end", [Done(), Skip()])
def test_a_longer_kind_that_fell_due_meanwhile_waits_a_minute(end: Done | Skip) -> None:
    timeline = Timeline(Rules(breaks=(EYES, replace(STRETCH, every=1230))))
    timeline.wait(1240)
    assert [p.owed.name for p in shown(timeline)] == ["eyes"]
    timeline.send(end)
    timeline.wait(59)
    assert timeline.prompts() == 1
    timeline.wait(1)
    assert [p.owed.name for p in shown(timeline)] == ["eyes", "stretch"]


def test_missed_means_a_quarter_of_an_hour_of_work_until_the_next() -> None:
    timeline = Timeline()
    timeline.wait(1800 + 3 * 60 + 2 * 120)
    assert timeline.outcomes() == ["missed"]
    assert timeline.work == pytest.approx(900)
    timeline.wait(899)
    assert timeline.prompts() == 3
    timeline.wait(1)
    assert timeline.prompts() == 4


def test_missed_never_adds_work() -> None:
    timeline = Timeline()
    timeline.send(PromptNow())
    timeline.wait(3 * 60 + 2 * 120)
    assert timeline.outcomes() == ["missed"]
    assert timeline.work == pytest.approx(420)
