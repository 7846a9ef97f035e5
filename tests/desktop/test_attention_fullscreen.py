"""Full-screen windows on a real X server with a window manager."""

from collections.abc import Iterator
from typing import Any

import pytest

from breakd.desktop.attention import fullscreen
from breakd.desktop.attention.display import OURS
from breakd.desktop.attention.fullscreen import FullScreen
from tests.desk.desktop import SIZE, Desktop
from tests.desk.programs import require
from tests.desktop.attention_kit import descriptors, enter
from tests.desktop.fullscreen_kit import remains, until
from tests.desktop.x_windows import XWindows

pytestmark = pytest.mark.desk

HALF = SIZE[0] // 2
LEFT, RIGHT = (100, 100, 300, 200), (HALF + 100, 100, 300, 200)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """Without a display yet."""
    with Desktop() as it:
        yield it


@pytest.fixture
def screen(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[FullScreen]:
    """Not yet connected."""
    enter(desktop, monkeypatch)
    screen = FullScreen()
    yield screen
    screen.close()


@pytest.fixture
def windows(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, screen: FullScreen
) -> Iterator[XWindows]:
    """A program on the X11 display."""
    desktop.x11()
    enter(desktop, monkeypatch)
    windows = XWindows(desktop.env["DISPLAY"])
    yield windows
    windows.close()


def test_x11_a_window_goes_full_screen_and_back(windows: XWindows, screen: FullScreen) -> None:
    until(screen, False)
    assert screen.can[0] == "works"
    window = windows.open()
    remains(screen, False)
    windows.set_full(window, True)
    until(screen, True)
    windows.set_full(window, False)
    until(screen, False)


def test_x11_it_is_there_at_the_first_look(windows: XWindows, screen: FullScreen) -> None:
    windows.open("FULLSCREEN")
    screen.look()
    assert screen.full


def test_x11_behind_the_window_in_use_it_does_not_count(
    windows: XWindows, screen: FullScreen
) -> None:
    film = windows.open("FULLSCREEN")
    editor = windows.open(name="editor")
    until(screen, False)
    windows.activate(film)
    until(screen, True)
    editor.destroy()
    film.destroy()
    windows.display.sync()
    until(screen, False)


def test_x11_its_dialog_counts_as_the_window(windows: XWindows, screen: FullScreen) -> None:
    film = windows.open("FULLSCREEN")
    windows.open(kind="DIALOG", leader=film, name="question")
    remains(screen, True)


@pytest.mark.parametrize("name", [OURS, OURS.capitalize()])
def test_x11_our_own_window_does_not_count(
    windows: XWindows, screen: FullScreen, name: str
) -> None:
    windows.open("FULLSCREEN", name=name)
    remains(screen, False)


def test_x11_each_output_counts(desktop: Desktop, windows: XWindows, screen: FullScreen) -> None:
    """Slides on one, notes on the other."""
    require("xrandr")
    _split(desktop)
    slides = windows.open("FULLSCREEN", box=RIGHT, name="slides")
    notes = windows.open(box=LEFT, name="notes")
    assert windows.active() == notes.id
    until(screen, True)
    browser = windows.open(box=RIGHT, name="browser")
    windows.activate(notes)
    until(screen, False)
    browser.destroy()
    windows.display.sync()
    until(screen, True)
    windows.set_full(slides, False)
    until(screen, False)


def _split(desktop: Desktop) -> None:
    for name, left, output in (("left", 0, "screen"), ("right", HALF, "none")):
        geometry = f"{HALF}/170x{SIZE[1]}/210+{left}+0"
        desktop.output("xrandr", "--setmonitor", name, geometry, output)


def test_x11_only_what_matters_is_a_reason_to_look(
    windows: XWindows, screen: FullScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Programs that count in their title wake nobody but the filter."""
    window = windows.open()
    until(screen, False)
    display: Any = screen.display
    looks = 0
    real = display._active_fills

    def active_fills() -> bool:
        nonlocal looks
        looks += 1
        return bool(real())

    monkeypatch.setattr(display, "_active_fills", active_fills)
    for number in range(50):
        window.set_wm_name(f"{number} %")
    windows.display.sync()
    screen.look()
    assert not looks
    windows.set_full(window, True)
    until(screen, True)
    assert looks


def test_x11_a_display_that_goes_and_comes(
    desktop: Desktop, windows: XWindows, screen: FullScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows.open("FULLSCREEN")
    until(screen, True)
    monkeypatch.setenv("DISPLAY", ":997")
    assert screen.display is not None
    screen.display.close()
    until(screen, False)
    assert screen.can[0] == "missing"
    assert screen.filenos() == []
    monkeypatch.setenv("DISPLAY", desktop.env["DISPLAY"])
    until(screen, True)


def test_on_xwayland_only_some_windows_are_seen(
    windows: XWindows, screen: FullScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    windows.open("FULLSCREEN")
    until(screen, True)
    assert screen.can[0] == "degraded"


def test_without_a_display_nothing_is_full_screen(screen: FullScreen) -> None:
    screen.look()
    assert not screen.full
    assert screen.can[0] == "missing"


def test_a_thousand_looks_leave_nothing_open(windows: XWindows, screen: FullScreen) -> None:
    window = windows.open()
    until(screen, False)
    before = descriptors()
    for number in range(1000):
        windows.set_full(window, number % 2 == 0)
        screen.look()
    until(screen, False)
    assert descriptors() == before
    screen.close()
    for _ in range(100):
        once = FullScreen()
        once.look()
        once.close()
    assert descriptors() == before - 1


def test_the_display_to_ask_is_the_one_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "SWAYSOCK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert fullscreen._connect()[1][0] == "missing"
