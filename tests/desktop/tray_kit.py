"""The tray's icon, and the panels that it finds."""

from datetime import UTC, datetime
from typing import Any

from breakd.core.events import Event
from breakd.desktop.dbus.bus import Bus, BusError, Method, Signal
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.tray.host import WATCHER, WATCHER_PATH
from breakd.desktop.tray.icon import INTERFACE, PATH, Tray
from tests.desktop.views import WALL
from tests.patience import until

PROPERTIES = "org.freedesktop.DBus.Properties"


class Actions:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def activate(self) -> None:
        self.asked.append("activate")

    def acted(self) -> None:
        self.asked.append("acted")

    def hurts(self) -> None:
        self.asked.append("hurts")

    def open_settings(self) -> None:
        self.asked.append("settings")

    def quit(self) -> None:
        self.asked.append("quit")


class Watcher:
    """A tray host; the first `failures` registrations are refused, the first `drops` of the others
    taken back before they are answered."""

    def __init__(self, bus: Bus, failures: int = 0, drops: int = 0) -> None:
        self.bus = bus
        self.items: list[str] = []
        self.refused = 0
        self.heard: list[Signal] = []
        self._failures = failures
        self._drops = drops
        self._hosted: bool | None = None  # what it says of panels; None: nothing

    @classmethod
    async def start(
        cls, failures: int = 0, drops: int = 0, *, hosted: bool | None = None
    ) -> "Watcher":
        watcher = cls(await Bus.connect(), failures, drops)
        watcher._hosted = hosted
        methods = {"RegisterStatusNotifierItem": Method("s", "", watcher._register)}
        watcher.bus.export(WATCHER_PATH, WATCHER, methods, watcher._properties)
        for member in ("NewIcon", "NewToolTip", "NewStatus", "NewAttentionIcon"):
            await watcher.bus.listen(
                watcher.heard.append, interface=INTERFACE, member=member, path=PATH
            )
        assert await watcher.bus.own(WATCHER)
        return watcher

    def _register(self, name: str) -> None:
        if self.refused < self._failures:
            self.refused += 1
            raise BusError("not yet", "org.example.NotYet")
        self.items.append(name)
        if len(self.items) <= self._drops:
            self.drop(name)

    def _properties(self) -> dict[str, tuple[str, Any]]:
        if self._hosted is None:
            return {}
        return {"IsStatusNotifierHostRegistered": ("b", self._hosted)}

    def hosts(self, hosted: bool) -> None:
        """A panel comes or goes."""
        self._hosted = hosted
        said = "StatusNotifierHostRegistered" if hosted else "StatusNotifierHostUnregistered"
        self.bus.emit(WATCHER_PATH, WATCHER, said, "")

    def drop(self, name: str) -> None:
        """Say that this item is not on the list any more."""
        self.bus.emit(WATCHER_PATH, WATCHER, "StatusNotifierItemUnregistered", "s", name)

    async def call(self, interface: str, member: str, signature: str = "", *args: Any) -> Any:
        await until(lambda: self.items)
        return await self.bus.call(self.items[-1], PATH, interface, member, signature, *args)

    async def get(self, name: str) -> Any:
        ((_, value),) = await self.call(PROPERTIES, "Get", "ss", INTERFACE, name)
        return value

    async def news(self) -> list[str]:
        """The signals since the last time."""
        await self.call("org.freedesktop.DBus.Peer", "Ping")
        news = [signal.member for signal in self.heard]
        self.heard.clear()
        return news


async def registered(watcher: Watcher, count: int) -> None:
    """That many items have registered."""
    await until(lambda: len(watcher.items) >= count)


class Icon:
    """The icon on a bus, and what it posts."""

    def __init__(self) -> None:
        self.posted: list[Event] = []
        self.actions = Actions()
        self.link = BusLink(first=0.01)
        self.tray = Tray(
            self.link, self.posted.append, self.actions, lambda: datetime.fromtimestamp(WALL, UTC)
        )
