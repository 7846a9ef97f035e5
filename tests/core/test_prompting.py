"""How a prompt comes up: loud or not, with which stretch, at the first try or at a later one."""

import pytest

from breakd.core.events import Done, GateClosed, Picked, PromptNow
from breakd.core.model import Gate, Phase, PromptSound, Rules
from tests.core.timeline import STRETCH, Timeline


def test_the_third_prompt_is_loud_only_with_all_gates_open() -> None:
    timeline = Timeline()
    timeline.wait(1800 + 60 + 120 + 60)
    assert timeline.state.ignored == 2
    busy = timeline.copy()
    timeline.wait(120)
    assert [prompt.loud for prompt in timeline.shown_prompts()] == [False, False, True]
    busy.send(GateClosed(Gate.DO_NOT_DISTURB))
    busy.wait(120 + 3600)
    assert [prompt.loud for prompt in busy.shown_prompts()] == [False, False, False]


@pytest.mark.parametrize(
    ("sound", "loud"),
    [
        ("never", [False, False, False]),
        ("ignored", [False, False, True]),
        ("always", [True, True, True]),
    ],
)
def test_a_sound_as_configured(sound: PromptSound, loud: list[bool]) -> None:
    timeline = Timeline(Rules(prompt_sound=sound))
    timeline.wait(1800 + 60 + 120 + 60 + 120)
    assert [prompt.loud for prompt in timeline.shown_prompts()] == loud


def test_a_picker_that_is_late_delays_the_prompt_and_no_more() -> None:
    timeline = Timeline(pick=None)
    timeline.wait(2000)
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 0)
    timeline.pick = ""
    timeline.tick()
    assert [(p.stretch, p.owed) for p in timeline.shown_prompts()] == [("", STRETCH)]


def test_a_pick_for_another_cycle_or_a_second_one_is_not_taken() -> None:
    timeline = Timeline(pick=None)
    timeline.wait(1800)
    for cycle in (0, 2):
        timeline.send(Picked(cycle, "stale"))
        assert (timeline.phase, timeline.state.stretch) == (Phase.DUE, None)
    timeline.send(Picked(1, "chin-tuck"))
    assert [p.stretch for p in timeline.shown_prompts()] == ["chin-tuck"]
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


def test_each_break_is_tried_as_soon_again_as_any_other() -> None:
    timeline = Timeline(shown=False)
    timeline.wait(1800)
    timeline.fail_to_show()
    timeline.wait_for(Phase.PROMPTING, 61)
    timeline.fail_to_show()
    timeline.send(Done())
    timeline.wait_for(Phase.PROMPTING, 1801)
    timeline.fail_to_show()
    assert timeline.state.not_before_boot - timeline.boot == pytest.approx(5)


def test_a_prompt_confirmed_late_lives_from_then_on_but_not_while_the_user_is_idle() -> None:
    timeline = Timeline(shown=False)
    timeline.wait(1800 + 4)
    timeline.confirm()
    prompt = timeline.state.prompt
    assert prompt is not None
    assert prompt.expires_boot == pytest.approx(timeline.boot + 60)
    timeline.wait(4)
    timeline.confirm()  # once is enough
    assert timeline.state.prompt == prompt

    timeline = Timeline(shown=False)
    timeline.wait(1800)
    timeline.send(GateClosed(Gate.IDLE, 60))
    timeline.confirm()
    timeline.wait(600)
    assert timeline.phase is Phase.PROMPTING


def test_prompts_keep_five_seconds_apart() -> None:
    timeline = Timeline()
    timeline.send(PromptNow("a"))
    timeline.wait(1)
    timeline.send(PromptNow("b"))
    assert [p.stretch for p in timeline.shown_prompts()] == ["a"]
    timeline.wait(4)
    assert [p.stretch for p in timeline.shown_prompts()] == ["a", "b"]
