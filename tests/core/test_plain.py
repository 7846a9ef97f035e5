"""While somebody is at work and nothing else is going on, the engine takes the short cut.

That it leads to the same place is a property test's; here it is that it is taken at all.
"""

from dataclasses import replace

import pytest

from breakd.core import plain
from breakd.core.events import GateClosed
from breakd.core.model import Gate, Now, State
from tests.core.cells import into
from tests.core.timeline import EYES, LUNCH, STRETCH, Timeline


def ticked(timeline: Timeline, awake: float, asleep: float = 0.0) -> State | None:
    timeline.skip(awake, asleep)
    return plain.tick(timeline.rules, timeline.state, timeline.now)


@pytest.mark.parametrize(("awake", "asleep"), [(0, 0), (1, 0), (10, 0), (5, 2)])
def test_at_work_a_tick_adds_work_and_no_more(awake: float, asleep: float) -> None:
    timeline = Timeline(replace(into("W").rules, breaks=(EYES, STRETCH, LUNCH)))
    timeline.send(GateClosed(Gate.CALL))  # work counts in a call
    timeline.wait(600)
    before = timeline.state
    after = ticked(timeline, awake, asleep)
    assert after is not None
    assert after.work == {"eyes": 600 + awake, "stretch": 600 + awake}
    assert replace(after, seen=before.seen, work=before.work) == before


def test_at_work_the_alarm_needs_no_long_look() -> None:
    timeline = into("W")
    assert plain.wake(timeline.rules, timeline.state, timeline.now) == timeline.boot + 10


@pytest.mark.parametrize("phase", "DPSB")
def test_in_any_other_phase_it_is_not_taken(phase: str) -> None:
    timeline = into(phase)
    assert plain.wake(timeline.rules, timeline.state, timeline.now) is None
    assert ticked(timeline, 1) is None


@pytest.mark.parametrize(("awake", "asleep"), [(10.1, 0), (1, 2.1), (-1, 0)])
def test_nor_after_a_gap_or_a_sleep(awake: float, asleep: float) -> None:
    assert ticked(into("W"), awake, asleep) is None


def test_nor_when_the_clock_or_the_work_has_more_to_say() -> None:
    moved = into("W")
    now = moved.now
    elsewhere = Now(now.boot, now.mono, now.wall, type(moved.zone)("Asia/Tokyo"))
    assert plain.tick(moved.rules, moved.state, elsewhere) is None
    due = into("W")
    due.wait(1195)
    due.state = replace(due.state, saved_work=1795.0)  # so that it is not for the sake of saving
    assert ticked(due, 4) is not None
    assert ticked(due, 1) is None
    to_be_saved = Timeline()
    to_be_saved.wait(50)
    assert ticked(to_be_saved, 10) is None
