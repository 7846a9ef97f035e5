"""The process that looks outside, and attention as a whole, on real desktops."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from breakd.core.model import Gate
from breakd.desktop.attention import lookout
from breakd.desktop.attention.lookout import COMMAND, Lookout
from breakd.desktop.attention.watcher import Attention, standard
from breakd.desktop.dbus.link import BusLink
from tests.desk import parts
from tests.desk.desktop import Desktop
from tests.desktop import sound
from tests.desktop.attention_kit import Gates, children, descriptors, enter
from tests.desktop.x_windows import XWindows
from tests.patience import PATIENCE_S, until

pytestmark = pytest.mark.desk

DND, FULL, CALL = Gate.DO_NOT_DISTURB, Gate.FULL_SCREEN, Gate.CALL
SHARE, TYPING = Gate.SCREEN_SHARE, Gate.TYPING


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with Desktop() as desktop:
        enter(desktop, monkeypatch)
        yield desktop


# --- the process ---------------------------------------------------------------------------------


def test_it_says_what_it_sees_and_ends_with_its_input(desktop: Desktop) -> None:
    done = subprocess.run(
        (*COMMAND, "full-screen", "call"),
        input="",
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    said = json.loads(line)
    assert said["closed"] == []
    assert said["can"].keys() == {"full-screen", "microphone", "camera"}


def test_it_keeps_what_it_does_not_need_out(desktop: Desktop) -> None:
    """No Xlib where there is no X11, and nothing that makes it slow to start."""
    program = (
        "import sys; sys.stdin.close(); import breakd.desktop.attention.outside;"
        "print([m for m in ('Xlib', 'asyncio', 'jeepney', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr


class Outside:
    """A lookout that runs, or does not."""

    def __init__(self, *command: str) -> None:
        self.gates = Gates()
        self.gates.closed = frozenset({DND})  # until the first look
        self.lookout = Lookout(command or COMMAND)
        self._task: asyncio.Task[None] | None = None

    def start(self, *wanted: Gate) -> None:
        self.gates.closed = frozenset({DND})
        run = self.lookout.run(frozenset(wanted or {FULL, CALL, SHARE}), self.gates.tell)
        self._task = asyncio.ensure_future(run)

    async def stop(self) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self.lookout.close()


async def test_it_sees_the_screen_and_the_microphone(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.x11()
    enter(desktop, monkeypatch)
    sound.pipewire(desktop)
    windows = XWindows(desktop.env["DISPLAY"])
    window = windows.open()
    before = children()
    outside = Outside()
    outside.start()
    await outside.gates.until()
    windows.set_full(window, True)
    await outside.gates.until(FULL)
    recording = sound.record_natively(desktop)
    await outside.gates.until(FULL, CALL)
    windows.set_full(window, False)
    await outside.gates.until(CALL)
    sound.end(recording)
    await outside.gates.until()
    can = outside.lookout.capabilities()
    assert can["full-screen"][0] == can["microphone"][0] == "works"
    await outside.stop()
    windows.close()
    assert children() == before


async def test_when_it_dies_its_gates_open_and_another_follows(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(lookout, "AGAIN_S", 0.1)
    desktop.x11()
    enter(desktop, monkeypatch)
    windows = XWindows(desktop.env["DISPLAY"])
    windows.open("FULLSCREEN")
    outside = Outside()
    outside.start(FULL)
    await outside.gates.until(FULL)
    for _ in range(2):
        (process,) = children() - set(desktop.processes.running())
        os.kill(process, 9)
        await outside.gates.until()
        await outside.gates.until(FULL)
    await outside.stop()
    windows.close()
    assert caplog.text.count("Nothing looks at the screen") == 1


@pytest.mark.parametrize("command", ["/nowhere/to/be/found", "/bin/false"])
async def test_when_it_cannot_run_nothing_is_held(
    caplog: pytest.LogCaptureFixture, command: str
) -> None:
    outside = Outside(command)
    outside.start()
    await outside.gates.until()
    assert caplog.text.count("Nothing looks at the screen") == 1
    assert [state for state, *_ in outside.lookout.capabilities().values()] == ["missing"]
    await outside.stop()
    assert children() == set()


async def test_one_that_does_not_end_by_itself_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("breakd.desktop.attention.child.END_S", 0.1)
    outside = Outside(
        "/bin/sh", "-c", "trap '' TERM; echo '{\"closed\": [], \"can\": {}}'; exec sleep 60"
    )
    outside.start()
    await outside.gates.until()
    await outside.stop()
    assert children() == set()


# --- all of it -----------------------------------------------------------------------------------


class Whole:
    """Attention with every probe, on a desktop with dunst, X11 and PipeWire."""

    def __init__(self, desktop: Desktop) -> None:
        self.gates = Gates()
        self.link = BusLink(first=0.05, longest=0.1)
        self.attention: Attention = standard(
            self.gates.post, self.link, frozenset({DND, FULL, CALL, SHARE, TYPING})
        )
        self.attention.start()
        self.desktop = desktop

    async def looked(self) -> None:
        """The first look is over."""
        await self.attention.look()
        await asyncio.sleep(0)


@pytest.fixture
async def whole(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Whole]:
    desktop.x11()
    enter(desktop, monkeypatch)
    parts.dunst(desktop)
    sound.pipewire(desktop)
    whole = Whole(desktop)
    whole.link.start()
    await asyncio.wait_for(whole.link.tried.wait(), PATIENCE_S)
    yield whole
    await whole.attention.stop()
    await whole.link.stop()


async def test_everything_that_can_hold_a_break(whole: Whole) -> None:
    windows = XWindows(whole.desktop.env["DISPLAY"])
    window = windows.open()
    whole.attention.watch(True)
    await whole.looked()
    assert whole.gates.looked
    await whole.gates.until()  # a display that has just started seems to have been touched
    whole.desktop.output("dunstctl", "set-paused", "true")
    await whole.gates.until(DND)
    windows.set_full(window, True)
    await whole.gates.until(DND, FULL)
    recording = sound.record_natively(whole.desktop)
    await whole.gates.until(DND, FULL, CALL)
    sound.end(recording)
    await whole.gates.until(DND, FULL)
    windows.set_full(window, False)
    await whole.gates.until(DND)
    whole.desktop.output("xdotool", "key", "a")
    whole.desktop.output("dunstctl", "set-paused", "false")
    await whole.gates.until(TYPING)
    await whole.gates.until()
    states = {name: state for name, (state, *_) in whole.attention.capabilities().items()}
    assert states == {
        "do-not-disturb": "works",
        "full-screen": "works",
        "microphone": "works",
        "camera": "works",
        "screen-share": "degraded",  # as on every X11
        "typing": "works",
    }
    windows.close()


async def test_what_is_there_already_is_known_before_a_prompt_may_be_shown(whole: Whole) -> None:
    windows = XWindows(whole.desktop.env["DISPLAY"])
    windows.open("FULLSCREEN")
    whole.desktop.output("dunstctl", "set-paused", "true")
    sound.record_natively(whole.desktop)
    whole.attention.watch(True)
    await until(lambda: whole.gates.looked)
    assert whole.gates.closed == {DND, FULL, CALL}
    windows.close()


async def test_while_nobody_watches_nothing_runs_and_nothing_is_asked(whole: Whole) -> None:
    before = children(), descriptors()
    for _ in range(3):
        whole.attention.watch(True)
        await whole.looked()
        assert len(children() - before[0]) == 1
        whole.attention.watch(False)
        await until(lambda: (children(), descriptors()) == before)
    posts = whole.gates.posts.copy()
    whole.desktop.output("dunstctl", "set-paused", "true")
    whole.desktop.output("xdotool", "key", "a")
    await asyncio.sleep(0.5)
    assert whole.gates.posts == posts
    assert (children(), descriptors()) == before


async def test_looking_once_for_the_doctor(whole: Whole) -> None:
    whole.desktop.output("dunstctl", "set-paused", "true")
    assert await whole.attention.look() == {DND}
    assert not whole.gates.looked
    assert whole.gates.closed == frozenset()
    assert whole.attention.capabilities()["microphone"][0] == "works"
    await whole.attention.stop()
    assert children() - {int(p) for p in whole.desktop.processes.running()} == set()


async def test_without_a_bus_the_rest_is_seen(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    sound.pipewire(desktop)
    sound.record_natively(desktop)
    whole = Whole(desktop)
    whole.link.start()
    await whole.link.tried.wait()
    whole.attention.watch(True)
    await whole.gates.until(CALL)
    assert whole.gates.looked
    await whole.attention.stop()
    await whole.link.stop()
