"""The embedded icon in a real X11 tray: its size and its shape, whatever is drawn in it."""

from importlib import import_module
from typing import Any

import pytest

from breakd.desktop.tray.x11_icon import PANEL
from tests.desk import more_parts, screen
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desk.running import Breakd
from tests.desk.waiting import wait_until

pytestmark = pytest.mark.desk

LEAST = 16  # pixels, of any icon that one can recognise


@pytest.fixture
def breakd(desktop: Desktop) -> Breakd:
    """breakd in trayer."""
    require("trayer")
    desktop.x11()
    more_parts.trayer(desktop)
    breakd = Breakd(desktop, every="1h")
    breakd.start()
    return breakd


def window(desktop: Desktop) -> str | None:
    """The icon's window."""
    found = desktop.run("xdotool", "search", "--classname", "breakdSystemTrayIcon").stdout
    return found.split()[0] if found else None


def parent(desktop: Desktop) -> int:
    """The window that it is embedded in."""
    xlib: Any = import_module("Xlib.display")
    display = xlib.Display(desktop.env["DISPLAY"])
    try:
        icon = display.create_resource_object("window", int(window(desktop) or 0))
        return int(icon.query_tree().parent.id)
    finally:
        display.close()


def box(desktop: Desktop) -> screen.Box | None:
    """Where the icon's window is; None while it is nowhere."""
    icon = window(desktop)
    if icon is None:
        return None
    found = desktop.run("xdotool", "getwindowgeometry", "--shell", icon).stdout
    said = dict(line.split("=") for line in found.split())
    x, y, width, height = (int(said.get(key, 0)) for key in ("X", "Y", "WIDTH", "HEIGHT"))
    return x, y, x + width, y + height


def is_large(desktop: Desktop) -> bool:
    found = box(desktop)
    return found is not None and min(found[2] - found[0], found[3] - found[1]) >= LEAST


def drawing(desktop: Desktop) -> Any:
    """What is drawn in the icon's window, cut out of its ground; None if nothing is."""
    picture = screen.shot(desktop).crop(box(desktop))
    drawn = screen.changed(picture, picture.point(lambda _: PANEL[0]))
    return None if drawn is None else picture.crop(drawn)


def test_it_keeps_its_place_and_size_when_it_is_drawn_anew(
    desktop: Desktop, breakd: Breakd
) -> None:
    """Taken out and in again, it may come back a pixel wide."""
    wait_until(lambda: is_large(desktop), "the icon")
    place, before = parent(desktop), wait_until(lambda: drawing(desktop), "a picture")
    assert breakd.cli("pause").returncode == 0
    wait_until(lambda: drawing(desktop) != before, "another picture")
    assert parent(desktop) == place
    assert is_large(desktop)


def test_it_is_round_in_a_window_that_is_not_square(desktop: Desktop, breakd: Breakd) -> None:
    wait_until(lambda: is_large(desktop), "the icon")
    found = box(desktop)
    assert found is not None
    assert found[2] - found[0] != found[3] - found[1], "a tray that gives it a square is no test"
    width, height = wait_until(lambda: drawing(desktop), "a picture").size
    assert abs(width - height) <= 1
