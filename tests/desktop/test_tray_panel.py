"""The icon alone, on a real panel: seen, and its menu clicked."""

from asyncio import to_thread
from collections.abc import AsyncIterator, Iterator

import pytest
from PIL import Image, ImageChops

from breakd.art.palette import AMBER, TEAL
from breakd.core.events import Event, Snooze
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.tray.icon import Tray
from tests.desk import parts, screen, tray
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until
from tests.desktop.tray_kit import Actions
from tests.desktop.views import prompting, view
from tests.patience import until

pytestmark = pytest.mark.desk


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with Desktop() as desktop:
        desktop.x11()
        screen.move_away(desktop)
        parts.xfce4_panel(desktop)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        yield desktop


class Shown:
    """A tray on the panel."""

    def __init__(self) -> None:
        self.posted: list[Event] = []
        self.actions = Actions()
        self.link = BusLink()
        self.tray = Tray(self.link, self.posted.append, self.actions)


@pytest.fixture
async def shown(desktop: Desktop) -> AsyncIterator[Shown]:
    shown = Shown()
    shown.tray.show(view())
    shown.link.start()
    yield shown
    await shown.link.stop()


def _find(desktop: Desktop, colour: tuple[int, int, int]) -> screen.Place | None:
    """The middle of what has nearly this colour on the panel, whatever its scaling made of it."""
    panel = screen.shot(desktop).crop((0, tray.BOTTOM, 1280, 800))
    far = ImageChops.difference(panel, Image.new("RGB", panel.size, colour))
    red, green, blue = far.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    box = most.point([255] * 24 + [0] * 232).getbbox()
    return box and ((box[0] + box[2]) // 2, tray.BOTTOM + (box[1] + box[3]) // 2)


def _wait_for(desktop: Desktop, colour: tuple[int, int, int]) -> screen.Place:
    place = wait_until(lambda: _find(desktop, colour), f"an icon in {colour}")
    assert place is not None
    return place


async def test_the_icon_is_seen_and_its_menu_clicked(desktop: Desktop, shown: Shown) -> None:
    await to_thread(_wait_for, desktop, TEAL)
    shown.tray.show(prompting())
    icon = await to_thread(_wait_for, desktop, AMBER)
    await to_thread(_click_snooze, desktop, icon)
    await until(lambda: shown.posted)
    assert shown.posted == [Snooze(600.0)]
    assert shown.actions.asked.count("activate") == 1


def _click_snooze(desktop: Desktop, icon: screen.Place) -> None:
    """Click the icon, then with the other button, then Snooze, then the second choice."""
    bus = desktop.bus()
    rows = tray.rows(bus, tray.wait_for_icon(bus))
    screen.click(desktop, icon)
    screen.move_away(desktop)  # or xdotool would wait for the pointer to move
    screen.click(desktop, icon, 3)
    screen.click_nth(desktop, tray.number(rows, "Snooze"))
    screen.click_nth(desktop, 2)
