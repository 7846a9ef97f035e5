"""The tray: which icons a host shows, where, and which rows their menus have."""

from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress

from tests.desk import screen
from tests.desk.bus import WATCHER, Bus, BusError
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until

BOTTOM = 768  # below it lies the panel


@dataclass(frozen=True)
class Row:
    """A visible row of a menu; a separator has no label."""

    label: str
    children: tuple["Row", ...] = ()
    enabled: bool = True


def items(bus: Bus) -> list[str]:
    """The icons that are registered, as their host names them."""
    try:
        return list(bus.get(WATCHER, "RegisteredStatusNotifierItems"))
    except BusError:
        return []


def wait_for_icon(bus: Bus) -> str:
    """The one icon, once there is one."""
    (item,) = wait_until(lambda: items(bus), "an icon in the tray")
    return item


def rows(bus: Bus, item: str) -> tuple[Row, ...]:
    """The visible rows of an icon's menu, as a host reads them."""
    owner, _slash, path = item.partition("/")
    icon = DBusAddress("/" + (path or "StatusNotifierItem"), owner, "org.kde.StatusNotifierItem")
    menu = DBusAddress(bus.get(icon, "Menu"), owner, "com.canonical.dbusmenu")
    _revision, layout = bus.call(menu, "GetLayout", "iias", (0, -1, []))
    return _row(layout).children


def number(of: tuple[Row, ...], label: str) -> int:
    """Which row (from 1) begins with this label."""
    return next(n for n, row in enumerate(of, 1) if row.label.startswith(label))


def _row(layout: Any) -> Row:
    _number, properties, children = layout
    shown = [child for _, child in children if child[1].get("visible", ("b", True))[1]]
    enabled = bool(properties.get("enabled", ("b", True))[1])
    return Row(properties.get("label", ("s", ""))[1], tuple(map(_row, shown)), enabled)


def place(desktop: Desktop, empty: Any) -> screen.Place:
    """Where the icon is drawn; `empty` is a picture of the screen without it."""
    box = wait_until(
        lambda: screen.changed(_panel(empty), _panel(screen.shot(desktop))), "an icon on the panel"
    )
    assert box is not None
    return (box[0] + box[2]) // 2, BOTTOM + (box[1] + box[3]) // 2


def _panel(image: Any) -> Any:
    return image.crop((0, BOTTOM, *image.size))
