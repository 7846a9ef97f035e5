"""Reading: sitting still is no rest for a while, and then it is."""

from dataclasses import replace

import pytest

from breakd.core.events import Done, GateClosed, GateOpened, Pause, Reading, Resume, Skip
from breakd.core.model import Gate, Phase, Rules
from breakd.core.restore import restore
from breakd.core.view import view
from breakd.core.wake import next_wake
from tests.core.oracle import Oracle
from tests.core.timeline import STRETCH, Timeline

STILL, MOVED = GateClosed(Gate.IDLE, 60.0), GateOpened(Gate.IDLE)
MINUTE = 60.0


def reading(seconds: float | None = None, *, work: float = 600.0) -> Timeline:
    """Somebody who has worked for so long, and reads from now on."""
    timeline = Timeline(watch=Oracle())
    timeline.wait(work)
    timeline.send(Reading(seconds))
    return timeline


def is_reading(timeline: Timeline) -> bool:
    return view(timeline.rules, timeline.state, timeline.now).reading_until_wall is not None


def away_for(timeline: Timeline) -> float | None:
    """How long the absence under way has lasted; None when there is none."""
    absence = timeline.state.absence
    return None if absence is None else timeline.boot - absence.since_boot


def test_stillness_is_work() -> None:
    timeline = reading()
    timeline.wait(60)
    timeline.send(STILL)
    timeline.wait(15 * MINUTE)
    assert timeline.work == pytest.approx(600 + 16 * MINUTE)
    timeline.send(MOVED)
    assert timeline.work == pytest.approx(600 + 16 * MINUTE)
    assert timeline.outcomes() == []


def test_the_prompt_comes_while_one_sits_still_and_waits_no_longer_than_else() -> None:
    timeline = reading(work=1500)
    timeline.wait(60)
    timeline.send(STILL)
    timeline.wait(240)
    assert timeline.prompts() == 1
    timeline.wait(60)
    assert timeline.phase is Phase.DUE
    assert timeline.state.ignored == 1


def test_without_it_stillness_is_rest() -> None:
    timeline = Timeline()
    timeline.wait(660)
    timeline.send(STILL)
    timeline.wait(15 * MINUTE)
    timeline.send(MOVED)
    assert timeline.outcomes() == ["natural"]


@pytest.mark.parametrize("seconds", [None, 600.0, 3600.0])
def test_it_ends_by_itself_and_stillness_counts_from_then(seconds: float | None) -> None:
    timeline = reading(seconds)
    length = 45 * MINUTE if seconds is None else seconds
    timeline.wait(length - 240)
    timeline.send(Done())
    timeline.send(STILL)
    timeline.wait(239)
    assert is_reading(timeline)
    assert away_for(timeline) is None
    timeline.wait(121)
    assert not is_reading(timeline)
    assert away_for(timeline) == pytest.approx(120)
    assert timeline.work == pytest.approx(240)
    timeline.wait(180)
    timeline.send(MOVED)
    assert timeline.outcomes()[-2:] == ["done", "natural"]


def test_whoever_is_still_for_far_too_long_has_left_when_the_stillness_began() -> None:
    timeline = reading()
    timeline.wait(60)
    timeline.send(STILL)
    timeline.wait(19 * MINUTE - 1)
    assert timeline.work == pytest.approx(600 + 20 * MINUTE - 1)
    timeline.wait(1)
    assert Gate.IDLE in timeline.state.gates
    assert timeline.work == pytest.approx(600)
    assert not is_reading(timeline)
    timeline.send(MOVED)
    assert timeline.outcomes() == ["natural"]


def test_each_touch_starts_the_stillness_afresh() -> None:
    timeline = reading(7200.0)
    timeline.send(Done())
    for _ in range(6):
        timeline.wait(60)
        timeline.send(STILL)
        timeline.wait(10 * MINUTE)
        timeline.send(MOVED)
        timeline.send(Skip())
    assert is_reading(timeline)
    assert away_for(timeline) is None


@pytest.mark.parametrize("end", [Done(), Skip(), Pause(60.0)])
def test_answers_do_not_end_it(end: Done | Skip | Pause) -> None:
    timeline = reading(work=1800)
    timeline.send(end)
    timeline.send(Resume())
    assert is_reading(timeline)
    timeline.send(STILL)
    timeline.wait(MINUTE)
    assert away_for(timeline) is None


