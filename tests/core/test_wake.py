"""The engine asks to be woken at the very moment at which something happens by itself."""

from collections.abc import Callable
from datetime import time

import pytest

from breakd.core.events import GateClosed, GateOpened, Pause, PromptNow, Resume
from breakd.core.model import Gate, Rules, Span
from breakd.core.wake import next_wake
from tests.core.cells import into
from tests.core.timeline import EYES, STRETCH, Timeline


def asleep_until(timeline: Timeline) -> float:
    """In how many seconds."""
    return next_wake(timeline.rules, timeline.state, timeline.now) - timeline.boot


def held(gate: Gate, seconds: float) -> Timeline:
    """Due for so long behind this gate."""
    timeline = Timeline()
    timeline.send(GateClosed(gate))
    timeline.wait(1800 + seconds)
    return timeline


def waited(phase: str, seconds: float) -> Timeline:
    timeline = into(phase)
    timeline.wait(seconds)
    return timeline


def resumed(phase: str, work: float = 0.0) -> Timeline:
    timeline = into(phase)
    timeline.wait(work)
    timeline.send(Pause())
    timeline.send(Resume())
    timeline.wait(117)
    return timeline


def asked_twice() -> Timeline:
    timeline = Timeline()
    timeline.send(PromptNow("a"))
    timeline.wait(2)
    timeline.send(PromptNow("b"))
    return timeline


def paused(pause: Pause, seconds: float) -> Timeline:
    timeline = into("W")
    timeline.send(pause)
    timeline.wait(seconds)
    return timeline


def working(hours: tuple[time, time], seconds: float) -> Timeline:
    timeline = Timeline(Rules((EYES, STRETCH), hours=(Span(frozenset(range(7)), *hours),)))
    timeline.wait(seconds)
    return timeline


@pytest.mark.parametrize(
    "timeline",
    [
        lambda: waited("W", 1197),
        lambda: working((time(9), time(17)), 1197),
        lambda: waited("P", 57),
        lambda: waited("S", 297),
        lambda: waited("B", 117),
        lambda: resumed("D"),
        lambda: resumed("W"),
        lambda: resumed("W", 1195),
        asked_twice,
        lambda: held(Gate.TYPING, 117),
        lambda: held(Gate.FULL_SCREEN, 3597),
        lambda: held(Gate.LOOKING, 2),
        lambda: paused(Pause(600), 597),
        lambda: paused(Pause(until=time(9, 20)), 597),
        lambda: working((time(9), time(9, 10)), 597),
        lambda: working((time(9, 10), time(10)), 597),
    ],
    ids=[
        "due",
        "due, with working hours",
        "the prompt's life is over",
        "the snooze is over",
        "the break is over",
        "prompted after a pause",
        "nothing, after a pause",
        "due long since, after a pause",
        "the next prompt so soon after another",
        "typing gives way",
        "a full screen gives way",
        "the first look takes too long",
        "the pause for a time is over",
        "the pause until a time is over",
        "working hours end",
        "working hours begin",
    ],
)
def test_to_the_moment(timeline: Callable[[], Timeline]) -> None:
    assert asleep_until(timeline()) == pytest.approx(3)


def test_a_sleep_that_does_not_come_is_given_up_to_the_moment() -> None:
    timeline = into("W")
    timeline.send(GateClosed(Gate.SUSPENDED))
    assert asleep_until(timeline) == pytest.approx(5)  # nothing else may tell that it is over
    timeline.wait(28)
    assert asleep_until(timeline) == pytest.approx(2)
    timeline.wait(2)
    assert timeline.state.gates == frozenset()


def test_else_every_ten_seconds_of_work_and_every_thirty_of_rest() -> None:
    timeline = into("W")
    assert asleep_until(timeline) == pytest.approx(10)
    timeline.send(GateClosed(Gate.LOCKED))
    assert asleep_until(timeline) == pytest.approx(30)
    timeline.send(GateOpened(Gate.LOCKED))
    timeline.send(Pause())
    assert asleep_until(timeline) == pytest.approx(30)
    assert asleep_until(into("B")) == pytest.approx(30)
    assert asleep_until(into("D")) == pytest.approx(10)


def test_what_is_past_wakes_nobody() -> None:
    timeline = into("W")
    timeline.skip(awake=3000)
    assert asleep_until(timeline) == pytest.approx(10)
