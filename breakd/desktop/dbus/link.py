"""Keeps one connection to a bus alive, and tells its users when it comes and goes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from breakd.desktop.dbus.bus import Bus, BusError, BusGone, BusTimeout

log = logging.getLogger("breakd.bus")

Up = Callable[[Bus], Awaitable[None]]
Down = Callable[[], None]


class BusLink:
    """Connects again, after 1 to 60 s, whenever the connection ends or cannot be made.

    Each user attached gets `await up(bus)` with every new connection and `down()` at its end, so
    that it builds everything afresh; a bus that takes too long to answer one of them is connected
    to anew.  `tried` is set once the first attempt is over: then either `bus` is a connection on
    which every `up` has run, or there is none for now.
    """

    def __init__(
        self, which: str = "SESSION", *, first: float = 1.0, longest: float = 60.0
    ) -> None:
        self.bus: Bus | None = None
        self.tried = asyncio.Event()
        self._which = which
        self._first = first
        self._longest = longest
        self._users: list[tuple[Up, Down]] = []
        self._task: asyncio.Task[None] | None = None
        self._told = False
        self._late: set[asyncio.Task[None]] = set()

    def attach(self, up: Up, down: Down) -> None:
        """Add a user.  While there is a connection, its `up` runs from now on: see `caught_up`."""
        self._users.append((up, down))
        if self.bus is not None:
            self._late.add(asyncio.get_running_loop().create_task(_up(up, self.bus)))

    async def caught_up(self) -> None:
        """Wait for the `up` of everyone who was attached to a connection already made."""
        await asyncio.gather(*self._late, return_exceptions=True)
        self._late.clear()

    def start(self) -> None:
        """Begin to connect."""
        self._task = asyncio.get_running_loop().create_task(self._run(), name="bus-link")

    async def stop(self) -> None:
        """Close the connection; `down` is called as at any other end."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        delay = self._first
        while True:
            began = loop.time()
            await self._once()
            # A bus that drops us again and again is asked less and less often.
            delay = self._first if loop.time() - began >= self._longest else delay
            await asyncio.sleep(delay)
            delay = min(delay * 2, self._longest)

    async def _once(self) -> None:
        """One connection, from its making to its end."""
        try:
            bus = await Bus.connect(self._which)
        except BusGone as error:
            if not self._told:
                log.warning(
                    "No connection to the %s bus (%s); breakd keeps trying",
                    self._which.lower(),
                    error,
                )
                self._told = True
            self.tried.set()
            return
        if self._told:
            log.info("Connected to the %s bus", self._which.lower())
            self._told = False
        self.bus = bus
        ups = [asyncio.ensure_future(_up(up, bus)) for up, _ in self._users]
        try:
            await asyncio.gather(*ups)
            self.tried.set()
            await asyncio.shield(bus.lost)
            log.warning("The connection to the %s bus ended", self._which.lower())
        finally:
            for one in (*ups, *self._late):
                one.cancel()
            self.bus = None
            for _, down in self._users:
                _down(down)
            await bus.close()
            self.tried.set()


async def _up(up: Up, bus: Bus) -> None:
    try:
        await up(bus)
    except BusTimeout as error:
        # It is the bus itself that an `up` waits for.  Half set up, a user would stay silent for as
        # long as the connection lasts.
        log.warning("The message bus is slow: %s", error)
        bus.abort()
    except BusError as error:
        log.warning("A desktop service could not be set up: %s", error)
    except Exception:
        log.exception("A desktop service could not be set up")


def _down(down: Down) -> None:
    try:
        down()
    except Exception:
        log.exception("A desktop service could not be taken down")