def test_it_is_over_at_a_word() -> None:
    timeline = reading()
    timeline.wait(60)
    timeline.send(STILL)
    timeline.wait(300)
    timeline.send(Reading(0.0))
    assert not is_reading(timeline)
    assert timeline.work == pytest.approx(960)
    timeline.wait(600)
    timeline.send(MOVED)
    assert timeline.outcomes() == ["natural"]


def test_said_while_idle_it_ends_that() -> None:
    timeline = Timeline(watch=Oracle())
    timeline.wait(660)
    timeline.send(STILL)
    timeline.wait(30)
    timeline.send(Reading())  # by a script: nobody touched anything
    assert timeline.state.gates == frozenset()
    timeline.wait(19 * MINUTE)
    assert away_for(timeline) is None
    timeline.wait(MINUTE)
    assert Gate.IDLE in timeline.state.gates


def test_said_again_it_lasts_from_then() -> None:
    timeline = reading(600.0)
    timeline.wait(500)
    timeline.send(Reading(600.0))
    timeline.wait(500)
    assert is_reading(timeline)
    timeline.wait(100)
    assert not is_reading(timeline)


def test_said_again_the_stillness_counts_from_then_too() -> None:
    timeline = reading(7200.0)
    timeline.send(Done())
    timeline.send(STILL)
    timeline.wait(15 * MINUTE)
    timeline.send(Reading(7200.0))
    timeline.wait(20 * MINUTE - 1)
    assert is_reading(timeline)
    timeline.wait(1)
    assert away_for(timeline) == pytest.approx(20 * MINUTE)


@pytest.mark.parametrize(("ago", "since"), [(None, 60.0), (300.0, 300.0)])
def test_stillness_began_with_the_last_input(ago: float | None, since: float) -> None:
    timeline = reading(7200.0)
    timeline.send(GateClosed(Gate.IDLE, ago))
    timeline.wait(20 * MINUTE - since - 1)
    assert is_reading(timeline)
    timeline.wait(1)
    assert away_for(timeline) == pytest.approx(20 * MINUTE)


@pytest.mark.parametrize("gate", [Gate.LOCKED, Gate.SWITCHED])
def test_who_locks_the_screen_is_away_all_the_same(gate: Gate) -> None:
    timeline = reading()
    timeline.away(180, gate)
    assert timeline.outcomes() == ["natural"]
    assert is_reading(timeline)


def test_sleep_counts_as_rest() -> None:
    timeline = reading()
    timeline.wait(60)
    timeline.send(STILL)
    timeline.sleep(10 * MINUTE)
    assert timeline.outcomes() == ["natural"]
    timeline.sleep(3600)
    assert not is_reading(timeline)
    assert Gate.IDLE in timeline.state.gates
    assert timeline.work == 0


@pytest.mark.parametrize("step", [7.0, 61.0, 400.0, 1000.0, 5000.0])
def test_a_late_tick_finds_the_same_absence(step: float) -> None:
    timeline = reading(1500.0, work=0)
    timeline.skip(awake=60)
    timeline.send(STILL)
    timeline.rules = replace(timeline.rules, breaks=(replace(STRETCH, every=9e9),))
    began = timeline.boot - 60
    until = timeline.boot + 5000
    while timeline.boot < until:
        timeline.tick(min(step, until - timeline.boot))
    assert away_for(timeline) == pytest.approx(timeline.boot - began)


@pytest.mark.parametrize("seconds", [0.5, 5.0])
def test_the_daemon_wakes_when_it_ends(seconds: float) -> None:
    timeline = reading(seconds)
    assert is_reading(timeline)
    assert next_wake(timeline.rules, timeline.state, timeline.now) == timeline.boot + seconds


def test_the_daemon_wakes_when_the_user_has_been_still_for_too_long() -> None:
    timeline = reading(7200.0)
    timeline.send(Done())
    timeline.send(STILL)
    timeline.wait(19 * MINUTE - 5)
    assert next_wake(timeline.rules, timeline.state, timeline.now) == timeline.boot + 5


@pytest.mark.parametrize("same_boot", [True, False])
def test_a_restart_does_not_end_it(same_boot: bool) -> None:
    timeline = reading(1800.0)
    timeline.wait(60)
    timeline.send(STILL)
    timeline.wait(240)
    saved = timeline.state
    timeline.skip(awake=60)
    now = timeline.now if same_boot else replace(timeline.now, boot=40.0, mono=40.0)
    timeline.state, _ = restore(Rules(breaks=(STRETCH,)), saved, now, same_boot=same_boot)
    assert timeline.state.reading_until_boot == pytest.approx(now.boot + 1800 - 360)
    assert timeline.state.still_since_boot is None
