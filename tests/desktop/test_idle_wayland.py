"""Idle time on Wayland, on a real sway."""

import os
import signal
import sys
from asyncio import to_thread
from collections.abc import Iterator
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
