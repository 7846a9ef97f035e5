"""Idle time on a real X11 display, where the pointer really moves."""

import asyncio
import os
import signal
import time
from asyncio import to_thread
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from breakd.desktop.idle import attempt, chooser, x11, xscreensaver
from breakd.desktop.idle.candidates import X11
from breakd.desktop.idle.chooser import Idle
from breakd.desktop.idle.source import Source, Unavailable
from tests.desk.desktop import Desktop
from tests.desktop.idle_posts import Posts, Reports, where
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.desk

THRESHOLD = 1.0


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with Desktop() as desktop:
        desktop.x11()
        monkeypatch.setenv("DISPLAY", desktop.env["DISPLAY"])
        yield desktop


async def move(desktop: Desktop) -> None:
    """Somebody moves the mouse."""
    await to_thread(desktop.output, "xdotool", "mousemove_relative", "1", "0")


def pids(desktop: Desktop, program: str) -> list[int]:
    """The desktop's processes that run this program."""
    return [pid for pid in desktop.processes.running() if name(pid) == program]


def name(pid: int) -> str:
    """What runs there; empty when nothing does any more."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def children() -> list[int]:
    """The processes that this one has started."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(word) for word in listed.split()]


async def end_display(desktop: Desktop) -> None:
    """The X server crashes."""
    (pid,) = pids(desktop, "Xvfb")
    os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("module", [x11, xscreensaver])
async def test_it_follows_the_pointer(desktop: Desktop, module: ModuleType) -> None:
    moved = time.monotonic()
    await move(desktop)
    reports = Reports()
    source: Source = module.source(reports, THRESHOLD)
    await source.start()
    if await reports.next() == "active":  # else the start took longer than that
        assert await reports.next() == "idle"
    for _ in range(2):
        assert THRESHOLD <= reports.ago <= time.monotonic() - moved
        moved = time.monotonic()
        await move(desktop)
        assert await reports.next() == "active"
        assert await reports.next() == "idle"
    source.stop()


@pytest.mark.parametrize("module", [x11, xscreensaver])
async def test_who_was_idle_before_is_found_so(desktop: Desktop, module: ModuleType) -> None:
    await move(desktop)
    await asyncio.sleep(0.8)  # the display's own time
    reports = Reports()
    source: Source = module.source(reports, 0.5)
    await source.start()
    assert await reports.next() == "idle"
    assert reports.ago >= 0.5
    source.stop()


@pytest.mark.parametrize("module", [x11, xscreensaver])
async def test_a_display_that_goes_away_is_noticed(desktop: Desktop, module: ModuleType) -> None:
    reports = Reports()
    source: Source = module.source(reports, THRESHOLD)
    await source.start()
    await reports.next()
    await end_display(desktop)
    while (said := await reports.next()) != "lost":
        assert said in ("active", "idle")
    source.stop()


@pytest.mark.parametrize("module", [x11, xscreensaver])
@pytest.mark.parametrize("display", [":59", "nonsense"])
async def test_a_display_that_is_not_there(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, module: ModuleType, display: str
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(xscreensaver, "FIRST_WORD_S", PATIENCE_S)
    with pytest.raises(Unavailable):
        await module.source(Reports(), THRESHOLD).start()


async def test_a_display_far_away_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "localhost:10.0")
    with pytest.raises(Unavailable):
        await x11.source(Reports(), THRESHOLD).start()


async def test_the_process_that_asks_ends_with_its_reader(desktop: Desktop) -> None:
    before = set(children())
    reports = Reports()
    source = xscreensaver.source(reports, THRESHOLD)
    await source.start()
    assert len(set(children()) - before) == 1
    source.stop()
    assert set(children()) == before


async def test_the_process_that_asks_can_be_killed(desktop: Desktop) -> None:
    before = set(children())
    reports = Reports()
    source = xscreensaver.source(reports, THRESHOLD)
    await source.start()
    (child,) = set(children()) - before
    os.kill(child, signal.SIGKILL)
    while await reports.next() != "lost":
        pass
    assert set(children()) == before
    source.stop()


async def test_a_display_that_crashes_and_comes_back(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chooser, "candidates", lambda: (X11,))
    monkeypatch.setattr(attempt, "FIRST_REST_S", 0.2)
    posts = Posts()
    idle = Idle(posts, None, None, THRESHOLD)
    await move(desktop)
    idle.start()
    assert THRESHOLD <= await posts.closed() < THRESHOLD + 1
    assert idle.source == "X11"
    await end_display(desktop)
    await posts.opened()  # nothing tells any more
    assert where(idle) == (None, "unknown")
    again = ("Xvfb", desktop.env["DISPLAY"], "-nolisten", "tcp", "-ac", "-noreset")
    desktop.spawn("Xvfb-again", *again)
    assert await posts.closed() >= THRESHOLD
    assert idle.source == "X11"
    await move(desktop)
    await posts.opened()
    idle.stop()


async def test_nothing_is_read_while_nothing_happens(desktop: Desktop) -> None:
    """The display wakes us when the threshold is passed, and for nothing else."""
    await move(desktop)
    reports = Reports()
    source = x11.source(reports, 60.0)
    await source.start()
    woken = 0
    readable = source._readable

    def count() -> None:
        nonlocal woken
        woken += 1
        readable()

    assert source._alarm is not None
    asyncio.get_running_loop().add_reader(source._alarm.fileno(), count)
    for _ in range(5):
        await move(desktop)
        await asyncio.sleep(0.1)
    assert woken == 0
    source.stop()
