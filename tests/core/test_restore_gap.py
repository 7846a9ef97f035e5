"""What the time between two lives of the daemon counts as."""

import pytest

from breakd.core.events import GateClosed, Pause, ShuttingDown
from breakd.core.model import Break, Gate, Phase, Rules
from tests.core.cells import into
from tests.core.restarts import reboot, restart
from tests.core.timeline import STRETCH, Timeline

DAY = 86400.0


def test_a_short_gap_with_an_active_user_is_work() -> None:
    for gap, work in ((0, 600), (120, 720), (121, 600), (299, 600)):
        timeline = into("W")
        restart(timeline, gap)
        assert timeline.work == pytest.approx(work)
        assert timeline.outcomes() == []


def test_of_a_short_gap_only_what_was_awake_is_work() -> None:
    timeline = into("W")
    restart(timeline, 100, asleep=60)
    assert timeline.work == pytest.approx(640)


def test_a_gap_asleep_throughout_is_no_work() -> None:
    timeline = into("W")
    restart(timeline, 100, asleep=100)
    assert timeline.work == pytest.approx(600)


def test_the_gap_counts_once() -> None:
    timeline = into("W")
    restart(timeline, 100)
    timeline.tick()
    assert timeline.work == pytest.approx(700)


@pytest.mark.parametrize("gate", [Gate.LOCKED, Gate.PAUSED])
def test_a_short_gap_is_not_work_if_the_user_was_not(gate: Gate) -> None:
    timeline = into("W")
    timeline.send(Pause() if gate is Gate.PAUSED else GateClosed(gate))
    restart(timeline, 10)
    assert timeline.work == pytest.approx(600 if gate is Gate.PAUSED else 600 * (1 - 10 / 120))


def test_a_gap_as_long_as_a_rest_is_a_natural_break() -> None:
    timeline = into("W")
    restart(timeline, 300)
    assert timeline.work == 0
    assert [(r.what, r.seconds) for r in timeline.records()] == [("natural", 300)]


def test_without_work_no_break_is_recorded_for_a_gap() -> None:
    timeline = Timeline()
    restart(timeline, DAY)
    assert timeline.records() == []


@pytest.mark.parametrize(
    ("phase", "outcomes"),
    [("W", ["natural"]), ("D", ["natural"]), ("P", ["natural"]), ("S", ["natural"]), ("B", [])],
)
@pytest.mark.parametrize("boots", [False, True], ids=["same boot", "reboot"])
def test_a_long_gap_ends_the_cycle(phase: str, outcomes: list[str], boots: bool) -> None:
    timeline = into(phase)
    if boots:
        reboot(timeline, DAY)
    else:
        restart(timeline, DAY)
    assert timeline.outcomes() == outcomes
    timeline.tick()
    assert timeline.phase is Phase.WORKING
    assert timeline.outcomes() == (outcomes or ["done"])


def test_an_absence_under_way_counts_from_its_beginning() -> None:
    """A restart during lunch does not make the user look as if he had never left."""
    timeline = into("W")
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.wait(1800)
    timeline.send(ShuttingDown())
    restart(timeline, 5)
    assert [(r.what, r.seconds) for r in timeline.records()] == [("natural", 1805)]


def test_a_restart_that_takes_no_time_makes_no_absence_longer() -> None:
    timeline = into("W")
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.wait(119.5)
    restart(timeline)
    assert timeline.outcomes() == []


def test_an_absence_under_way_is_credited_as_its_cause_asks() -> None:
    for policy, work in (("pause", 600), ("reset", 0)):
        timeline = into("W", Rules(breaks=(STRETCH,), on_lock=policy))  # type: ignore[arg-type]
        timeline.send(GateClosed(Gate.LOCKED))
        timeline.wait(30)
        restart(timeline, 600)
        assert timeline.work == pytest.approx(work)


def test_after_a_rest_that_was_enough_for_one_of_two_the_other_is_owed_at_once() -> None:
    often, seldom = Break("often", every=600, length=300), Break("seldom", every=1800, length=600)
    timeline = into("D", Rules(breaks=(often, seldom)))
    assert timeline.state.owed == seldom
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.wait(100)
    restart(timeline, 50)
    assert (timeline.phase, timeline.state.owed) == (Phase.DUE, often)
