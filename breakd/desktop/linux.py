"""The desktop on Linux: everything that hangs on the session bus, built in the order it is
needed."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from breakd.core.model import Event
from breakd.core.view import View
from breakd.desktop.actions import TrayActions
from breakd.desktop.bus_link import BusLink
from breakd.desktop.tray import Tray

if TYPE_CHECKING:
    from breakd.desktop.notify import DesktopNotifier

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
        return self._tray is not None and self._tray.has_watcher

    async def start(self) -> None:
        """Connect.  The icon comes up, an empty ring for now: what fills it is imported later."""
        self._link.start()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._link.tried.wait(), FIRST_TRY_S)
        await asyncio.sleep(HOST_LOOKS_S)

    def notifier(self) -> "DesktopNotifier":
        """What shows notifications."""
        from breakd.desktop.notify import DesktopNotifier

        return DesktopNotifier(self._link, self._post)

    async def ready(self) -> None:
        """Wait until everything built so far knows what the desktop offers."""
        await self._link.caught_up()

    def show(self, view: View) -> None:
        """Let the tray show it."""
        if self._tray is not None:
            self._tray.show(view)

    async def stop(self) -> None:
        """Leave the bus."""
        await self._link.stop()
