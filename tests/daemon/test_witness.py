"""Whoever leaves keyboard and mouse alone takes the break that began by itself."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from breakd.core.events import Attended, Event, GateClosed, GateOpened, Start
from breakd.core.model import Gate, State
from breakd.core.view import View, view
from breakd.daemon.witness import Witness
from tests.core.timeline import Timeline

IDLE, BACK = GateClosed(Gate.IDLE, 60.0), GateOpened(Gate.IDLE)


class Hands:
    """Scripted ones."""

    def __init__(self, tell: Callable[[Event], None], threshold: float) -> None:
        self.tell, self.threshold, self.runs = tell, threshold, False

    def start(self) -> None:
        self.runs = True

    def stop(self) -> None:
        self.runs = False

    def set_threshold(self, threshold: float) -> None:
        self.threshold = threshold


class Watched:
    """A break that begins by itself, a witness, and what he says; no second passes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "time", lambda: self.now)
        self.timeline = Timeline()
        self.said: list[Event] = []
        self.made: list[Hands] = []
        self.witness = Witness(lambda: self.timeline.state, self.said.append, self._make)
        self.timeline.wait(1800)

    def send(self, event: Event) -> None:
        self.timeline.send(event)
        self.look()

    def look(self) -> None:
        state: State = self.timeline.state
        seen: View = view(self.timeline.rules, state, self.timeline.now, None)
        self.witness(seen)

    async def pass_(self, seconds: float) -> list[Event]:
        self.now += seconds
        for _ in range(3):
            await asyncio.sleep(0)
        return self.said

    def _make(self, tell: Callable[[Event], None], threshold: float) -> Hands:
        self.made.append(Hands(tell, threshold))
        return self.made[-1]


@pytest.fixture
async def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


async def test_hands_that_rest_for_half_of_it_take_it(watched: Watched) -> None:
    watched.send(Start(unasked=True))
    (hands,) = watched.made
    assert (hands.threshold, hands.runs) == (60.0, True)
    assert await watched.pass_(65) == []
    hands.tell(IDLE)
    assert await watched.pass_(0) == [Attended()]
    watched.send(Attended())
    assert not hands.runs


async def test_rest_before_it_began_does_not_count(watched: Watched) -> None:
    watched.send(Start(unasked=True))
    await watched.pass_(10)
    watched.made[0].tell(IDLE)  # for 60 s, of which 50 were before
    assert await watched.pass_(40) == []
    watched.made[0].tell(BACK)
    assert await watched.pass_(30) == []
    watched.made[0].tell(IDLE)
    assert await watched.pass_(0) == [Attended()]


async def test_nobody_looks_while_nothing_began_by_itself(watched: Watched) -> None:
    watched.look()
    watched.send(Start())
    assert watched.made == []


async def test_another_break_is_watched_by_the_same_hands(watched: Watched) -> None:
    watched.send(Start(unasked=True))
    watched.timeline.wait(240)
    watched.look()
    assert not watched.made[0].runs
    state = watched.timeline.state
    assert state.owed is not None
    short = replace(state.owed, length=20.0)
    watched.timeline.state = replace(state, owed=short)
    watched.send(Start(unasked=True))
    assert len(watched.made) == 1
    assert (watched.made[0].threshold, watched.made[0].runs) == (10.0, True)
