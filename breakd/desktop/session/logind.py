"""What systemd-logind (or elogind) says: sleep is coming, the session is locked, or not in front.

Interface: https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html.
Its signals get lost, doubled and reordered (systemd#30666, elogind#380), so they are only
occasions to read how things stand, or hints that the clocks confirm.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from breakd.core.model import Gate
from breakd.desktop.dbus.bus import Bus, BusError, BusGone, Remover, Signal
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.session.find import (
    MANAGER,
    NAME,
    PATH,
    PROPERTIES,
    SESSION,
    own_session,
    properties,
)
from breakd.desktop.session.inhibitor import DelayInhibitor
from breakd.desktop.session.screensaver import Report

FIRST_S = 2.0  # for the first look, before others go on without it
RETRY_S = (1.0, 5.0, 30.0, 300.0)
# "Lock" asks some program to lock the screen.  Those that do without a word (swaylock) do not say
# either when it is unlocked (swaywm/swayidle#99), so an unconfirmed one must not last.
UNCONFIRMED_S = 10.0

log = logging.getLogger("breakd.session")


class Logind:
    """Reports LOCKED, SUSPENDED and SWITCHED; `awake` is called at the end of each sleep.

    `session` is the path of the user's session, None while there is none.  `present`: logind is.
    """

    def __init__(self, link: BusLink, report: Report, awake: Callable[[], None]) -> None:
        self.session: str | None = None
        self.present = False
        self._report = report
        self._awake = awake
        self._inhibitor = DelayInhibitor()
        self._attending: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._looked = asyncio.Event()
        self._manager: list[Remover] = []
        self._of_session: list[Remover] = []
        self._unconfirmed: asyncio.TimerHandle | None = None
        self._hinted = False  # since the lock signal
        self._told = False
        link.attach(self._up, self.stop)

    async def _up(self, bus: Bus) -> None:
        def owner_is(owner: str | None) -> None:
            self.stop()
            if owner is not None:
                attend = self._attend(bus, owner)
                self._attending = asyncio.get_running_loop().create_task(attend, name="logind")

        await bus.watch_owner(NAME, owner_is)
        if self._attending is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._looked.wait(), FIRST_S)

    def stop(self) -> None:
        """It says nothing any more, so nothing that it said holds."""
        if self._attending is not None:
            self._attending.cancel()
            self._attending = None
        self._forget()
        self._report(Gate.SUSPENDED, "logind", False)
        self._inhibitor.release()
        self._looked.clear()

    def _forget(self) -> None:
        self.present = False
        self._leave()
        _remove(self._manager)

    def _leave(self) -> None:
        """The session is ours no more."""
        self.session = None
        _remove(self._of_session)
        self._confirm()
        self._report(Gate.LOCKED, "logind", False)
        self._report(Gate.SWITCHED, "logind", False)

    # --- as long as it owns its name -------------------------------------------------------------

    async def _attend(self, bus: Bus, owner: str) -> None:
        failures = 0
        while True:
            try:
                await self._watch(bus, owner)
                while True:
                    self._news.clear()
                    await self._look(bus, owner)
                    self._looked.set()
                    failures = 0
                    await self._news.wait()
            except BusError as error:
                self._tell(error)
            self._forget()
            self._looked.set()
            await asyncio.sleep(RETRY_S[min(failures, len(RETRY_S) - 1)])
            failures += 1

    def _tell(self, error: BusError) -> None:
        if not self._told and not isinstance(error, BusGone):
            log.warning("logind does not tell of locking and sleep: %s; will keep trying", error)
            self._told = True

    async def _watch(self, bus: Bus, owner: str) -> None:
        heard = (
            ("PrepareForSleep", "b", self._sleep),
            ("SessionNew", "so", lambda _: self._news.set()),
            ("SessionRemoved", "so", self._removed),
        )
        for member, carries, callback in heard:
            self._manager.append(
                await bus.listen(
                    callback,
                    interface=MANAGER,
                    member=member,
                    sender=owner,
                    path=PATH,
                    carries=carries,
                )
            )
        self.present = True
        self._inhibitor.take()

    async def _look(self, bus: Bus, owner: str) -> None:
        """Read how things stand in our session; find it first if need be."""
        if self.session is None:
            path = await own_session(bus)
            if path is None:
                return
            await self._follow(bus, owner, path)
            self.session = path
        now = await properties(bus, self.session)
        if self._news.is_set() or self.session is None:
            return  # it may be old already, and is going to be read again
        locked = bool(now.get("LockedHint", False))
        self._report(Gate.LOCKED, "logind", locked)
        self._report(Gate.SWITCHED, "logind", not now.get("Active", True))
        if locked or self._hinted:
            self._confirm()

    async def _follow(self, bus: Bus, owner: str, path: str) -> None:
        heard = (
            (self._changed, PROPERTIES, "PropertiesChanged", "sa{sv}as"),
            (self._lock, SESSION, "Lock", ""),
            (self._unlock, SESSION, "Unlock", ""),
        )
        for callback, interface, member, carries in heard:
            self._of_session.append(
                await bus.listen(
                    callback,
                    interface=interface,
                    member=member,
                    sender=owner,
                    path=path,
                    carries=carries,
                )
            )

    # --- what it says ----------------------------------------------------------------------------

    def _sleep(self, signal: Signal) -> None:
        if signal.body[0]:
            self._report(Gate.SUSPENDED, "logind", True)  # the snapshot is written in here
            self._inhibitor.release()
        else:
            self._report(Gate.SUSPENDED, "logind", False)
            self._inhibitor.take()
            self._news.set()
            self._awake()

    def _removed(self, signal: Signal) -> None:
        if signal.body[1] == self.session:
            self._leave()
            self._news.set()

    def _changed(self, signal: Signal) -> None:
        _interface, changed, invalidated = signal.body
        news = {*changed, *invalidated}
        self._hinted |= "LockedHint" in news
        if {"LockedHint", "Active"} & news:
            self._news.set()

    def _lock(self, _: Signal) -> None:
        self._report(Gate.LOCKED, "lock signal", True)
        if self._unconfirmed is None:
            later = asyncio.get_running_loop().call_later
            self._unconfirmed = later(UNCONFIRMED_S, self._confirm)

    def _unlock(self, _: Signal) -> None:
        self._confirm()
        self._news.set()

    def _confirm(self) -> None:
        """Whether the screen is locked is known by other means, or it is not."""
        if self._unconfirmed is not None:
            self._unconfirmed.cancel()
            self._unconfirmed = None
        self._hinted = False
        self._report(Gate.LOCKED, "lock signal", False)


def _remove(removers: list[Remover]) -> None:
    for remove in removers:
        remove()
    removers.clear()
