"""Before a long appointment a break that is nearly due comes early."""

import pytest

from breakd.core.effects import Pick
from breakd.core.events import BusySoon, Done, GateClosed, GateOpened, Snooze
from breakd.core.model import Break, Gate, Phase, Rules
from tests.core.oracle import Oracle
from tests.core.timeline import EYES, LUNCH, STRETCH, WALK, Timeline


def worked(seconds: float, *breaks: Break) -> Timeline:
    timeline = Timeline(Rules(breaks=breaks or (STRETCH,)), watch=Oracle())
    timeline.wait(seconds)
    return timeline


@pytest.mark.parametrize(("work", "phase"), [(1079, Phase.WORKING), (1080, Phase.PROMPTING)])
def test_from_three_fifths_of_the_work_on(work: float, phase: Phase) -> None:
    timeline = worked(work)
    timeline.send(BusySoon())
    assert timeline.phase is phase


def test_the_longest_that_is_nearly_due() -> None:
    timeline = worked(1100, EYES, STRETCH, WALK, LUNCH)
    timeline.send(BusySoon())
    assert timeline.state.owed == STRETCH


def test_it_is_early_until_it_has_ended() -> None:
    timeline = worked(1500)
    assert not timeline.state.early
    timeline.send(BusySoon())
    timeline.wait(61)
    assert (timeline.phase, timeline.state.early) == (Phase.DUE, True)
    timeline.send(Done())
    assert not timeline.state.early


def test_after_a_short_rest_it_is_asked_for_in_its_time() -> None:
    timeline = worked(1500)
    timeline.send(BusySoon())
    timeline.away(30)
    assert (timeline.phase, timeline.state.early) == (Phase.WORKING, False)


def test_what_falls_due_by_itself_meanwhile_is_not_early_and_has_a_stretch_of_its_own() -> None:
    timeline = worked(800, EYES, STRETCH)
    timeline.send(BusySoon())
    timeline.send(GateClosed(Gate.CALENDAR))
    timeline.wait(61)
    assert (timeline.state.owed, timeline.state.early) == (EYES, True)
    timeline.wait(1000)
    assert (timeline.state.owed, timeline.state.early) == (STRETCH, False)
    assert [e.owed for e in timeline.effects if isinstance(e, Pick)] == [EYES, STRETCH]


def test_taken_it_counts_and_is_asked_for_once() -> None:
    timeline = worked(1500)
    timeline.send(BusySoon())
    timeline.send(Done())
    timeline.wait(60)
    timeline.send(BusySoon())
    assert timeline.prompts() == 1
    assert timeline.work == pytest.approx(60)
    (record,) = (r for r in timeline.records() if r.what == "done")
    assert not record.voluntary


@pytest.mark.parametrize("gate", sorted({Gate.CALL, Gate.IDLE, Gate.LOCKED, Gate.CALENDAR}))
def test_not_behind_a_gate(gate: Gate) -> None:
    timeline = worked(1500)
    timeline.send(GateClosed(gate))
    timeline.send(BusySoon())
    assert timeline.phase is Phase.WORKING


def test_not_over_a_snooze() -> None:
    timeline = worked(1800)
    timeline.send(Snooze())
    timeline.send(BusySoon())
    assert timeline.phase is Phase.SNOOZED


def test_ignored_it_waits_until_the_appointment_is_over() -> None:
    timeline = worked(1200)
    timeline.send(BusySoon())
    timeline.wait(61)
    timeline.send(GateClosed(Gate.CALENDAR))
    timeline.wait(3600)
    assert timeline.prompts() == 1
    timeline.send(GateOpened(Gate.CALENDAR))
    assert timeline.prompts() == 2


def test_who_has_left_for_it_meanwhile_is_left_alone() -> None:
    timeline = worked(1200)
    timeline.send(BusySoon())
    timeline.away(90, Gate.LOCKED)
    assert timeline.phase is Phase.WORKING
