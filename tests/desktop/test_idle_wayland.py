"""Idle time on Wayland: a real sway, and a scripted compositor for what sway 1.7 does not speak."""

import asyncio
import os
import signal
import sys
from asyncio import to_thread
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from breakd.desktop.idle import chooser, swayidle, wayland
from breakd.desktop.idle.candidates import SWAYIDLE, WAYLAND
from breakd.desktop.idle.chooser import Idle
from breakd.desktop.idle.source import Source, Unavailable
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desk.waiting import wait_until
from tests.desktop.idle_posts import Posts, Reports, where
from tests.patience import PATIENCE_S

THRESHOLD = 1.0


# --- a real compositor ---------------------------------------------------------------------------


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with Desktop() as desktop:
        require("swayidle")
        desktop.sway()
        for name in ("WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
            monkeypatch.setenv(name, desktop.env[name])
        yield desktop


async def move(desktop: Desktop) -> None:
    """Somebody moves the mouse."""
    await to_thread(desktop.output, "swaymsg", "seat", "-", "cursor", "move", "5", "0")


def pids(desktop: Desktop, program: str) -> list[int]:
    """The desktop's processes that run this program."""
    return [pid for pid in desktop.processes.running() if name(pid) == program]


def name(pid: int) -> str:
    """What runs there; empty when nothing does any more."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def end_sway(desktop: Desktop) -> None:
    """The compositor crashes."""
    for pid in pids(desktop, "sway"):
        os.kill(pid, signal.SIGKILL)


def our_swayidles() -> list[int]:
    """The swayidle processes that this one has started."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(pid) for pid in listed.split() if name(int(pid)) == "swayidle"]


@pytest.mark.desk
@pytest.mark.parametrize("module", [wayland, swayidle])
async def test_it_follows_the_pointer(desktop: Desktop, module: ModuleType) -> None:
    reports = Reports()
    source: Source = module.source(reports, THRESHOLD)
    await source.start()
    assert await reports.next() == "active"
    for _ in range(2):
        assert await reports.next() == "idle"
        assert reports.ago == pytest.approx(THRESHOLD, abs=0.1)
        await move(desktop)
        assert await reports.next() == "active"
    source.stop()
    assert our_swayidles() == []


@pytest.mark.desk
@pytest.mark.parametrize("module", [wayland, swayidle])
async def test_a_compositor_that_goes_away_is_noticed(desktop: Desktop, module: ModuleType) -> None:
    reports = Reports()
    source: Source = module.source(reports, 60.0)
    await source.start()
    assert await reports.next() == "active"
    end_sway(desktop)
    assert await reports.next() == "lost"
    source.stop()


@pytest.mark.desk
async def test_when_the_compositor_crashes_nothing_tells(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chooser, "candidates", lambda: (WAYLAND, SWAYIDLE))
    posts = Posts()
    idle = Idle(posts, None, None, THRESHOLD)
    idle.start()
    assert await posts.closed() == pytest.approx(THRESHOLD, abs=0.1)
    assert idle.source == "Wayland"
    end_sway(desktop)
    await posts.opened()
    assert where(idle) == (None, "unknown")
    idle.stop()


@pytest.mark.desk
async def test_swayidle_stands_in_and_is_stood_in_for(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chooser, "candidates", lambda: (SWAYIDLE, WAYLAND))
    posts = Posts()
    idle = Idle(posts, None, None, THRESHOLD)
    idle.start()
    await posts.closed()
    assert idle.source == "swayidle"
    (child,) = our_swayidles()
    os.kill(child, signal.SIGKILL)
    await posts.opened()  # the other one counts from its start
    assert idle.source == "Wayland"
    await posts.closed()
    idle.stop()


@pytest.mark.desk
async def test_a_swayidle_that_is_told_to_be_idle_takes_back_no_more_than_has_passed(
    desktop: Desktop,
) -> None:
    """`pkill -USR1 swayidle` locks the screen for some, and hits ours as well."""
    reports = Reports()
    source = swayidle.source(reports, 60.0)
    await source.start()
    assert await reports.next() == "active"
    (child,) = our_swayidles()
    os.kill(child, signal.SIGUSR1)
    assert await reports.next() == "idle"
    assert reports.ago < 20.0
    source.stop()


@pytest.mark.desk
async def test_the_users_own_swayidle_configuration_is_not_run_twice(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign = desktop.folder / "locked"
    folder = desktop.home / ".config/swayidle"
    folder.mkdir(parents=True)
    (folder / "config").write_text(f"timeout 1 'touch {sign}'\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))
    reports = Reports()
    source = swayidle.source(reports, 2.0)
    await source.start()
    assert [await reports.next(), await reports.next()] == ["active", "idle"]
    assert not sign.exists()
    source.stop()


KILLED = """
import asyncio, os, signal
from breakd.desktop.idle import swayidle
from tests.desktop.idle_posts import Reports

async def main():
    await swayidle.source(Reports(), 1.0).start()
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.desk
def test_swayidle_does_not_outlive_a_breakd_that_was_killed(desktop: Desktop) -> None:
    script = desktop.folder / "killed.py"
    script.write_text(KILLED)
    env = desktop.env | {"PYTHONPATH": str(Path(__file__).parents[2])}
    process = desktop.processes.spawn("killed", sys.executable, str(script), env=env)
    assert process.wait(PATIENCE_S) == -signal.SIGKILL
    assert len(pids(desktop, "swayidle")) == 1
    wait_until(lambda: not pids(desktop, "swayidle"), "swayidle to end")


async def test_without_swayidle_it_is_unavailable_for_now(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable) as caught:
        await swayidle.source(Reports(), THRESHOLD).start()
    assert not caught.value.for_good


@pytest.mark.parametrize("module", [wayland, swayidle])
async def test_without_a_compositor_it_is_unavailable_for_now(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: ModuleType
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "nothing"))
    with pytest.raises(Unavailable) as caught:
        await module.source(Reports(), THRESHOLD).start()
    assert not caught.value.for_good


# --- a scripted compositor -----------------------------------------------------------------------


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
