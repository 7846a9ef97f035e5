"""When a snapshot is written: at every transition, every minute of work, before sleep and stop."""

from breakd.core.effects import Save
from breakd.core.events import (
    Done,
    GateClosed,
    GateOpened,
    Pause,
    Resume,
    ShuttingDown,
    Skip,
    Snooze,
    Start,
    Tick,
)
from breakd.core.model import Gate
from tests.core.cells import OFFICE, into
from tests.core.timeline import Timeline


def saves(timeline: Timeline, *events: object) -> bool:
    said = [e for event in events for e in timeline.send(event)]  # type: ignore[arg-type]
    return Save() in said


def test_every_transition_is_saved() -> None:
    timeline = into("P")
    assert saves(timeline, Snooze())
    timeline.wait(1)
    assert saves(timeline, Snooze())
    assert saves(timeline, Start())
    assert saves(timeline, Skip())
    assert saves(timeline, Pause())
    assert saves(timeline, Pause(60))
    assert saves(timeline, Resume())
    assert saves(timeline, GateClosed(Gate.LOCKED))
    assert saves(timeline, GateOpened(Gate.LOCKED))
    assert saves(timeline, Done())
    assert not saves(timeline, Tick())


def test_sleep_and_stopping_are_saved_even_when_nothing_changed() -> None:
    timeline = into("W")
    timeline.send(GateClosed(Gate.SUSPENDED))
    assert saves(timeline, GateClosed(Gate.SUSPENDED))
    assert saves(timeline, ShuttingDown())
    assert saves(timeline, ShuttingDown())


def test_each_minute_of_work_is_saved_once_and_without_haste() -> None:
    timeline = into("W")
    said = [e for _ in range(60) for e in timeline.tick(10) if isinstance(e, Save)]
    assert said == [Save(at_once=False)] * 10


def test_each_minute_of_work_is_saved_once_in_working_hours_too() -> None:
    timeline = into("W", OFFICE)
    said = [e for _ in range(60) for e in timeline.tick(10) if isinstance(e, Save)]
    assert said == [Save(at_once=False)] * 10


def test_the_first_minute_is_saved_like_any_other() -> None:
    timeline = Timeline()
    said = [Save(at_once=False) in timeline.tick(10) for _ in range(7)]
    assert said == [False, False, False, False, False, True, False]


def test_work_taken_back_by_a_sleep_is_saved_too() -> None:
    timeline = into("W")
    timeline.skip(asleep=30)
    assert Save() in timeline.send(Tick())
    assert Save() not in timeline.send(Tick())


def test_what_merely_defers_a_break_is_not_saved() -> None:
    timeline = into("W")
    assert not saves(timeline, GateClosed(Gate.CALL), GateOpened(Gate.CALL))


def test_time_spent_away_is_not_saved_again_and_again() -> None:
    timeline = into("W")
    timeline.send(GateClosed(Gate.LOCKED))
    assert sum(Save() in timeline.tick(60) for _ in range(60)) == 0
