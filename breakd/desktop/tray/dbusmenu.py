"""Serves a menu over com.canonical.dbusmenu, version 3.

The protocol is described in libdbusmenu's `libdbusmenu-glib/dbus-menu.xml`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from breakd.desktop.dbus.bus import Bus, BusError, Method
from breakd.desktop.tray.menu import Choice, Item

PATH = "/MenuBar"
INTERFACE = "com.canonical.dbusmenu"
INVALID = "org.freedesktop.DBus.Error.InvalidArgs"

Values = dict[str, tuple[str, Any]]
Layout = tuple[int, Values, list[tuple[str, Any]]]

_DEFAULTS: Values = {"visible": ("b", True), "enabled": ("b", True), "type": ("s", "standard")}


class DBusMenu:
    """The menu as a host sees it; `choose` is called with what the user clicks."""

    def __init__(self, choose: Callable[[Choice], None]) -> None:
        self._choose = choose
        self._bus: Bus | None = None
        self._revision = 1
        self._root = Item(0)
        self._by_id: dict[int, Item] = {0: self._root}

    def up(self, bus: Bus) -> None:
        """Serve it on this connection from now on."""
        self._bus = bus
        methods = {
            "GetLayout": Method("iias", "u(ia{sv}av)", self._get_layout),
            "GetGroupProperties": Method("aias", "a(ia{sv})", self._get_group),
            "GetProperty": Method("is", "v", self._get_property),
            "Event": Method("isvu", "", self._event),
            "EventGroup": Method("a(isvu)", "ai", self._event_group),
            "AboutToShow": Method("i", "b", lambda _id: (False,)),
            "AboutToShowGroup": Method("ai", "aiai", self._about_group),
        }
        signals = {
            "ItemsPropertiesUpdated": "a(ia{sv})a(ias)",
            "LayoutUpdated": "ui",
            "ItemActivationRequested": "iu",
        }
        bus.export(PATH, INTERFACE, methods, self._properties, signals)

    def down(self) -> None:
        """The connection has ended."""
        self._bus = None

    def show(self, items: tuple[Item, ...]) -> None:
        """Offer these lines instead; hosts hear of what really changed, and of nothing else."""
        root = Item(0, children=items)
        if root == self._root:
            return
        old, self._root = self._by_id, root
        self._by_id = {item.id: item for item in _all(root)}
        if _shape(old[0]) != _shape(root):
            self._revision += 1
            self._emit("LayoutUpdated", "ui", self._revision, 0)
            return
        changes = ((item.id, _changes(old[item.id], item)) for item in _all(root))
        changed = [(number, values) for number, values in changes if values]
        if changed:
            self._emit("ItemsPropertiesUpdated", "a(ia{sv})a(ias)", changed, [])

    def _emit(self, member: str, signature: str, *args: Any) -> None:
        if self._bus is not None:
            self._bus.emit(PATH, INTERFACE, member, signature, *args)

    def _properties(self) -> Values:
        return {
            "Version": ("u", 3),
            "TextDirection": ("s", "ltr"),
            "Status": ("s", "normal"),
            "IconThemePath": ("as", []),
        }

    # --- what hosts ask for ----------------------------------------------------------------------

    def _item(self, number: int) -> Item:
        if number not in self._by_id:
            raise BusError(f"no menu item {number}", INVALID)
        return self._by_id[number]

    def _get_layout(self, parent: int, depth: int, names: list[str]) -> tuple[int, Layout]:
        return self._revision, _layout(self._item(parent), depth, names)

    def _get_group(self, ids: list[int], names: list[str]) -> tuple[list[tuple[int, Values]]]:
        wanted = ids or list(self._by_id)
        known = [self._by_id[number] for number in wanted if number in self._by_id]
        return ([(item.id, _wanted(item, names)) for item in known],)

    def _get_property(self, number: int, name: str) -> tuple[tuple[str, Any]]:
        values = _DEFAULTS | _values(self._item(number))
        if name not in values:
            raise BusError(f"menu item {number} has no {name}", INVALID)
        return (values[name],)

    def _event(self, number: int, what: str, _data: object, _when: int) -> None:
        item = self._item(number)
        if what == "clicked" and item.choice is not None and item.visible and item.enabled:
            self._choose(item.choice)

    def _event_group(self, events: list[tuple[int, str, object, int]]) -> tuple[list[int]]:
        unknown = [event[0] for event in events if event[0] not in self._by_id]
        for event in events:
            if event[0] in self._by_id:
                self._event(*event)
        return (unknown,)

    def _about_group(self, ids: list[int]) -> tuple[list[int], list[int]]:
        return [], [number for number in ids if number not in self._by_id]


def _all(item: Item) -> Iterator[Item]:
    yield item
    for child in item.children:
        yield from _all(child)


def _shape(item: Item) -> tuple[int, tuple[Any, ...]]:
    return item.id, tuple(_shape(child) for child in item.children)


def _values(item: Item) -> Values:
    """An item's properties, without those that have their default value."""
    values: Values = {}
    if item.label:
        values["label"] = ("s", item.label.replace("_", "__"))  # one would mark an access key
    elif item.id:
        values["type"] = ("s", "separator")
    if item.children:
        values["children-display"] = ("s", "submenu")
    if not item.enabled:
        values["enabled"] = ("b", False)
    if not item.visible:
        values["visible"] = ("b", False)
    return values


def _wanted(item: Item, names: Iterable[str]) -> Values:
    values = _values(item)
    return {name: values[name] for name in names if name in values} if names else values


def _changes(old: Item, new: Item) -> Values:
    before, after = _DEFAULTS | _values(old), _DEFAULTS | _values(new)
    return {name: value for name, value in after.items() if before.get(name) != value}


def _layout(item: Item, depth: int, names: list[str]) -> Layout:
    """The item and what is under it, `depth` levels down; -1 means all."""
    deeper = item.children if depth else ()
    children = [("(ia{sv}av)", _layout(child, depth - 1, names)) for child in deeper]
    return item.id, _wanted(item, names), children
