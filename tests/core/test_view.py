"""What a tray shows follows from the state, and says nothing that it cannot know."""

from datetime import time

import pytest

from breakd.core.events import GateClosed, Pause, PromptNow, Reading, Resume, Skip, Snooze, Start
from breakd.core.model import AWAY, DEFER, Gate, Phase, Rules, Span
from breakd.core.view import View, view
from tests.core.cells import into
from tests.core.timeline import BERLIN, EYES, LUNCH, MONDAY_9, STRETCH, WALK, Timeline


def see(timeline: Timeline, upcoming: tuple[str, float] | None = None) -> View:
    return view(timeline.rules, timeline.state, timeline.now, upcoming)


def test_at_work_it_names_the_next_break_and_when() -> None:
    seen = see(into("W"))
    assert (seen.phase, seen.planned, seen.work) == (Phase.WORKING, STRETCH, 600)
    assert seen.due_in == pytest.approx(1200)
    assert seen.due_wall == pytest.approx(MONDAY_9 + 1800, abs=0.001)
    assert seen.filled == pytest.approx(1 / 3)
    assert (seen.gates, seen.held, seen.token, seen.stretch) == ((), (), None, None)


def test_of_several_kinds_the_next_one_counts_and_the_longest_of_equals() -> None:
    timeline = Timeline(Rules(breaks=(WALK, STRETCH, EYES)))
    assert see(timeline).planned == EYES
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(1200)
    timeline.send(Skip())
    timeline.wait(100)
    assert see(timeline).planned == STRETCH
    assert see(timeline).due_in == pytest.approx(500)
    same = (STRETCH, Timeline().rules.breaks[0], EYES)
    assert see(Timeline(Rules(breaks=same))).planned == EYES


def test_a_waiting_time_is_part_of_it() -> None:
    timeline = Timeline()
    timeline.wait(1780)
    timeline.send(Pause())
    timeline.send(Resume())
    assert see(timeline).due_in == pytest.approx(120)


@pytest.mark.parametrize("gate", sorted(AWAY))
def test_away_nobody_knows_when_the_break_comes(gate: Gate) -> None:
    for phase in "WDS":
        timeline = into(phase)
        timeline.send(GateClosed(gate, 0))
        seen = see(timeline)
        assert (seen.due_in, seen.due_wall) == (None, None)
        assert gate in seen.held


def test_paused_or_off_hours_nobody_knows_when_the_break_comes() -> None:
    timeline = into("W")
    timeline.send(Pause(600))
    assert (see(timeline).due_in, see(timeline).held) == (None, (Gate.PAUSED,))
    evening = (Span(frozenset(range(7)), time(20), time(22)),)
    timeline = Timeline(Rules(hours=evening))
    assert (see(timeline).due_in, see(timeline).held) == (None, (Gate.OFF_HOURS,))


def test_that_nobody_has_looked_yet_is_of_no_interest() -> None:
    timeline = into("W")
    timeline.send(GateClosed(Gate.LOOKING))
    timeline.wait(1200)
    seen = see(timeline)
    assert (seen.phase, seen.gates, seen.held, seen.due_in) == (Phase.DUE, (), (), 0.0)


@pytest.mark.parametrize("gate", sorted(DEFER - {Gate.LOOKING}))
def test_what_defers_a_break_matters_once_it_is_due(gate: Gate) -> None:
    timeline = into("W")
    timeline.send(GateClosed(gate))
    seen = see(timeline)
    assert (seen.gates, seen.held) == ((gate,), ())
    assert seen.due_in == pytest.approx(1200)
    timeline.wait(1200)
    seen = see(timeline)
    assert (seen.phase, seen.held, seen.due_in) == (Phase.DUE, (gate,), None)


def test_gates_come_in_one_order() -> None:
    timeline = into("D")
    for gate in (Gate.TYPING, Gate.LOCKED, Gate.DO_NOT_DISTURB):
        timeline.send(GateClosed(gate))
    seen = see(timeline)
    assert seen.gates == (Gate.LOCKED, Gate.DO_NOT_DISTURB, Gate.CALL, Gate.TYPING)
    assert seen.held == seen.gates


def test_a_gate_that_has_held_long_enough_is_not_what_holds() -> None:
    timeline = Timeline()
    timeline.send(GateClosed(Gate.FULL_SCREEN))
    timeline.wait(1800 + 1800)
    timeline.send(GateClosed(Gate.CALL))
    timeline.send(Pause())
    timeline.send(Resume())
    timeline.wait(3600)
    assert see(timeline).held == (Gate.FULL_SCREEN, Gate.CALL)
    timeline.send(PromptNow())
    assert see(timeline).held == ()


def test_asked_again_in() -> None:
    timeline = into("P")
    timeline.wait(60)
    seen = see(timeline)
    assert (seen.phase, seen.held, seen.filled) == (Phase.DUE, (), 1)
    assert seen.due_in == pytest.approx(120)


def test_snoozed_until() -> None:
    timeline = into("S")
    timeline.wait(100)
    seen = see(timeline)
    assert (seen.phase, seen.planned, seen.filled) == (Phase.SNOOZED, STRETCH, 1)
    assert seen.due_in == pytest.approx(200)
    assert seen.due_wall == pytest.approx(timeline.wall + 200, abs=0.001)


