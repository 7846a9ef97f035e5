"""The guide obeys what the desktop says of motion, colours and text, and does without tkinter."""

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from breakd.catalogue.loader import load
from breakd.config.settings import Settings
from breakd.guide.colours import DARK, LIGHT, Colours
from breakd.guide.layout import WIDE
from breakd.guide.trial import trial
from tests.desk import parts
from tests.desk.desktop import Desktop
from tests.desk.guiding import Running, place, press, spawn_guide, wait_for_window, windows
from tests.desk.programs import require
from tests.desk.screen import shot
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.desk

BREATHING = load([]).stretches["seated-cat-cow"]
Area = tuple[int, int, int, int]
GNOME = "org.gnome.desktop.interface"
PORTAL = Path(__file__).with_name("portal.py")
A_WHILE_S = 4.0  # in which a ring that moves is seen to


def shown(desktop: Desktop, colours: Colours = LIGHT, **settings: Any) -> Area:
    """Open a guide with these settings; where its window is."""
    pytest.importorskip("tkinter")
    order = replace(trial(BREATHING, Settings(**settings)), token=None)
    spawn_guide(desktop, order)
    wait_for_window(desktop)
    return place(desktop, colours)


def ring_moves(desktop: Desktop, area: Area, within: float = PATIENCE_S) -> bool:
    """Whether the ring fills while one breathes in, or stands still for a second each time; seen
    `within` so many seconds."""
    press(desktop, "Right")
    unit, box = area[2] / WIDE.width, WIDE.ring
    left, top = area[0] + box.x * unit, area[1] + box.y * unit
    right, bottom = left + box.width * unit, top + box.height * unit
    ring = (round(left), round(top), round(right), round(bottom))
    began, seen = time.monotonic(), set()
    while (passed := time.monotonic() - began) < within:
        seen.add(shot(desktop).crop(ring).tobytes())
        if len(seen) > passed + 3:
            return True
    return False


def gnome(desktop: Desktop, key: str, value: str) -> None:
    """A desktop that has this in its settings, a real store."""
    require("gsettings")
    desktop.env["XDG_CURRENT_DESKTOP"] = "GNOME"
    desktop.output("gsettings", "set", GNOME, key, value)


def portal(desktop: Desktop, scheme: int, motion: int) -> None:
    desktop.spawn(
        "portal", sys.executable, str(PORTAL), str(desktop.folder), str(scheme), str(motion)
    )
    wait_until((desktop.folder / "portal").exists, "the portal")


def test_motion_where_nothing_is_said(desktop: Desktop) -> None:
    desktop.x11()
    assert ring_moves(desktop, shown(desktop))


def test_no_motion_where_animations_are_off(desktop: Desktop) -> None:
    desktop.x11()
    gnome(desktop, "enable-animations", "false")
    assert not ring_moves(desktop, shown(desktop), A_WHILE_S)


def test_no_motion_and_dark_where_the_portal_says_so(desktop: Desktop) -> None:
    desktop.x11()
    portal(desktop, 1, 1)
    assert not ring_moves(desktop, shown(desktop, DARK), A_WHILE_S)


def test_what_the_user_sets_goes_before(desktop: Desktop) -> None:
    desktop.x11()
    portal(desktop, 1, 1)
    assert ring_moves(desktop, shown(desktop, guide_motion="full", figure_theme="light"))


@pytest.mark.parametrize(("ours", "width"), [(100, 1.25), (80, 1.0)])
def test_larger_text_is_a_larger_window(desktop: Desktop, ours: int, width: float) -> None:
    desktop.x11()
    gnome(desktop, "text-scaling-factor", "1.25")
    assert shown(desktop, guide_scale=ours)[2] == round(WIDE.width * width)


class Without:
    """A breakd whose guide has no tkinter, beside a notification service."""

    def __init__(self, desktop: Desktop) -> None:
        stub = desktop.folder / "stub/tkinter"
        stub.mkdir(parents=True)
        # Slow, for what else imports it meanwhile.
        missing = 'import time\n\ntime.sleep(0.5)\nraise ImportError("no tkinter")\n'
        (stub / "__init__.py").write_text(missing)
        desktop.x11()
        desktop.env["PYTHONPATH"] = str(stub.parent)
        parts.dunst(desktop)
        self.desktop = desktop

    def start(self) -> str:
        """Begin a break; the page that was opened, once the notification is up too."""
        running = Running(self.desktop)
        running.cli("start")
        opened = self.desktop.folder / "opened"
        wait_until(lambda: opened.exists() and opened.read_text().endswith("</html>\n"), "a page")
        count = ("dunstctl", "count", "displayed")
        wait_until(lambda: self.desktop.run(*count).stdout.strip() == "1", "the steps beside it")
        assert windows(self.desktop) == []
        assert running.cli("done").returncode == 0
        running.wait_for_story("done")
        return opened.read_text()


def test_without_tkinter_the_portal_opens_a_page(desktop: Desktop) -> None:
    portal(desktop, 1, 0)
    assert DARK.paper in Without(desktop).start()


def test_without_a_portal_the_browser_is_started(desktop: Desktop) -> None:
    programs = desktop.folder / "programs"
    programs.mkdir()
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\ncp "$1" {desktop.folder}/opened\n')
    opener.chmod(0o755)
    without = Without(desktop)
    path = desktop.processes.environment(desktop.env)["PATH"]
    desktop.env["PATH"] = f"{programs}:{path}"
    assert LIGHT.paper in without.start()
