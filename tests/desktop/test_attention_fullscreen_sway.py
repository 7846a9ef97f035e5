"""Full-screen windows on a real sway."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from breakd.desktop.attention import fullscreen_sway
from breakd.desktop.attention.fullscreen import FullScreen
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desk.waiting import wait_until
from tests.desktop.attention_kit import enter
from tests.desktop.fullscreen_kit import remains, until

pytestmark = pytest.mark.desk


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
def sway(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, screen: FullScreen
) -> Callable[..., Any]:
    """`swaymsg`, on a desktop with one window on workspace 1."""
    require("pavucontrol")
    desktop.sway()
    enter(desktop, monkeypatch)
    desktop.spawn("window", "pavucontrol")

    def swaymsg(*words: str) -> Any:
        said = desktop.output("swaymsg", "-r", *words)
        return json.loads(said) if said else None

    wait_until(lambda: "pavucontrol" in desktop.output("swaymsg", "-t", "get_tree"), "a window")
    return swaymsg


def test_sway_a_window_goes_full_screen_and_back(
    sway: Callable[..., Any], screen: FullScreen
) -> None:
    until(screen, False)
    assert screen.can == ("works", "Full-screen windows are noticed (sway).")
    sway("fullscreen", "enable")
    until(screen, True)
    sway("fullscreen", "disable")
    until(screen, False)
    sway("fullscreen", "enable", "global")
    until(screen, True)


def test_sway_on_a_hidden_workspace_it_does_not_count(
    sway: Callable[..., Any], screen: FullScreen
) -> None:
    sway("fullscreen", "enable")
    until(screen, True)
    sway("workspace", "2")
    until(screen, False)
    sway("workspace", "1")
    until(screen, True)


def test_sway_each_output_counts(sway: Callable[..., Any], screen: FullScreen) -> None:
    sway("fullscreen", "enable")
    sway("create_output")
    sway("focus", "output", "HEADLESS-2")
    until(screen, True)


def test_sway_a_container_of_windows_can_be_full_screen(
    desktop: Desktop, sway: Callable[..., Any], screen: FullScreen
) -> None:
    desktop.spawn("another", "env", "DBUS_SESSION_BUS_ADDRESS=", "pavucontrol")
    wait_until(lambda: len(_windows(sway("-t", "get_tree"))) == 2, "another window")
    sway("splitv")
    sway("focus", "parent")
    until(screen, False)
    sway("fullscreen", "enable")
    until(screen, True)


def test_sway_our_own_window_does_not_count(
    sway: Callable[..., Any], screen: FullScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fullscreen_sway, "OURS", "pavucontrol")
    sway("fullscreen", "enable")
    remains(screen, False)


def test_sway_is_found_without_its_variable(
    desktop: Desktop,
    sway: Callable[..., Any],
    screen: FullScreen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A daemon that systemd has started knows the display at best."""
    monkeypatch.delenv("SWAYSOCK")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(desktop.folder / "sway"))
    sway("fullscreen", "enable")
    until(screen, True)


def test_sway_ends(desktop: Desktop, sway: Callable[..., Any], screen: FullScreen) -> None:
    sway("fullscreen", "enable")
    until(screen, True)
    desktop.run("swaymsg", "exit")
    until(screen, False)
    assert screen.can[0] == "missing"


def _windows(tree: dict[str, Any]) -> list[dict[str, Any]]:
    """The windows below."""
    below = [w for node in tree["nodes"] + tree["floating_nodes"] for w in _windows(node)]
    return below + ([tree] if tree.get("pid") and tree["type"] == "con" else [])
