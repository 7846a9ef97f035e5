"""D-Bus services that tell idle time, played on a real bus by scripts.

They stand for Mutter (GNOME 43's was watched for how it behaves), KDE's screen locker and logind.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from breakd.desktop.dbus.bus import Bus, BusError, Method

PROPERTIES = "org.freedesktop.DBus.Properties"
DBUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class Scripted:
    """A service on the session bus that comes and goes."""

    name = ""

    def __init__(self) -> None:
        self._bus: Bus | None = None

    @property
    def bus(self) -> Bus:
        assert self._bus is not None
        return self._bus

    async def start(self) -> None:
        """Appear on the bus."""
        self._bus = await Bus.connect()
        self.export()
        assert await self._bus.own(self.name)

    def export(self) -> None:
        """Offer what the service has."""

    async def stop(self) -> None:
        """Vanish."""
        if self._bus is not None:
            await self._bus.close()
            self._bus = None

    async def sync(self) -> None:
        """What was said so far is with the bus."""
        await self.bus.call(*DBUS, "GetId")


class ScriptedMutter(Scripted):
    """Knows the idle time, in seconds, that a test has set; the test fires the watches, too."""

    def __init__(self, name: str = "org.gnome.Mutter.IdleMonitor") -> None:
        super().__init__()
        self.name = name
        self.path = "/" + name.replace(".", "/") + "/Core"
        self.idle = 0.0
        self.asked = 0
        self.watches: dict[int, int] = {}  # id -> milliseconds; 0: for activity
        self.before_watch: Callable[[], None] = lambda: None
        self._last = 0

    def export(self) -> None:
        self.bus.export(
            self.path,
            self.name,
            {
                "GetIdletime": Method("", "t", self._get),
                "AddIdleWatch": Method("t", "u", self._add),
                "AddUserActiveWatch": Method("", "u", lambda: self._add(0)),
                "RemoveWatch": Method("u", "", self._remove),
            },
        )

    async def reach(self, idle: float) -> None:
        """Time passes: nobody has touched anything for so long."""
        self.idle = idle
        for number, milliseconds in list(self.watches.items()):
            if 0 < milliseconds <= idle * 1000:
                self.fire(number)
        await self.sync()

    async def touch(self) -> None:
        """Somebody is back."""
        self.touched()
        await self.sync()

    def touched(self) -> None:
        self.idle = 0.0
        for number, milliseconds in list(self.watches.items()):
            if milliseconds == 0:
                del self.watches[number]  # such a watch fires once
                self.fire(number)

    def fire(self, number: int) -> None:
        """Emit a watch's signal."""
        self.bus.emit(self.path, self.name, "WatchFired", "u", number)

    def _get(self) -> tuple[int]:
        self.asked += 1
        return (round(self.idle * 1000),)

    def _add(self, milliseconds: int) -> tuple[int]:
        self.before_watch()
        self._last += 1
        self.watches[self._last] = milliseconds
        return (self._last,)

    def _remove(self, number: int) -> None:
        self.watches.pop(number, None)


class ScriptedSessionManager(Scripted):
    """GNOME's, as far as it says what is inhibited."""

    name = "org.gnome.SessionManager"
    path = "/org/gnome/SessionManager"

    def __init__(self) -> None:
        super().__init__()
        self.inhibited = 0

    def export(self) -> None:
        self.bus.export(
            self.path, self.name, {}, lambda: {"InhibitedActions": ("u", self.inhibited)}
        )

    async def inhibit(self, flags: int) -> None:
        """A program wants this not to happen; 8: the session does not become idle."""
        self.inhibited = flags
        changed = {"InhibitedActions": ("u", flags)}
        self.bus.emit(
            self.path, PROPERTIES, "PropertiesChanged", "sa{sv}as", self.name, changed, []
        )
        await self.sync()


class ScriptedScreenSaver(Scripted):
    """KDE's on X11, which answers in milliseconds."""

    name = "org.freedesktop.ScreenSaver"

    def __init__(self) -> None:
        super().__init__()
        self.idle = 0.0
        self.asked = 0
        self.broken = False

    def export(self) -> None:
        methods = {"GetSessionIdleTime": Method("", "u", self._get)}
        self.bus.export("/org/freedesktop/ScreenSaver", self.name, methods)

    def _get(self) -> tuple[int]:
        self.asked += 1
        if self.broken:
            raise BusError("not here", "org.freedesktop.DBus.Error.NotSupported")
        return (round(self.idle * 1000),)


class ScriptedLogind(Scripted):
    """logind with one session, "7"; on the bus that a test has."""

    name = "org.freedesktop.login1"
    path = "/org/freedesktop/login1/session/_37"
    interface = "org.freedesktop.login1.Session"

    def __init__(self) -> None:
        super().__init__()
        self.properties: dict[str, tuple[str, Any]] = {
            "Class": ("s", "user"),
            "State": ("s", "active"),
            "IdleHint": ("b", False),
            "IdleSinceHintMonotonic": ("t", 0),
        }

    def export(self) -> None:
        manager = {"GetSession": Method("s", "o", self._session)}
        self.bus.export("/org/freedesktop/login1", "org.freedesktop.login1.Manager", manager)
        self.bus.export(self.path, self.interface, {}, lambda: self.properties)

    def _session(self, name: str) -> tuple[str]:
        if name != "7":
            raise BusError("no such session", "org.freedesktop.login1.NoSuchSession")
        return (self.path,)

    async def hint(self, idle: bool, since: float = 0.0) -> None:
        """The desktop sets the hint, valid since then on the monotonic clock."""
        self.properties["IdleHint"] = ("b", idle)
        self.properties["IdleSinceHintMonotonic"] = ("t", round(since * 1e6))
        await self.changed()

    async def changed(self) -> None:
        """Tell that the hint has changed."""
        invalid = ["IdleHint", "IdleSinceHint"]
        signal = (self.path, PROPERTIES, "PropertiesChanged", "sa{sv}as")
        self.bus.emit(*signal, self.interface, {}, invalid)
        await self.sync()


async def settled(bus: Bus) -> None:
    """What the bus has sent this connection so far has been handled, and what that led to."""
    for _ in range(5):
        await bus.call(*DBUS, "GetId")
        await asyncio.sleep(0)
