"""What an `Idle` or one of its sources says, for a test to wait for."""

import asyncio

from breakd.core.events import Event, GateClosed, GateOpened
from breakd.core.model import Gate
from breakd.desktop.idle.attempt import State
from breakd.desktop.idle.chooser import Idle
from tests.patience import PATIENCE_S


class Posts:
    """Collects the events that an `Idle` posts."""

    def __init__(self) -> None:
        self.all: list[Event] = []
        self._queue: asyncio.Queue[Event] = asyncio.Queue()

    def __call__(self, event: Event) -> None:
        self.all.append(event)
        self._queue.put_nowait(event)

    async def closed(self) -> float:
        """Wait for the next event: the gate closes; since when nobody was there."""
        async with asyncio.timeout(PATIENCE_S):
            event = await self._queue.get()
        assert isinstance(event, GateClosed)
        assert event.gate is Gate.IDLE
        assert event.ago is not None
        return event.ago

    async def opened(self) -> None:
        """Wait for the next event: the gate opens."""
        async with asyncio.timeout(PATIENCE_S):
            assert await self._queue.get() == GateOpened(Gate.IDLE)


class Reports:
    """Collects what a source reports: "active", "idle" (how long is in `ago`) or "lost"."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self.ago = 0.0
        self._queue: asyncio.Queue[str] = asyncio.Queue()

    def idle(self, ago: float) -> None:
        self.ago = ago
        self._say("idle")

    def active(self) -> None:
        self._say("active")

    def lost(self, why: str) -> None:
        assert why
        self._say("lost")

    def _say(self, word: str) -> None:
        self.all.append(word)
        self._queue.put_nowait(word)

    async def next(self) -> str:
        """Wait for the next report."""
        async with asyncio.timeout(PATIENCE_S):
            return await self._queue.get()


def where(idle: Idle) -> tuple[str | None, State]:
    """What tells, and what it says."""
    return idle.source, idle.state
