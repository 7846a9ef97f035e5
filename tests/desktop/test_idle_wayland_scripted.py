"""Idle time on Wayland as sway 1.7 does not speak of it: from a scripted compositor."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from breakd.desktop.idle import wayland
from breakd.desktop.idle.source import Unavailable
from tests.desk.programs import require
from tests.desktop.idle_posts import Reports
from tests.patience import PATIENCE_S


class Scripted:
    """The scripted compositor's process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def read(self) -> str:
        """The next line it writes."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            return (await self.process.stdout.readline()).decode().strip()

    def tell(self, word: str) -> None:
        """Let it do something."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n".encode())


Start = Callable[[int], Awaitable[Scripted]]


@pytest.fixture
async def compositor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Start]:
    require("sway")  # it brings libwayland-server
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "scripted")
    started: list[Scripted] = []

    async def start(version: int) -> Scripted:
        words = ("-m", "tests.desktop.scripted_compositor", "scripted", str(version))
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, stdin=pipe, stdout=pipe, cwd=Path(__file__).parents[2]
        )
        started.append(Scripted(process))
        assert await started[-1].read() == "ready"
        return started[-1]

    yield start
    for one in started:
        if one.process.returncode is None:
            one.process.kill()
        await one.process.wait()


@pytest.mark.parametrize(
    ("version", "asked"), [(1, "get_idle_notification"), (2, "get_input_idle_notification")]
)
async def test_it_asks_for_input_alone_where_it_can(
    compositor: Start, version: int, asked: str
) -> None:
    scripted = await compositor(version)
    reports = Reports()
    source = wayland.source(reports, 90.5)
    await source.start()
    assert await reports.next() == "active"
    assert await scripted.read() == f"{asked} 90500"
    scripted.tell("idled")
    assert await reports.next() == "idle"
    assert reports.ago < 20.0  # told too early, it takes back no more than has passed
    scripted.tell("resumed")
    assert await reports.next() == "active"
    source.stop()


async def test_a_compositor_that_does_not_tell_is_not_asked_again(compositor: Start) -> None:
    await compositor(0)
    with pytest.raises(Unavailable) as caught:
        await wayland.source(Reports(), 60.0).start()
    assert caught.value.for_good


async def test_a_seat_that_goes_away_ends_it(compositor: Start) -> None:
    scripted = await compositor(2)
    reports = Reports()
    source = wayland.source(reports, 60.0)
    await source.start()
    assert await reports.next() == "active"
    await scripted.read()
    scripted.tell("unplug")
    assert await reports.next() == "lost"
    source.stop()


async def test_a_compositor_that_does_not_answer_is_not_waited_for(
    compositor: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wayland, "ANSWER_S", 0.1)
    scripted = await compositor(2)
    scripted.process.send_signal(signal.SIGSTOP)
    with pytest.raises(Unavailable) as caught:
        await wayland.source(Reports(), 60.0).start()
    assert not caught.value.for_good
