"""Screen savers and lockers that say on the session bus when they cover the screen.

They all speak as KDE's and GNOME's: `ActiveChanged(b)`, `GetActive() -> b`.  Several may be there
at once, as programs that stand in for one another, and all of them are heard.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from breakd.core.model import Gate
from breakd.desktop.dbus.bus import Bus, BusError, Remover, Signal
from breakd.desktop.dbus.link import BusLink

NAMES = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
OLD_PATH = "/ScreenSaver"  # where KDE's once was, and some others' still is

log = logging.getLogger("breakd.session")

Report = Callable[[Gate, str, bool], None]


class ScreenSavers:
    """Reports LOCKED under each one's bus name.  `known` are those that have answered or told."""

    def __init__(self, link: BusLink, report: Report) -> None:
        self.known: set[str] = set()
        self._report = report
        self._present: dict[str, _Saver] = {}
        link.attach(self._up, self.stop)

    async def _up(self, bus: Bus) -> None:
        for name in NAMES:
            await bus.watch_owner(name, partial(self._owner, bus, name))
        await asyncio.gather(*(saver.looked() for saver in self._present.values()))

    def stop(self) -> None:
        """Nothing covers the screen, as far as one can tell."""
        for name in tuple(self._present):
            self._drop(name)

    def look_again(self) -> None:
        """Ask each of them how it is: what it said may have been missed."""
        for saver in self._present.values():
            saver.look()

    def _owner(self, bus: Bus, name: str, owner: str | None) -> None:
        self._drop(name)
        if owner is not None:
            self._present[name] = _Saver(bus, name, owner, partial(self._heard, name))

    def _drop(self, name: str) -> None:
        saver = self._present.pop(name, None)
        if saver is not None:
            saver.stop()
            self.known.discard(name)
            self._report(Gate.LOCKED, name, False)

    def _heard(self, name: str, active: bool) -> None:
        self.known.add(name)
        self._report(Gate.LOCKED, name, active)


class _Saver:
    """One of them, for as long as it owns its name."""

    def __init__(self, bus: Bus, name: str, owner: str, heard: Callable[[bool], None]) -> None:
        self._bus = bus
        self._name = name
        self._owner = owner
        self._heard = heard
        self._signals = 0
        self._remove: Remover | None = None
        self._task = asyncio.get_running_loop().create_task(self._follow(), name=name)

    def stop(self) -> None:
        self._task.cancel()
        if self._remove is not None:
            self._remove()

    def look(self) -> None:
        if self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._ask(), name=self._name)

    async def looked(self) -> None:
        """Wait until it has answered, or failed to."""
        await asyncio.wait((self._task,))

    async def _follow(self) -> None:
        try:
            self._remove = await self._bus.listen(
                self._changed,
                interface=self._name,
                member="ActiveChanged",
                sender=self._owner,
                carries="b",
            )
        except BusError as error:
            log.warning("%s cannot be followed: %s", self._name, error)
            return
        await self._ask()

    def _changed(self, signal: Signal) -> None:
        self._signals += 1
        self._heard(bool(signal.body[0]))

    async def _ask(self) -> None:
        for path in ("/" + self._name.replace(".", "/"), OLD_PATH):
            before = self._signals
            try:
                asked = (self._owner, path, self._name, "GetActive")
                (active,) = await self._bus.call(*asked, gives="b")
            except BusError as error:
                log.debug("%s at %s does not tell its state: %s", self._name, path, error)
                continue
            if self._signals == before:  # a signal heard meanwhile is at least as new
                self._heard(bool(active))
            return
