"""A notification server that does what it is told, on a real bus.

It stands for the servers out there, whose ways differ: see `test_notify_signals.py`.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from breakd.desktop.dbus.bus import Bus, Method
from tests.patience import PATIENCE_S

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
EVERYTHING = ("actions", "body", "body-markup")
DBUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


@dataclass(frozen=True)
class Note:
    """One Notify call."""

    id: int
    replaces: int
    title: str
    body: str
    actions: list[str]
    hints: dict[str, tuple[str, Any]]
    expire: int


class ScriptedServer:
    """Owns the service's name; counts ids from `first`."""

    def __init__(
        self,
        name: str = "scripted",
        abilities: tuple[str, ...] = EVERYTHING,
        first: int = 1,
        version: str = "1.0",
    ) -> None:
        self.name = name
        self.version = version
        self.abilities = abilities
        self.notes: list[Note] = []
        self.closed: list[int] = []
        self.on_notify: list[tuple[str, object]] = []  # signals sent before the next reply
        self.called = asyncio.Event()
        self.properties: Callable[[], dict[str, tuple[str, Any]]] = dict
        self._next = first
        self._bus: Bus | None = None

    @property
    def bus(self) -> Bus:
        assert self._bus is not None
        return self._bus

    async def start(self) -> None:
        """Appear on the bus."""
        self._bus = await Bus.connect()
        methods = {
            "Notify": Method("susssasa{sv}i", "u", self._notify),
            "CloseNotification": Method("u", "", self._close),
            "GetCapabilities": Method("", "as", lambda: (list(self.abilities),)),
            "GetServerInformation": Method(
                "", "ssss", lambda: (self.name, "test", self.version, "1.2")
            ),
        }
        self._bus.export(PATH, NAME, methods, self.properties)
        assert await self._bus.own(NAME)

    async def stop(self) -> None:
        """Vanish."""
        if self._bus is not None:
            await self._bus.close()

    def freeze(self) -> None:
        """Hear nothing any more, as a stopped process does."""
        assert self.bus._wire.transport is not None
        self.bus._wire.transport.pause_reading()

    def thaw(self) -> None:
        """Hear everything that was said meanwhile."""
        assert self.bus._wire.transport is not None
        self.bus._wire.transport.resume_reading()

    def act(self, number: int, key: str) -> None:
        """Somebody pressed a button."""
        self.bus.emit(PATH, NAME, "ActionInvoked", "us", number, key)

    def gone(self, number: int, reason: int) -> None:
        """It is not on the screen any more."""
        self.bus.emit(PATH, NAME, "NotificationClosed", "uu", number, reason)

    async def sync(self) -> None:
        """What was said so far is with the bus."""
        await self.bus.call(*DBUS, "GetId")

    async def calls(self, count: int) -> list[Note]:
        """Wait for so many Notify calls in all."""
        async with asyncio.timeout(PATIENCE_S):
            while len(self.notes) < count:
                self.called.clear()
                await self.called.wait()
        return self.notes

    async def closes(self, count: int) -> list[int]:
        """Wait for so many CloseNotification calls in all."""
        async with asyncio.timeout(PATIENCE_S):
            while len(self.closed) < count:
                self.called.clear()
                await self.called.wait()
        return self.closed

    def _notify(
        self,
        _app: str,
        replaces: int,
        _icon: str,
        title: str,
        body: str,
        actions: list[str],
        hints: dict[str, tuple[str, Any]],
        expire: int,
    ) -> tuple[int]:
        number = replaces or self._next
        self._next = max(self._next, number + 1)
        self.notes.append(Note(number, replaces, title, body, actions, hints, expire))
        for member, value in self.on_notify:
            signature = "us" if member == "ActionInvoked" else "uu"
            self.bus.emit(PATH, NAME, member, signature, number, value)
        self.on_notify.clear()
        self.called.set()
        return (number,)

    def _close(self, number: int) -> None:
        self.closed.append(number)
        self.gone(number, 3)
        self.called.set()
