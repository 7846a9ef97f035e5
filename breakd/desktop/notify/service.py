"""The desktop's notification service: who it is, what it can do, and its two methods."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from breakd.card import Card
from breakd.desktop.dbus.bus import Bus, BusError, BusGone, BusTimeout, Signal
from breakd.desktop.dbus.shapes import INTEGERS, uint32
from breakd.desktop.notify.left import Left
from breakd.desktop.notify.message import SIGNATURE, Arguments, Server, arguments

log = logging.getLogger("breakd.notify")

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
DBUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
TIMEOUT_S = 5.0


class Service:
    """The service on the present bus.

    `on_signal(sender, id, member, value)` gets the signals of its owner only; `on_owner()` is
    called whenever another process has taken its place, or none.
    """

    def __init__(
        self,
        on_signal: Callable[[str, int, str, object], None],
        on_owner: Callable[[], None],
        timeout: float = TIMEOUT_S,
        left: Left | None = None,
    ) -> None:
        self.owner: str | None = None
        self.server: Server | None = None
        self.startable = False
        self._bus: Bus | None = None
        self._on_signal = on_signal
        self._on_owner = on_owner
        self._timeout = timeout
        self._left = left or Left(None)

    async def up(self, bus: Bus) -> None:
        """A new connection: follow the service's owner and signals, and get to know it."""
        self._bus = bus
        for member in ("ActionInvoked", "NotificationClosed"):
            await bus.listen(self._heard, sender=NAME, path=PATH, interface=NAME, member=member)
        (bus_id,) = await bus.call(*DBUS, "GetId")
        left = self._left.on(bus_id)
        await bus.watch_owner(NAME, self._owned)
        for shown in left:
            self.close(shown)
        (names,) = await bus.call(*DBUS, "ListActivatableNames")
        self.startable = NAME in names
        if self.owner is not None:
            try:
                await self.known()
            except BusTimeout as error:
                log.warning("The notification service is slow: %s", error)
        elif not self.startable:
            log.warning("No notification service is running on this desktop yet")

    def down(self) -> None:
        """The connection has ended."""
        self._bus = None
        self.startable = False
        self._owned(None)

    async def known(self) -> tuple[str, Server]:
        """The owner and what it can do; starts the service where it can be started."""
        bus = self._connected()
        if self.owner is None:
            try:
                await bus.call(*DBUS, "StartServiceByName", "su", NAME, 0, timeout=self._timeout)
            except BusError:
                if self.owner is None:  # else it has only just appeared
                    raise
        owner = self.owner
        if owner is None:
            raise BusError("the notification service has not started")
        if self.server is not None:
            return owner, self.server
        (abilities,), (name, _vendor, version, _spec) = await asyncio.gather(
            bus.call(owner, PATH, NAME, "GetCapabilities", timeout=self._timeout, gives="as"),
            bus.call(
                owner, PATH, NAME, "GetServerInformation", timeout=self._timeout, gives="ssss"
            ),
        )
        server = Server(name, version, frozenset(abilities))
        if owner == self.owner:
            self.server = server
            log.info("Notifications are shown by %s %s", name, version)
        return owner, server

    async def notify(
        self, card: Card, *, replaces: "tuple[str, int] | None", stays: bool, brief: bool
    ) -> tuple[str, int]:
        """Show a card; returns (owner, id).  BusError when that fails.

        `replaces` is what an earlier call returned.  A notification that a server puts up only
        after the time-out is taken down again.
        """
        owner, server = await self.known()
        bus = self._connected()
        old = replaces[1] if replaces is not None and replaces[0] == owner else 0
        (number,) = await bus.call(
            owner,
            PATH,
            NAME,
            "Notify",
            SIGNATURE,
            *arguments(card, server, replaces=old, stays=stays, brief=brief),
            timeout=self._timeout,
            late=lambda reply: self._came_late(owner, reply[0]),
            gives=INTEGERS,
        )
        shown = owner, uint32(number)
        self._left.shown(shown)
        return shown

    def close(self, shown: tuple[str, int]) -> None:
        """Take a notification down, if its server still lives."""
        owner, number = shown
        if self._bus is not None and owner == self.owner:
            if self.server is not None and self.server.leaves_bubbles:
                at_once: Arguments = ("breakd", number, "", " ", "", [], {}, 1)
                self._bus.send(owner, PATH, NAME, "Notify", SIGNATURE, *at_once)
            self._bus.send(owner, PATH, NAME, "CloseNotification", "u", number)
        self._left.gone(shown)  # only now: whoever is killed in between leaves nothing behind

    def _came_late(self, owner: str, number: int) -> None:
        with contextlib.suppress(BusError):
            self.close((owner, uint32(number)))

    def _connected(self) -> Bus:
        if self._bus is None:
            raise BusGone("there is no session bus")
        return self._bus

    def _heard(self, signal: Signal) -> None:
        match signal.body:
            case (int(number), value, *_):
                if signal.member == "NotificationClosed":
                    self._left.gone((signal.sender, number))
                self._on_signal(signal.sender, number, signal.member, value)
            case _:
                log.debug("%s came without its arguments", signal.member)

    def _owned(self, owner: str | None) -> None:
        if owner != self.owner:
            self.owner = owner
            self.server = None
            self._on_owner()
