"""Idle time from logind's IdleHint: what the desktop itself makes of it, where it says so."""

import asyncio
import time

from breakd.desktop.dbus.bus import Bus, BusError, BusGone, BusTimeout, Remover, Signal
from breakd.desktop.idle.source import Report, Unavailable
from breakd.desktop.session.find import NAME, PROPERTIES, own_session, properties


class Hint:
    """A source.  After how long the hint is set, the desktop decides; the threshold does not.

    Many desktops never set it, so somebody is said to be there only once it was seen set.
    """

    def __init__(self, report: Report, bus: Bus) -> None:
        self._report = report
        self._bus = bus
        self._path = ""
        self._seen = False
        self._remove: Remover | None = None
        self._reading: asyncio.Task[None] | None = None
        self._again = False

    async def start(self) -> None:
        """See `Source`."""
        try:
            path = await own_session(self._bus)
            if path is None:
                raise Unavailable("the user has no session here")
            self._path = path
            self._remove = await self._bus.listen(
                self._changed,
                interface=PROPERTIES,
                member="PropertiesChanged",
                sender=NAME,
                path=path,
                carries="sa{sv}as",
            )
            await self._read()
        except BaseException as error:
            self.stop()
            if isinstance(error, BusError | LookupError):
                passing = isinstance(error, BusGone | BusTimeout)
                raise Unavailable(f"no hint: {error}", for_good=not passing) from error
            raise

    def stop(self) -> None:
        """See `Source`."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if self._remove is not None:
            self._remove()
            self._remove = None

    def _changed(self, signal: Signal) -> None:
        _interface, changed, invalidated = signal.body
        if "IdleHint" not in changed and "IdleHint" not in invalidated:
            return
        self._again = True
        if self._reading is None or self._reading.done():
            self._reading = asyncio.get_running_loop().create_task(
                self._read_or_give_up(), name="idle-logind"
            )

    async def _read_or_give_up(self) -> None:
        try:
            await self._read()
        except (BusError, LookupError) as error:
            self._report.lost(f"no hint: {error}")

    async def _read(self) -> None:
        """Report what the hint says now."""
        while True:
            self._again = False
            values = await properties(self._bus, self._path)
            hint, since = values["IdleHint"], values["IdleSinceHintMonotonic"] / 1e6
            if not self._again:
                break
        if hint:
            # How long before the hint the last input was, only the desktop knows.
            self._seen = True
            self._report.idle(max(0.0, time.monotonic() - since))
        elif self._seen:
            self._report.active()


def source(report: Report, _threshold: float, bus: Bus, _name: str) -> Hint:
    """The source; see `breakd.desktop.idle.source`."""
    return Hint(report, bus)
