"""The user wants the break, but with another stretch."""

import pytest

from breakd.core.effects import OpenGuide, Pick, Refuse, ShowPrompt, Why, WithdrawPrompt
from breakd.core.events import Another, Done, GateClosed, Picked, PromptNow, Start
from breakd.core.model import Gate, Phase, Rules
from tests.core.cells import PHASES, into
from tests.core.oracle import Oracle
from tests.core.timeline import EYES, STRETCH, Timeline


@pytest.mark.parametrize("phase", sorted(PHASES.keys() - {"W"}))
def test_the_break_goes_on_with_another_stretch(phase: str) -> None:
    timeline = into(phase)
    before = timeline.state
    effects = timeline.send(Another())
    after = timeline.state
    assert Pick(1, STRETCH, instead_of="chin-tuck") in effects
    assert (after.phase, after.stretch, after.cycle) == (before.phase, "neck-roll", before.cycle)
    assert (after.snoozes, after.ignored, after.asked) == (before.snoozes, before.ignored, False)
    assert timeline.outcomes() == []


def test_a_prompt_gives_way_to_another_at_once() -> None:
    timeline = Timeline(watch=Oracle())
    timeline.wait(1800)
    timeline.send(GateClosed(Gate.SCREEN_SHARE))  # the user is in this prompt already
    effects = timeline.send(Another())
    moved = [e for e in effects if isinstance(e, WithdrawPrompt | ShowPrompt)]
    assert moved == [
        WithdrawPrompt(1),
        ShowPrompt(2, STRETCH, "neck-roll", 300.0, loud=False, lifetime=60.0),
    ]


def test_a_prompt_that_asks_for_the_third_time_is_exchanged_without_a_sound() -> None:
    timeline = Timeline(watch=Oracle())
    timeline.wait(1800 + 60 + 120 + 60 + 120)
    assert timeline.state.prompt is not None
    assert timeline.state.prompt.loud
    timeline.send(Another())
    assert not timeline.state.prompt.loud


def test_what_comes_in_the_middle_of_a_break_gets_the_whole_break() -> None:
    timeline = into("B")
    timeline.wait(100)
    effects = timeline.send(Another())
    assert OpenGuide(STRETCH, "neck-roll", 300.0, 1) in effects
    timeline.wait(119)
    assert timeline.phase is Phase.ON_BREAK
    timeline.wait(1)
    assert [(r.what, r.stretch) for r in timeline.records()[-1:]] == [("done", "neck-roll")]


def test_a_prompt_exchanged_while_nobody_moves_waits_for_the_user_like_any_other() -> None:
    timeline = Timeline(watch=Oracle())
    timeline.wait(1800)
    timeline.send(GateClosed(Gate.IDLE, 60))
    timeline.send(Another())
    timeline.wait(600)
    assert timeline.phase is Phase.PROMPTING


def test_nothing_is_due() -> None:
    timeline = into("W")
    assert timeline.send(Another()) == [Refuse(Why.NOTHING_DUE)]


def test_a_plain_break_has_no_other() -> None:
    timeline = Timeline(Rules(breaks=(EYES,)), pick="")
    timeline.send(PromptNow())
    assert timeline.send(Another()) == [Refuse(Why.NO_OTHER)]


def test_nothing_else_fits() -> None:
    timeline = Timeline(pick=None)
    timeline.send(Start())
    timeline.send(Picked(1, "chin-tuck"))
    timeline.send(Another())
    before = timeline.state
    assert timeline.send(Picked(1, "", instead_of="chin-tuck")) == [Refuse(Why.NO_OTHER)]
    assert timeline.state == before


def test_an_exchange_that_comes_too_late_changes_nothing() -> None:
    timeline = Timeline(pick=None)
    timeline.send(Start())
    timeline.send(Picked(1, "chin-tuck"))
    before = timeline.state
    timeline.send(Picked(1, "neck-roll", instead_of="shrug"))
    assert timeline.state == before
    timeline.send(Done())
    before = timeline.state
    timeline.send(Picked(1, "neck-roll", instead_of="chin-tuck"))
    assert timeline.state == before
