"""Picking up where the last snapshot left off, after a restart or a crash."""

from dataclasses import replace

import pytest

from breakd.core.effects import Effect
from breakd.core.ending import MISSED_BACK_S
from breakd.core.events import GateClosed, Pause
from breakd.core.model import Gate, Outcome, Phase, Rules, State
from breakd.core.restore import restore
from breakd.core.stats import Entry
from tests.core.cells import OFFICE, PHASES, into
from tests.core.restarts import restart, through_a_file
from tests.core.timeline import EYES, LUNCH, STRETCH, Timeline

DAY = 86400.0


@pytest.mark.parametrize("phase", PHASES)
def test_what_is_saved_comes_back(phase: str) -> None:
    timeline = into(phase, Rules(breaks=(EYES, STRETCH, LUNCH)), spent=0 if phase == "W" else 1)
    timeline.wait(7)
    before = timeline.state
    restart(timeline)
    after = timeline.state
    if phase == "P":
        assert (after.phase, after.prompt) == (Phase.DUE, None)
        after = replace(after, phase=before.phase, prompt=before.prompt)
    if phase == "D":
        assert after.gates == frozenset()  # the adapters will say
        after = replace(after, gates=before.gates)
    assert after == before


def test_a_prompt_comes_again_with_another_token() -> None:
    timeline = into("P")
    token, work = timeline.state.token, timeline.work
    restart(timeline, 10)
    assert (timeline.phase, timeline.work) == (Phase.DUE, work + 10)
    timeline.tick()
    assert timeline.phase is Phase.PROMPTING
    assert timeline.state.token > token


def test_a_prompt_does_not_come_again_within_five_seconds() -> None:
    timeline = into("P")
    restart(timeline, 1)
    timeline.tick()
    assert timeline.prompts() == 1
    timeline.wait(4)
    assert timeline.prompts() == 2


def test_gates_are_for_the_adapters_to_say_but_a_pause_stays() -> None:
    timeline = Timeline()
    for gate in (Gate.CALL, Gate.IDLE, Gate.LOCKED, Gate.SUSPENDED):
        timeline.send(GateClosed(gate))
    timeline.send(Pause())
    restart(timeline)
    assert timeline.state.gates == {Gate.PAUSED}
    assert timeline.state.absence is None


def test_a_restart_refunds_no_snooze() -> None:
    timeline = into("S", spent=1)
    restart(timeline, 60)
    assert (timeline.state.snoozes, timeline.state.snoozed) == (2, 600)
    restart(timeline, 3000)
    assert timeline.outcomes() == ["natural"]
    assert timeline.state.snoozes == 0


def test_a_break_under_way_goes_on() -> None:
    timeline = into("B")
    restart(timeline, 60)
    assert timeline.phase is Phase.ON_BREAK
    timeline.wait(60)
    assert timeline.outcomes() == ["done"]


def test_a_pause_that_ran_out_meanwhile_is_over() -> None:
    timeline = into("W")
    timeline.send(Pause(100))
    restart(timeline, 200)
    assert timeline.state.paused is None
    assert timeline.state.not_before_boot == pytest.approx(timeline.boot + 120)


@pytest.mark.parametrize("phase", ["D", "P", "S"])
def test_working_hours_that_ended_meanwhile_let_the_break_lapse(phase: str) -> None:
    timeline = into(phase, OFFICE)
    timeline.wall = _just_before_five(timeline.wall)
    timeline.tick()
    restart(timeline, 60)
    assert timeline.outcomes() == ["lapsed"]
    assert timeline.state.gates == {Gate.OFF_HOURS}


def _just_before_five(wall: float) -> float:
    return wall - wall % DAY + 15 * 3600 - 30  # 16:59:30 in Berlin's summer


def after_an_outcome(timeline: Timeline, outcome: Outcome) -> tuple[State, tuple[Effect, ...]]:
    """Ten seconds after the last snapshot; six ago the cycle ended, which only the history says."""
    saved = through_a_file(timeline)
    timeline.skip(4)
    ended = Entry(outcome, timeline.wall, 0, "UTC", saved.cycle, "stretch")
    timeline.skip(6)
    return restore(timeline.rules, saved, timeline.now, same_boot=True, ended=ended)


@pytest.mark.parametrize("phase", PHASES)
def test_a_cycle_that_the_history_knows_to_have_ended_is_over(phase: str) -> None:
    timeline = into(phase, spent=0 if phase == "W" else 1)
    cycle, token = timeline.state.cycle, timeline.state.token
    state, effects = after_an_outcome(timeline, Outcome.DONE)
    assert effects == ()
    assert (state.phase, state.cycle, state.snoozes) == (Phase.WORKING, cycle + 1, 0)
    assert (state.prompt, state.owed, state.token) == (None, None, token)
    assert state.work["stretch"] == pytest.approx(0 if phase == "B" else 6)


def test_what_ended_later_by_a_clock_that_was_set_back_gives_no_work() -> None:
    timeline = into("P")
    timeline.wall += 3600
    saved, ended = through_a_file(timeline), Entry("done", timeline.wall, 0, "UTC", 1, "stretch")
    timeline.skip(10)
    timeline.wall -= 3600
    state, _ = restore(timeline.rules, saved, timeline.now, same_boot=True, ended=ended)
    assert state.work["stretch"] == 0


def test_a_break_that_the_history_knows_to_have_been_missed_comes_again_soon() -> None:
    assert STRETCH.every is not None
    timeline = into("P")
    state, _ = after_an_outcome(timeline, Outcome.MISSED)
    assert state.work["stretch"] == pytest.approx(STRETCH.every - MISSED_BACK_S + 6)
