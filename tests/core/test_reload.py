"""New rules while the engine runs: what was counted stays, what is no longer there goes."""

from dataclasses import replace

import pytest

from breakd.core.effects import Pick
from breakd.core.events import BusySoon, GateClosed, GateOpened, Reloaded
from breakd.core.model import Break, Gate, Phase
from tests.core.cells import into
from tests.core.timeline import EYES, LUNCH, STRETCH, WALK, Timeline


def reload(timeline: Timeline, *breaks: Break) -> None:
    timeline.rules = replace(timeline.rules, breaks=breaks)
    timeline.send(Reloaded())


def test_a_new_kind_begins_with_no_work_and_a_removed_one_is_forgotten() -> None:
    timeline = into("W")
    reload(timeline, WALK, STRETCH)
    assert timeline.state.work == {"walk": 0, "stretch": 600}
    reload(timeline, WALK)
    assert timeline.state.work == {"walk": 0}
    timeline.wait(60)
    reload(timeline, WALK, LUNCH)
    assert timeline.state.work == {"walk": 60}


def test_a_break_by_the_clock_that_is_removed_while_due_does_not_come() -> None:
    timeline = Timeline(replace(into("W").rules, breaks=(STRETCH, LUNCH)))
    timeline.send(GateClosed(Gate.CALL))
    timeline.clock_time("lunch")
    assert (timeline.phase, timeline.state.owed) == (Phase.DUE, LUNCH)
    reload(timeline, LUNCH, STRETCH)
    assert (timeline.phase, timeline.state.owed) == (Phase.DUE, LUNCH)
    reload(timeline, STRETCH)
    assert (timeline.phase, timeline.state.owed) == (Phase.WORKING, None)
    reload(timeline, STRETCH, LUNCH)
    timeline.wait(600)
    assert timeline.phase is Phase.WORKING


def test_one_that_is_due_and_becomes_longer_is_picked_for_anew() -> None:
    timeline = into("D")
    longer = replace(STRETCH, length=300)
    reload(timeline, longer)
    assert (timeline.phase, timeline.state.owed) == (Phase.DUE, longer)
    assert timeline.effects[-1] == Pick(1, longer)
    reload(timeline, longer, WALK)  # changes nothing about it
    assert sum(isinstance(effect, Pick) for effect in timeline.effects) == 2


def test_what_came_early_is_due_by_the_new_rules_or_not_at_all() -> None:
    timeline = into("W")
    timeline.wait(600)
    timeline.send(BusySoon())
    timeline.wait(61)
    assert (timeline.phase, timeline.state.early) == (Phase.DUE, True)
    reload(timeline, replace(STRETCH, every=1200))
    assert (timeline.phase, timeline.state.early) == (Phase.DUE, False)
    reload(timeline, STRETCH)
    assert (timeline.phase, timeline.state.early) == (Phase.WORKING, False)


def test_a_break_that_was_no_longer_due_has_its_hour_again() -> None:
    timeline = Timeline()
    timeline.send(GateClosed(Gate.FULL_SCREEN))
    timeline.wait(1800 + 1800)
    reload(timeline, replace(STRETCH, every=3 * 3600))
    assert timeline.phase is Phase.WORKING
    reload(timeline, STRETCH)
    timeline.wait(60 + 3599)
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 0)
    timeline.wait(1)
    assert timeline.prompts() == 1


@pytest.mark.parametrize(("name", "wanted"), [("eyes", EYES), ("stretch", STRETCH)])
def test_only_what_is_longer_takes_the_place_of_what_is_due(name: str, wanted: Break) -> None:
    timeline = Timeline(replace(into("W").rules, breaks=(EYES, STRETCH)))
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(1200 if name == "eyes" else 1800)
    assert timeline.state.owed == wanted
    timeline.send(GateOpened(Gate.CALL))
    assert timeline.phase is Phase.PROMPTING
