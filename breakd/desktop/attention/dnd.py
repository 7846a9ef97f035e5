"""Do-not-disturb, as the desktop's notification service has it."""

import asyncio
import contextlib
import logging

from breakd.core.model import Gate
from breakd.desktop.attention.dnd_sources import NAME, Source, find
from breakd.desktop.attention.probe import Capabilities, Capability, Tell
from breakd.desktop.dbus.bus import Bus, BusError
from breakd.desktop.dbus.link import BusLink
from breakd.text import attention as text

AGAIN_S = 5.0  # after a service did not answer
LOST_S = 0.1  # for the link to notice that the bus has gone

NONE: frozenset[Gate] = frozenset()

log = logging.getLogger("breakd.attention")


class DoNotDisturb:
    """A probe that finds out what kind of service is there and follows its signals.

    A signal is only a reason to ask again, so that a lost or doubled one does no harm.
    """

    gates = frozenset({Gate.DO_NOT_DISTURB})

    def __init__(self, link: BusLink) -> None:
        self._link = link
        self._connected = asyncio.Event()
        self._state: Capabilities = {"do-not-disturb": ("missing", text.NO_SERVICE)}
        self._complained = False
        link.attach(self._up, self._connected.clear)

    async def run(self, wanted: frozenset[Gate], tell: Tell) -> None:
        """See `Probe`."""
        while True:
            bus = self._link.bus
            if bus is None:
                tell(NONE)
                await self._connected.wait()
                continue
            try:
                await self._follow(bus, tell)
            except BusError as error:
                if not self._complained:
                    log.info("Do-not-disturb cannot be asked: %s", error)
                    self._complained = True
                tell(NONE)
                await asyncio.sleep(LOST_S if bus.lost.done() else AGAIN_S)

    def capabilities(self) -> Capabilities:
        """See `Probe`."""
        return self._state

    async def close(self) -> None:
        """See `Probe`."""

    async def _up(self, _: Bus) -> None:
        self._connected.set()

    async def _follow(self, bus: Bus, tell: Tell) -> None:
        """Until another service takes over, or the bus ends."""
        changed, other = asyncio.Event(), asyncio.Event()

        def owned(_: str | None) -> None:
            other.set()
            changed.set()

        def lost(_: object) -> None:
            changed.set()

        with contextlib.ExitStack() as stack:
            stack.callback(await bus.watch_owner(NAME, owned))
            other.clear()
            source = await find(bus)
            self._state = {"do-not-disturb": _capability(source)}
            for signal in source.signals if source else ():
                stack.callback(await signal.listen(bus, changed.set))
            bus.lost.add_done_callback(lost)
            stack.callback(bus.lost.remove_done_callback, lost)
            while not other.is_set() and not bus.lost.done():
                changed.clear()
                tell(self.gates if source and await source.read(bus) else NONE)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(source.every if source else None):
                        await changed.wait()


def _capability(source: Source | None) -> Capability:
    if source is None:
        return "missing", text.NO_DND
    return "works", text.dnd(source.service)
