"""The desktop on Linux: everything that hangs on the session bus, built in the order it is
needed."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from breakd import paths
from breakd.core.events import Event
from breakd.core.view import View
from breakd.desktop.dbus.bus import BusError
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.tray.actions import TrayActions
from breakd.desktop.tray.host import WATCHER, drawn
from breakd.desktop.tray.icon import Tray

if TYPE_CHECKING:
    from breakd.checks import Check
    from breakd.config.settings import Settings
    from breakd.desktop.idle.chooser import Idle
    from breakd.desktop.notify.notifier import DesktopNotifier
    from breakd.desktop.senses import Senses

DBUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
FIRST_TRY_S = 2.0  # for the session bus, before the rest starts without it
HOST_LOOKS_S = 0.05  # the panel asks for the icon, before imports keep us from answering


class Desktop:
    """One connection to the session bus, and what uses it.  Without `actions` there is no icon."""

    def __init__(self, post: Callable[[Event], None], actions: TrayActions | None) -> None:
        self._post = post
        self._link = BusLink("SESSION")
        self._tray = Tray(self._link, post, actions) if actions is not None else None

    @property
    def has_icon(self) -> bool:
        """Whether there is a panel that shows our icon."""
        return self._tray is not None and self._tray.shown

    async def start(self) -> None:
        """Connect.  The icon comes up, an empty ring for now: what fills it is imported later."""
        self._link.start()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._link.tried.wait(), FIRST_TRY_S)
        await asyncio.sleep(HOST_LOOKS_S)

    def notifier(self, ring: Callable[[], None] | None = None) -> "DesktopNotifier":
        """What shows notifications; `ring` is the sound of those that should make one where
        notifications are mute."""
        from breakd.desktop.notify.left import Left
        from breakd.desktop.notify.notifier import DesktopNotifier

        # A demo must not take down what the breakd that runs beside it shows.
        left = Left(paths.runtime_dir() / "shown.json") if self._tray is not None else None
        return DesktopNotifier(self._link, self._post, left=left, ring=ring)

    def senses(self, settings: "Settings") -> "Senses":
        """What tells about the user."""
        from breakd.desktop.senses import Senses

        return Senses(self._post, self._link, settings)

    def hands(self, post: Callable[[Event], None], seconds: float) -> "Idle":
        """What posts GateClosed once nobody has touched anything for so long."""
        from breakd.desktop.idle.chooser import Idle

        return Idle(post, self._link, None, seconds)  # logind does not know of single inputs

    async def ready(self) -> None:
        """Wait until everything built so far knows what the desktop offers."""
        await self._link.caught_up()

    def show(self, view: View) -> None:
        """Let the tray show it."""
        if self._tray is not None:
            self._tray.show(view)

    def note(self, sentence: str) -> None:
        """Let the tray say this too; "" is nothing."""
        if self._tray is not None:
            self._tray.note(sentence)

    async def report(self, *, embedded: bool = False) -> "list[Check]":
        """What this desktop offers, beside notifications.  `embedded`: an icon of the older kind
        is up."""
        from breakd.desktop import report

        return [
            report.bus(self._link.bus is not None),
            report.tray(await self._has_host(), embedded=embedded),
        ]

    async def _has_host(self) -> bool:
        """Whether there is a panel that would show an icon."""
        if self._tray is not None or self._link.bus is None:
            return self.has_icon
        try:
            (has_owner,) = await self._link.bus.call(*DBUS, "NameHasOwner", "s", WATCHER)
        except BusError:
            return False
        return bool(has_owner) and await drawn(self._link.bus)

    async def stop(self) -> None:
        """Leave the bus."""
        await self._link.stop()
