"""The tray icon: a StatusNotifierItem with its menu.

Interface: https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/ as hosts speak it
(the names begin with org.kde).
"""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any

from breakd.core.events import Event
from breakd.core.model import Phase
from breakd.core.view import View
from breakd.desktop import pictures
from breakd.desktop.dbus.bus import Bus
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.dbus.objects import Method
from breakd.desktop.tray import menu
from breakd.desktop.tray.actions import TrayActions
from breakd.desktop.tray.dbusmenu import PATH as MENU_PATH
from breakd.desktop.tray.dbusmenu import DBusMenu
from breakd.desktop.tray.host import Host
from breakd.text.state import headline, local_now
from breakd.text.tray import TITLE

PATH = "/StatusNotifierItem"
INTERFACE = "org.kde.StatusNotifierItem"

Frame = tuple[pictures.Form, int]


class Tray:
    """Shows a view, wherever there is a panel that takes it."""

    def __init__(
        self,
        link: BusLink,
        post: Callable[[Event], None],
        actions: TrayActions,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        self._post = post
        self._actions = actions
        self._clock = clock
        self._menu = DBusMenu(self._choose)
        self._host = Host()
        self._bus: Bus | None = None
        self._frame: Frame = ("working", 0)
        self._pixmaps: list[pictures.Pixmap] = []
        self._text = ""
        self._note = ""
        self._due = False
        link.attach(self._up, self._down)

    @property
    def shown(self) -> bool:
        """Whether a panel shows the icon."""
        return self._host.shows

    def show(self, view: View) -> None:
        """Show where things stand; hosts hear of what really changed, and of nothing else."""
        said = headline(view, self._clock(), steady=True)
        if said != self._text:
            self._text = said
            self._emit("NewToolTip")
        if frame(view) != self._frame:
            self._frame, self._pixmaps = frame(view), []
            self._emit("NewIcon")
        due = self._frame[0] == "due"
        if due != self._due:
            self._due = due
            self._emit("NewAttentionIcon")
            self._emit("NewStatus", "s", self._status())
        self._menu.show(menu.items(view, said, self._note))

    def note(self, sentence: str) -> None:
        """Say this too, beside where things stand, until told otherwise; "" is nothing."""
        self._note = sentence
        self._emit("NewToolTip")

    def _emit(self, member: str, signature: str = "", *args: object) -> None:
        if self._bus is not None:
            self._bus.emit(PATH, INTERFACE, member, signature, *args)

    # --- the bus comes and goes ------------------------------------------------------------------

    async def _up(self, bus: Bus) -> None:
        self._bus = bus
        nothing = Method("ii", "", lambda _x, _y: None)
        methods = {
            "Activate": Method("ii", "", lambda _x, _y: self._actions.activate()),
            "SecondaryActivate": nothing,
            "ContextMenu": nothing,
            "Scroll": Method("is", "", lambda _delta, _orientation: None),
        }
        signals = {"NewIcon": "", "NewAttentionIcon": "", "NewToolTip": "", "NewStatus": "s"}
        bus.export(PATH, INTERFACE, methods, self._properties, signals)
        self._menu.up(bus)
        name = f"{INTERFACE}-{os.getpid()}-1"
        await self._host.up(bus, name if await bus.own(name) else bus.unique_name)

    def _down(self) -> None:
        self._bus = None
        self._menu.down()
        self._host.down()

    # --- what hosts ask for ----------------------------------------------------------------------

    def _status(self) -> str:
        return "NeedsAttention" if self._due else "Active"

    def _properties(self) -> dict[str, tuple[str, Any]]:
        if not self._pixmaps:
            self._pixmaps = pictures.ring(*self._frame)
        return {
            "Category": ("s", "ApplicationStatus"),
            "Id": ("s", "breakd"),
            "Title": ("s", TITLE),
            "Status": ("s", self._status()),
            "WindowId": ("i", 0),
            "IconThemePath": ("s", ""),
            "IconName": ("s", ""),
            "IconPixmap": ("a(iiay)", self._pixmaps),
            "OverlayIconName": ("s", ""),
            "OverlayIconPixmap": ("a(iiay)", []),
            "AttentionIconName": ("s", ""),
            "AttentionIconPixmap": ("a(iiay)", self._pixmaps if self._due else []),
            "AttentionMovieName": ("s", ""),
            "ToolTip": (
                "(sa(iiay)ss)",
                ("", [], self._text, self._note or TITLE),
            ),  # LXQt shows the first only
            "ItemIsMenu": ("b", False),
            "Menu": ("o", MENU_PATH),
        }

    def _choose(self, choice: menu.Choice) -> None:
        self._actions.acted()
        match choice:
            case "hurts":
                self._actions.hurts()
            case "settings":
                self._actions.open_settings()
            case "quit":
                self._actions.quit()
            case event:
                self._post(event)


def frame(view: View) -> Frame:
    """The form of the icon that fits a view, and how full it is."""
    step = int(view.filled * pictures.STEPS + 1e-6)
    if view.phase is Phase.ON_BREAK:
        return "on-break", 0
    if view.paused:
        return "paused", 0
    if view.phase is Phase.SNOOZED:
        return "snoozed", 0
    if view.phase is Phase.WORKING:
        return ("held" if view.held else "working"), step
    return ("waiting" if view.held else "due"), 0
