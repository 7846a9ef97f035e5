"""The test desktops hold what they promise: services answer, clicks arrive, nothing survives."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk import parts, screen
from tests.desk.bus import NOTIFICATIONS
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until

pytestmark = pytest.mark.desk

LABELS = ("Done", "Snooze", "Show me")


def notify(desktop: Desktop) -> None:
    """A notification with three buttons."""
    actions = [word for label in LABELS for word in (label.lower(), label)]
    body: tuple[object, ...] = ("test", 0, "", "Time to move", "Chin tuck", actions, {}, -1)
    desktop.bus().call(NOTIFICATIONS, "Notify", "susssasa{sv}i", body)


def test_buttons_are_drawn_where_they_are_said_to_be(desktop: Desktop) -> None:
    desktop.x11()
    parts.xfce4_notifyd(desktop)
    notify(desktop)
    places = [screen.nth_place(desktop, n) for n in range(1, len(LABELS) + 1)]
    assert places == sorted(places)
    screen.click(desktop, places[0])
    wait_until(
        lambda: screen.find_colour(screen.shot(desktop), parts.COLOURS[0]) is None, "no button"
    )


@pytest.mark.parametrize("start", [parts.dunst, parts.xfce4_notifyd])
def test_a_notification_changes_the_screen(
    desktop: Desktop, start: Callable[[Desktop], parts.Program]
) -> None:
    desktop.x11()
    start(desktop)
    empty = screen.shot(desktop)
    notify(desktop)
    wait_until(lambda: screen.changed(empty, screen.shot(desktop)), "a notification on the screen")


def test_sway_shows_notifications_and_a_panel(desktop: Desktop) -> None:
    desktop.sway()
    parts.mako(desktop)
    parts.waybar(desktop)
    empty = screen.shot(desktop)
    assert empty.size == (1280, 800)
    notify(desktop)
    wait_until(lambda: screen.changed(empty, screen.shot(desktop)), "a notification on the screen")
    assert "Time to move" in desktop.output("makoctl", "list")


def test_nothing_survives_not_even_the_frozen_and_the_detached() -> None:
    with Desktop() as desktop:
        frozen = desktop.spawn("frozen", "sleep", "1000")
        os.kill(frozen.pid, signal.SIGSTOP)
        desktop.run("sh", "-c", "setsid sleep 1000 >/dev/null 2>&1 &")
        wait_until(lambda: len(desktop.processes.running()) == 4, "both, and the two buses")
        pids = desktop.processes.running()
        folder = desktop.folder
    assert [pid for pid in pids if command_line(pid)] == []
    assert not folder.exists()


def command_line(pid: int) -> bytes:
    """Empty for one that has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_nothing_of_the_real_session_is_in_reach(desktop: Desktop) -> None:
    environment = dict(line.split("=", 1) for line in desktop.output("env").splitlines())
    assert "DISPLAY" not in environment
    assert "WAYLAND_DISPLAY" not in environment
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"):
        assert str(desktop.folder) in environment[name]
