"""The tray icon on real panels: its menu clicked, the panel killed."""

import pytest

from tests.desk import parts, screen, tray
from tests.desk.desktop import Desktop
from tests.desk.running import Breakd, kill
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.desk

RIGHT = 3


@pytest.fixture
def panel(desktop: Desktop) -> parts.Program:
    """Xfce's panel and notification service."""
    desktop.x11()
    parts.xfce4_notifyd(desktop)
    screen.move_away(desktop)
    return parts.xfce4_panel(desktop)


def choose(desktop: Desktop, icon: screen.Place, *labels: str) -> None:
    """Open the icon's menu and click through the rows that begin with these labels."""
    bus = desktop.bus()
    here = tray.rows(bus, tray.wait_for_icon(bus))
    before = screen.shot(desktop)
    screen.click(desktop, icon, RIGHT)
    for label in labels:
        n = tray.number(here, label)
        place = screen.nth_place(desktop, n, unless=before)
        before = screen.shot(desktop)
        screen.click(desktop, place)
        here = here[n - 1].children


def test_snooze_in_the_menu(desktop: Desktop, panel: parts.Program) -> None:
    empty = screen.shot(desktop)
    breakd = Breakd(desktop)
    breakd.start()
    icon = tray.place(desktop, empty)
    breakd.wait_for("prompting")
    choose(desktop, icon, "Snooze", "5 s")
    breakd.wait_for_story("prompt", "snoozed", "prompt")
    assert breakd.rows()[1]["seconds"] == 5


def test_pause_and_resume_in_the_menu(desktop: Desktop, panel: parts.Program) -> None:
    empty = screen.shot(desktop)
    breakd = Breakd(desktop, every="1h")
    breakd.start()
    icon = tray.place(desktop, empty)
    choose(desktop, icon, "Pause", "1 h")
    wait_until(lambda: breakd.status()["paused_until"], "a pause")
    assert "paused" in breakd.status()["gates"]
    choose(desktop, icon, "Resume")
    wait_until(lambda: not breakd.status()["gates"], "no pause")


def test_the_menu_offers_what_makes_sense(desktop: Desktop, panel: parts.Program) -> None:
    breakd = Breakd(desktop, every="1h")
    breakd.start()
    bus = desktop.bus()
    item = tray.wait_for_icon(bus)
    labels = [row.label for row in tray.rows(bus, item)]
    assert "Take a break now" in labels
    assert "Done" not in labels
    assert breakd.cli("now").returncode == 0
    breakd.wait_for("prompting")
    labels = [row.label for row in tray.rows(bus, item)]
    assert "Take a break now" not in labels
    assert {"Done", "Snooze", "Skip", "Pause", "Quit"} <= set(labels)


def test_a_panel_killed_and_started_again_gets_the_icon_back(
    desktop: Desktop, panel: parts.Program
) -> None:
    empty = screen.shot(desktop)
    breakd = Breakd(desktop, every="1h")
    breakd.start()
    tray.place(desktop, empty)
    kill(panel)
    parts.xfce4_panel(desktop)
    tray.wait_for_icon(desktop.bus())
    icon = tray.place(desktop, empty)
    choose(desktop, icon, "Take a break now")
    breakd.wait_for_story("prompt")


def test_a_panel_that_comes_after_breakd_gets_the_icon(desktop: Desktop) -> None:
    desktop.x11()
    Breakd(desktop, every="1h").start()
    parts.xfce4_panel(desktop)
    tray.wait_for_icon(desktop.bus())


def test_an_icon_on_sway(desktop: Desktop) -> None:
    desktop.sway()
    parts.waybar(desktop)
    empty = screen.shot(desktop)
    Breakd(desktop, every="1h").start()
    tray.wait_for_icon(desktop.bus())
    tray.place(desktop, empty)


def test_quit_in_the_menu(desktop: Desktop, panel: parts.Program) -> None:
    empty = screen.shot(desktop)
    daemon = Breakd(desktop, every="1h").start()
    choose(desktop, tray.place(desktop, empty), "Quit")
    assert daemon.wait(PATIENCE_S) == 0
    wait_until(lambda: not tray.items(desktop.bus()), "no icon")
