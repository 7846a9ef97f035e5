"""What the tests of attention share: gates as posted, scripted probes, a desktop to be in."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from breakd.core.events import Event, GateClosed, GateOpened
from breakd.core.model import Gate
from breakd.desktop.attention.probe import Capabilities, Probe, Tell
from tests.desk.desktop import Desktop
from tests.patience import PATIENCE_S

FOREIGN = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "SWAYSOCK",
    "PULSE_SERVER",
    "PULSE_RUNTIME_PATH",
    "PIPEWIRE_REMOTE",
    "PIPEWIRE_RUNTIME_DIR",
)


def enter(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the desktop's environment ours."""
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    for name, value in desktop.env.items():
        monkeypatch.setenv(name, value)


class Gates:
    """The gates as somebody who is told of them knows them.  `looked`: LOOKING is open."""

    def __init__(self) -> None:
        self.closed: frozenset[Gate] = frozenset()
        self.looked = True
        self.posts: list[Event] = []
        self._news = asyncio.Event()

    def post(self, event: Event) -> None:
        """What `Attention` posts."""
        self.posts.append(event)
        match event:
            case GateClosed(Gate.LOOKING):
                assert self.looked
                self.looked = False
            case GateOpened(Gate.LOOKING):
                assert not self.looked
                self.looked = True
            case GateClosed(gate):
                assert gate not in self.closed, f"{gate} closed twice"
                self.tell(self.closed | {gate})
            case GateOpened(gate):
                assert gate in self.closed, f"{gate} opened twice"
                self.tell(self.closed - {gate})

    def tell(self, closed: frozenset[Gate]) -> None:
        """What a probe tells."""
        self.closed = closed
        self._news.set()

    async def until(self, *gates: Gate) -> None:
        """Wait until exactly these are closed."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while self.closed != frozenset(gates):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            pytest.fail(f"waited for {gates}, and there is {self.closed}")


class Scripted:
    """A probe that tells what the test says, and counts its lives."""

    def __init__(self, *gates: Gate) -> None:
        self.gates = frozenset(gates)
        self.starts = 0
        self.running = 0
        self.tells: Tell | None = None
        self.fails: Exception | None = None

    async def run(self, wanted: frozenset[Gate], tell: Tell) -> None:
        self.starts += 1
        self.running += 1
        self.tells = tell
        try:
            if self.fails is not None:
                raise self.fails
            await asyncio.Event().wait()
        finally:
            self.running -= 1

    def tell(self, *gates: Gate) -> None:
        assert self.tells is not None
        self.tells(frozenset(gates))

    def capabilities(self) -> Capabilities:
        return {gate.value: ("works", "scripted") for gate in self.gates}

    async def close(self) -> None:
        assert not self.running


@contextlib.asynccontextmanager
async def watching(probe: Probe) -> AsyncIterator[Gates]:
    """What the probe tells while it runs."""
    gates = Gates()
    gates.closed = frozenset(Gate) - probe.gates  # until the first look
    task = asyncio.ensure_future(probe.run(probe.gates, gates.tell))
    try:
        yield gates
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def descriptors() -> int:
    """How many files this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def children() -> set[int]:
    """The processes that this one has started and that have not been waited for."""
    found = set()
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit():
                status = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(status[1]) == os.getpid():
                    found.add(int(entry.name))
    return found
