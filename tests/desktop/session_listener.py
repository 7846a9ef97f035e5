"""What the tests of the session share: a screen saver, and somebody who hears all events."""

import asyncio
from collections.abc import Callable

from breakd.core.events import Event, GateClosed, GateOpened
from breakd.core.model import Gate
from breakd.desktop.dbus.bus import Bus, Method
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.session.gates import Session
from tests.desktop.logind_mock import MockLogind
from tests.patience import PATIENCE_S

LOCKED, UNLOCKED = GateClosed(Gate.LOCKED), GateOpened(Gate.LOCKED)
ASLEEP, AWAKE = GateClosed(Gate.SUSPENDED), GateOpened(Gate.SUSPENDED)
SWITCHED, BACK = GateClosed(Gate.SWITCHED), GateOpened(Gate.SWITCHED)


class Saver:
    """A screen saver under any of the names."""

    def __init__(self, name: str, *, active: bool = False, tells: bool = True) -> None:
        self.name = name
        self.path = "/" + name.replace(".", "/")
        self.active = active
        self._tells = tells
        self._bus: Bus | None = None

    @property
    def bus(self) -> Bus:
        assert self._bus is not None
        return self._bus

    async def start(self, path: str | None = None) -> None:
        self._bus = await Bus.connect()
        if self._tells:
            methods = {"GetActive": Method("", "b", lambda: (self.active,))}
            self._bus.export(path or self.path, self.name, methods)
        assert await self._bus.own(self.name)

    def set(self, active: bool) -> None:
        self.active = active
        self.bus.emit(self.path, self.name, "ActiveChanged", "b", active)

    async def stop(self) -> None:
        if self._bus is not None:
            await self._bus.close()


class Listener:
    """A session with all that it has posted; `during` is called within each post."""

    def __init__(self, during: Callable[[], object] = int) -> None:
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self.user_bus = BusLink("SESSION", first=0.01, longest=0.02)
        self.system_bus = BusLink("SYSTEM", first=0.01, longest=0.02)
        self._during = during
        self.session = Session(self._post, self.user_bus, self.system_bus)

    def _post(self, event: Event) -> None:
        self._during()
        self.events.put_nowait(event)

    async def start(self) -> None:
        self.user_bus.start()
        self.system_bus.start()
        await self.user_bus.tried.wait()
        await self.system_bus.tried.wait()

    async def stop(self) -> None:
        self.session.stop()
        await self.user_bus.stop()
        await self.system_bus.stop()

    async def hears(self, *expected: Event) -> None:
        """These are posted, in this order, and nothing else so far."""
        async with asyncio.timeout(PATIENCE_S):
            heard = [await self.events.get() for _ in expected]
        assert heard == list(expected)
        assert self.events.empty()


async def until_held(logind: MockLogind) -> list[tuple[object, ...]]:
    """What holds sleep back, once something does."""
    async with asyncio.timeout(PATIENCE_S):
        while not (found := await logind.inhibitors()):
            await breath()
    return found


async def breath() -> None:
    """The mock closes its copy of a descriptor only when it has nothing else to do."""
    await asyncio.sleep(0.01)