def test_snoozed_and_just_resumed() -> None:
    timeline = into("S")
    timeline.send(Pause())
    timeline.wait(290)
    timeline.send(Resume())
    assert see(timeline).due_in == pytest.approx(120)


def test_prompting() -> None:
    timeline = into("P")
    seen = see(timeline)
    assert (seen.token, seen.stretch, seen.planned) == (1, "chin-tuck", STRETCH)
    assert (seen.due_in, seen.filled, seen.shown_wall) == (0, 1, timeline.wall)
    timeline.send(GateClosed(Gate.IDLE))
    assert see(timeline).held == ()  # it is there already


def test_a_prompt_not_confirmed_is_not_said_to_be_shown() -> None:
    timeline = Timeline(shown=False)
    timeline.wait(1800)
    assert (see(timeline).token, see(timeline).shown_wall) == (1, None)


def test_work_done_while_no_prompt_may_come_fills_no_more_than_the_whole() -> None:
    timeline = Timeline()
    timeline.wait(1780)
    timeline.send(Pause())
    timeline.send(Resume())
    timeline.wait(60)
    seen = see(timeline)
    assert (seen.phase, seen.work, seen.filled) == (Phase.WORKING, 1840, 1)


def test_reading_until() -> None:
    timeline = into("W")
    assert see(timeline).reading_until_wall is None
    timeline.send(Reading(600))
    timeline.skip(100)
    assert see(timeline).reading_until_wall == pytest.approx(timeline.wall + 500, abs=0.001)


def test_on_a_break_it_fills_over_the_break() -> None:
    timeline = into("B")
    assert see(timeline).filled == 0
    timeline.wait(30)
    timeline.send(GateClosed(Gate.LOCKED))
    seen = see(timeline)
    assert (seen.phase, seen.planned, seen.held) == (Phase.ON_BREAK, STRETCH, ())
    assert (seen.due_in, seen.due_wall) == (None, None)  # it is being taken
    assert seen.filled == pytest.approx(0.25)
    timeline.skip(500)
    assert see(timeline).filled == 1


def test_it_is_of_now_not_of_the_last_event() -> None:
    timeline = into("S")
    timeline.skip(50)
    assert see(timeline).due_in == pytest.approx(250)
    timeline.skip(500)
    assert see(timeline).due_in == 0


def test_snoozes_left_and_which() -> None:
    for spent, left, choices in ((0, 2, (300, 600, 900)), (1, 1, (300, 600)), (2, 0, ())):
        seen = see(into("P", spent=spent))
        assert (seen.snoozes_left, seen.snooze_choices) == (left, choices)
    timeline = into("P", Rules(snooze_times=5))
    timeline.send(Snooze(700))
    assert (see(timeline).snoozes_left, see(timeline).snooze_choices) == (0, ())


def test_paused_until() -> None:
    timeline = into("W")
    assert (see(timeline).paused, see(timeline).paused_until_wall) == (False, None)
    timeline.send(Pause())
    assert (see(timeline).paused, see(timeline).paused_until_wall) == (True, None)
    timeline.send(Pause(600))
    timeline.skip(100)
    assert see(timeline).paused_until_wall == pytest.approx(timeline.wall + 500, abs=0.001)
    timeline.wall += 3600  # the wall clock is set; the pause lasts as long as before
    assert see(timeline).paused_until_wall == pytest.approx(timeline.wall + 500, abs=0.001)
    timeline.send(Pause(until=time(14)))
    assert see(timeline).paused_until_wall == pytest.approx(MONDAY_9 + 5 * 3600, abs=0.001)
    assert timeline.zone is BERLIN


# --- breaks by the clock -------------------------------------------------------------------------


def test_the_next_break_may_be_one_by_the_clock() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH, LUNCH)))
    timeline.wait(600)
    soon = see(timeline, ("lunch", timeline.wall + 1199))
    assert (soon.planned, soon.due_in, soon.filled, soon.work) == (LUNCH, 1199, 0, 0)
    later = see(timeline, ("lunch", timeline.wall + 1201))
    assert later.planned == STRETCH
    assert later.due_in == pytest.approx(1200)


def test_only_breaks_by_the_clock() -> None:
    timeline = Timeline(Rules(breaks=(LUNCH,)))
    nothing = see(timeline)
    assert (nothing.planned, nothing.due_in, nothing.work, nothing.filled) == (None, None, 0, 0)
    seen = see(timeline, ("lunch", timeline.wall + 60))
    assert (seen.planned, seen.due_in, seen.due_wall) == (LUNCH, 60, timeline.wall + 60)
    gone = see(timeline, ("supper", timeline.wall + 60))
    assert gone.planned is None


def test_a_break_by_the_clock_waits_like_any_other() -> None:
    timeline = Timeline(Rules(breaks=(LUNCH,)))
    timeline.send(Pause())
    timeline.send(Resume())
    assert see(timeline, ("lunch", timeline.wall + 60)).due_in == pytest.approx(120)
    timeline.send(Start())
    assert see(timeline, ("lunch", timeline.wall + 60)).planned == LUNCH


def test_a_break_by_the_clock_that_is_due_already_comes_after_the_waiting_time() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH, LUNCH)))
    timeline.send(Pause())
    timeline.send(Resume())
    timeline.clock_time("lunch")
    assert see(timeline, ("lunch", timeline.wall + 86400)).planned == LUNCH
    assert see(timeline).due_in == pytest.approx(120)
