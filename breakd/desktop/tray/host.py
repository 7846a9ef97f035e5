"""The panel that draws tray icons: our icon is registered with its watcher, and again when needed.

Interface: https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
(the names begin with org.kde).
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from breakd.desktop.dbus.bus import Bus, BusError, Signal
from breakd.desktop.dbus.shapes import value_of

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
PROPERTIES = "org.freedesktop.DBus.Properties"
RETRY_S = (1.0, 5.0, 30.0)  # a watcher may own its name before it answers

log = logging.getLogger("breakd.tray")


class Host:
    """Registers whenever a watcher appears; without one it does nothing.

    `shows` tells whether the icon can be seen: a watcher has taken it, and a panel draws what that
    one has.  A watcher may be there without any panel.
    """

    def __init__(self) -> None:
        self.shows = False
        self._bus: Bus | None = None
        self._name = ""
        self._taken = False
        self._work: asyncio.Task[None] | None = None
        self._dropped = 0  # so often by the present watcher

    async def up(self, bus: Bus, name: str) -> None:
        """There is a bus, on which the icon is called `name`."""
        self._bus, self._name = bus, name
        for member, carries, heard in (
            ("StatusNotifierItemUnregistered", "s", self._unregistered),
            ("StatusNotifierHostRegistered", "", self._hosts_changed),
            ("StatusNotifierHostUnregistered", "", self._hosts_changed),
        ):
            await bus.listen(
                heard, sender=WATCHER, interface=WATCHER, member=member, carries=carries
            )
        await bus.watch_owner(WATCHER, self._watcher)

    def down(self) -> None:
        """The bus has gone."""
        self._bus = None
        self._watcher(None)

    def _watcher(self, owner: str | None) -> None:
        """The watcher has come (again), or gone."""
        self._dropped = 0
        self._stop()
        if owner is not None and self._bus is not None:
            self._start(self._bus)

    def _unregistered(self, signal: Signal) -> None:
        """An icon is off the watcher's list; if it is ours, put it back.

        GNOME's extension drops one whose properties come before it is ready for them, as happens
        while the shell is busy starting.
        """
        bus = self._bus
        (service, *_) = signal.body
        name = str(service).partition("/")[0].partition("@")[0]
        if bus is None or name not in (self._name, bus.unique_name):
            return
        self._stop()
        if self._dropped < len(RETRY_S):
            self._start(bus, RETRY_S[self._dropped])
            self._dropped += 1

    def _hosts_changed(self, _: Signal) -> None:
        """A panel has come or gone."""
        if self._bus is not None and self._taken:
            self._begin(self._look(self._bus))

    def _start(self, bus: Bus, delay: float = 0.0) -> None:
        self._begin(self._register(bus, delay))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._cancel()
        self._work = asyncio.get_running_loop().create_task(work, name="tray")

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _stop(self) -> None:
        self._cancel()
        self._taken = self.shows = False

    async def _register(self, bus: Bus, wait: float) -> None:
        await asyncio.sleep(wait)
        for delay in (*RETRY_S, None):
            try:
                member = "RegisterStatusNotifierItem"
                await bus.call(WATCHER, WATCHER_PATH, WATCHER, member, "s", self._name)
            except BusError as error:
                if delay is None or bus.lost.done():
                    log.warning("The tray does not take the icon: %s", error)
                    return
                await asyncio.sleep(delay)
            else:
                self._taken = True
                await self._look(bus)
                return

    async def _look(self, bus: Bus) -> None:
        self.shows = await drawn(bus)


async def drawn(bus: Bus) -> bool:
    """Whether a panel draws what the watcher has; one that does not say is believed to."""
    asked = (WATCHER, WATCHER_PATH, PROPERTIES, "Get", "ss", WATCHER)
    try:
        (hosted,) = await bus.call(*asked, "IsStatusNotifierHostRegistered", gives="v")
        return bool(value_of(hosted, "b"))
    except BusError:
        return True
