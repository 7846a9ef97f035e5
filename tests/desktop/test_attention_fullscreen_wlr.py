"""Full-screen windows by the wlroots protocol: on a real sway, and on a scripted compositor."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from breakd.desktop.attention import fullscreen_wlr
from breakd.desktop.attention.display import OURS, DisplayGone, Untold
from breakd.desktop.attention.fullscreen import FullScreen
from breakd.desktop.attention.fullscreen_wlr import Toplevels
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desk.waiting import wait_until
from tests.desktop.attention_kit import FOREIGN, descriptors, enter

MAXIMIZED, MINIMIZED, ACTIVE, FULL = "0", "1", "2", "3"


class Scripted:
    """The scripted compositor's process, with the windows `a` and `b`."""

    def __init__(self, version: int) -> None:
        words = ("-m", "tests.desktop.scripted_windows", "scripted", str(version))
        self.process = subprocess.Popen(
            (sys.executable, *words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert self.read() == "ready"

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def tell(self, line: str) -> None:
        """Let it do something; returns when the client can have it."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        while (answer := self.read()) != "ok":
            assert answer == "destroyed"

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Scripted]]:
    require("sway")  # it brings libwayland-server
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "scripted")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    started = []

    def start(version: int) -> Scripted:
        started.append(Scripted(version))
        return started[-1]

    yield start
    for one in started:
        one.end()


@pytest.fixture
def compositor(start: Callable[[int], Scripted]) -> Scripted:
    return start(3)


@pytest.fixture
def windows(compositor: Scripted) -> Iterator[Toplevels]:
    """What breakd sees: `a`, in use, and `b`, both on output 0."""
    windows = Toplevels()
    for name in "ba":
        compositor.tell(f"open {name} app-{name}")
        compositor.tell(f"enter {name} 0")
    compositor.tell(f"state a {ACTIVE}")
    yield windows
    windows.close()


def test_a_window_goes_full_screen_and_back(compositor: Scripted, windows: Toplevels) -> None:
    assert not windows.full()
    compositor.tell(f"state a {MAXIMIZED} {ACTIVE}")
    assert not windows.full()
    compositor.tell(f"state a {ACTIVE} {FULL}")
    assert windows.full()
    compositor.tell(f"state a {ACTIVE}")
    assert not windows.full()


def test_behind_the_window_in_use_it_does_not_count(
    compositor: Scripted, windows: Toplevels
) -> None:
    compositor.tell(f"state a {ACTIVE} {FULL}")
    compositor.tell(f"state b {ACTIVE}")
    compositor.tell(f"state a {FULL}")
    assert not windows.full()
    compositor.tell("state b")
    compositor.tell(f"state a {ACTIVE} {FULL}")
    assert windows.full()


def test_on_another_output_than_the_window_in_use_it_counts(
    compositor: Scripted, windows: Toplevels
) -> None:
    """Slides on one, notes on the other."""
    compositor.tell("leave b 0")
    compositor.tell("enter b 1")
    compositor.tell(f"state a {ACTIVE} {FULL}")
    compositor.tell(f"state a {FULL}")
    compositor.tell(f"state b {ACTIVE}")
    assert windows.full()
    compositor.tell("open c browser")
    compositor.tell("enter c 0")
    compositor.tell("state b")
    compositor.tell(f"state c {ACTIVE}")
    assert not windows.full()
    compositor.tell("state c")
    compositor.tell(f"state b {ACTIVE}")
    assert not windows.full()  # the browser still lies over it
    compositor.tell("close c")
    compositor.tell(f"state a {ACTIVE} {FULL}")
    assert windows.full()


def test_one_that_was_behind_when_we_came_does_not_count(
    compositor: Scripted, windows: Toplevels
) -> None:
    compositor.tell(f"state b {FULL}")
    assert not windows.full()


def test_while_no_window_is_in_use_nothing_counts(compositor: Scripted, windows: Toplevels) -> None:
    """An empty workspace."""
    compositor.tell(f"state a {ACTIVE} {FULL}")
    assert windows.full()
    compositor.tell(f"state a {FULL}")
    assert not windows.full()


@pytest.mark.parametrize("states", [f"{MINIMIZED} {FULL}", f"{MINIMIZED} {ACTIVE} {FULL}"])
def test_minimized_it_does_not_count(compositor: Scripted, windows: Toplevels, states: str) -> None:
    compositor.tell(f"state b {ACTIVE}")
    compositor.tell(f"state a {states}")
    assert not windows.full()


@pytest.mark.parametrize("name", [OURS, OURS.capitalize()])
def test_our_own_window_does_not_count(compositor: Scripted, windows: Toplevels, name: str) -> None:
    compositor.tell(f"open c {name}")
    compositor.tell("state a")
    compositor.tell(f"state c {ACTIVE} {FULL}")
    assert not windows.full()


def test_a_window_that_closes_is_done_with(compositor: Scripted, windows: Toplevels) -> None:
    compositor.tell(f"state b {ACTIVE}")
    compositor.tell(f"state a {ACTIVE} {FULL}")
    assert windows.full()
    compositor.tell("close a")
    assert not windows.full()
    assert compositor.read() == "destroyed"


def test_the_second_version_is_enough(start: Callable[[int], Scripted]) -> None:
    compositor = start(2)
    windows = Toplevels()
    compositor.tell("open a film")
    compositor.tell(f"state a {ACTIVE} {FULL}")
    assert windows.full()
    windows.close()


@pytest.mark.parametrize("version", [0, 1])
def test_a_compositor_that_does_not_tell(start: Callable[[int], Scripted], version: int) -> None:
    start(version)
    with pytest.raises(Untold):
        Toplevels()
    screen = FullScreen()
    screen.look()
    assert screen.can[0] == "missing"
    assert screen.filenos() == []


@pytest.mark.parametrize("end", ["finish", "kill"])
def test_a_compositor_that_stops_telling(
    compositor: Scripted, windows: Toplevels, end: str
) -> None:
    compositor.tell(f"state a {ACTIVE} {FULL}")
    if end == "finish":
        compositor.tell("finish")
    else:
        compositor.end()
    with pytest.raises(DisplayGone):
        windows.full()


def test_on_gnome_it_is_said_that_nothing_tells(
    start: Callable[[int], Scripted], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(0)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    screen = FullScreen()
    screen.look()
    assert screen.can[0] == "missing"
    assert "GNOME" in screen.can[1]


def test_without_the_library_it_is_untold(
    start: Callable[[int], Scripted], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_: str) -> None:
        raise OSError("libwayland-client.so.0: cannot open shared object file")

    start(3)
    monkeypatch.setattr("ctypes.CDLL", nothing)
    with pytest.raises(Untold):
        Toplevels()


def test_many_windows_leave_nothing_open(compositor: Scripted, windows: Toplevels) -> None:
    before = descriptors()
    for _ in range(200):
        compositor.tell("open c film")
        compositor.tell(f"state c {ACTIVE} {FULL}")
        compositor.tell("close c")
        assert not windows.full()
    assert descriptors() == before
    assert len(windows._windows) == 2
    assert len(windows._connection._dispatchers) < 10


# --- a real one ----------------------------------------------------------------------------------


@pytest.mark.desk
def test_sway_speaks_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    require("pavucontrol")
    monkeypatch.setattr("breakd.desktop.attention.fullscreen_sway.socket_path", lambda: None)
    with Desktop() as desktop:
        desktop.sway()
        enter(desktop, monkeypatch)
        desktop.spawn("window", "pavucontrol")
        wait_until(
            lambda: "pavucontrol" in json.dumps(desktop.output("swaymsg", "-t", "get_tree")),
            "a window",
        )
        screen = FullScreen()

        def until(full: bool) -> None:
            def look() -> bool:
                screen.look()
                return screen.full is full

            wait_until(look, f"full screen to be {full}")

        until(False)
        assert isinstance(screen.display, fullscreen_wlr.Toplevels)
        desktop.output("swaymsg", "fullscreen", "enable")
        until(True)
        desktop.output("swaymsg", "fullscreen", "disable")
        until(False)
        desktop.output("swaymsg", "fullscreen", "enable")
        until(True)
        desktop.run("swaymsg", "exit")
        until(False)
        screen.close()
