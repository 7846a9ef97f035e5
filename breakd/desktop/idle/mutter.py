"""Idle time from GNOME's Mutter, and from Cinnamon's Muffin, which tell when it changes."""

import asyncio
from collections.abc import Callable

from breakd.desktop.dbus.bus import Bus, BusError, Signal
from breakd.desktop.dbus.shapes import INTEGERS, Shapes, uint32, value_of
from breakd.desktop.idle.source import Report, Unavailable

SESSION = "org.gnome.SessionManager"
SESSION_PATH = "/org/gnome/SessionManager"
PROPERTIES = "org.freedesktop.DBus.Properties"
INHIBIT_IDLE = 8  # the flag in InhibitedActions

_EARLY_S = 0.05  # Mutter's timers and its answers are not rounded alike
_SHORTEST_S = 0.1


class Mutter:
    """A source; `name` is the service, by which object and interface are called, too.

    One watch fires whenever the threshold is passed, another once at the next input.  While some
    program keeps the session from being idle (a film, say), the first never fires; then Mutter is
    asked when the threshold can have been passed.
    """

    def __init__(self, report: Report, threshold: float, bus: Bus, name: str) -> None:
        self._report = report
        self._threshold = threshold
        self._bus = bus
        self._name = name
        self._path = "/" + name.replace(".", "/") + "/Core"
        self._removers: list[Callable[[], None]] = []
        self._idle_watch: int | None = None
        self._active_watch: int | None = None
        self._fired: set[int] = set()  # watches whose reply may still be on its way
        self._looking: asyncio.Task[None] | None = None
        self._again = False
        self._inhibited = False
        self._timer: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        """See `Source`."""
        try:
            await self._listen(
                self._on_fired, self._name, self._path, self._name, "WatchFired", INTEGERS
            )
            milliseconds = round(self._threshold * 1000)
            self._idle_watch = uint32(await self._call("AddIdleWatch", "t", milliseconds))
            await self._watch_inhibitors()
            await self._look()
        except BaseException as error:
            self.stop()
            if isinstance(error, BusError):
                raise Unavailable(f"{error.name}: {error}") from error
            raise

    def stop(self) -> None:
        """See `Source`."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self._quiet_timer()
        for remove in self._removers:
            remove()
        self._removers.clear()
        for watch in (self._idle_watch, self._active_watch):
            if watch is not None:
                self._bus.send(self._name, self._path, self._name, "RemoveWatch", "u", watch)
        self._idle_watch = self._active_watch = None

    # --- looking ---------------------------------------------------------------------------------

    async def _look(self) -> None:
        """Ask how long the user has been idle, and see to it that the next change is heard of."""
        self._quiet_timer()
        while True:
            self._again = False
            idle = await self._call("GetIdletime") / 1000
            if idle < self._threshold - _EARLY_S:
                self._report.active()
            elif self._active_watch is None:
                await self._watch_activity()
                continue  # there may have been input before the watch
            else:
                self._report.idle(max(idle, self._threshold))
            if not self._again:
                break
        if self._inhibited and idle < self._threshold - _EARLY_S:
            left = max(self._threshold - idle, _SHORTEST_S)
            self._timer = asyncio.get_running_loop().call_later(left, self._look_soon)

    async def _watch_activity(self) -> None:
        self._fired.clear()
        watch = uint32(await self._call("AddUserActiveWatch"))
        self._active_watch = None if watch in self._fired else watch

    def _look_soon(self) -> None:
        self._again = True
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(
                self._look_or_give_up(), name="idle-mutter"
            )

    async def _look_or_give_up(self) -> None:
        try:
            await self._look()
        except BusError as error:
            self._report.lost(f"{error.name}: {error}")

    def _quiet_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # --- what is heard ---------------------------------------------------------------------------

    def _on_fired(self, signal: Signal) -> None:
        (watch,) = signal.body
        self._fired.add(watch)
        if watch == self._active_watch:
            self._active_watch = None
        elif watch != self._idle_watch:
            return  # somebody else's
        self._look_soon()

    async def _watch_inhibitors(self) -> None:
        await self._listen(
            self._on_inhibitors,
            SESSION,
            SESSION_PATH,
            PROPERTIES,
            "PropertiesChanged",
            "sa{sv}as",
        )
        asked = (SESSION, SESSION_PATH, PROPERTIES, "Get", "ss", SESSION, "InhibitedActions")
        try:
            (flags,) = await self._bus.call(*asked, gives="v")
            self._inhibited = bool(value_of(flags, INTEGERS) & INHIBIT_IDLE)
        except BusError:
            return  # not every session has such a manager

    def _on_inhibitors(self, signal: Signal) -> None:
        _, changed, _ = signal.body
        if "InhibitedActions" not in changed:
            return
        before = self._inhibited
        try:
            self._inhibited = bool(value_of(changed["InhibitedActions"], INTEGERS) & INHIBIT_IDLE)
        except BusError:
            return
        if self._inhibited and not before:
            self._look_soon()
        elif not self._inhibited:
            # Mutter now counts from here, as if there had been input.  There was none: those who
            # were idle stay so until the watch for activity fires.
            self._quiet_timer()

    # --- the service -----------------------------------------------------------------------------

    async def _call(self, member: str, signature: str = "", *args: int) -> int:
        """Call a method that gives one number."""
        (number,) = await self._bus.call(
            self._name, self._path, self._name, member, signature, *args, gives=INTEGERS
        )
        return int(number)

    async def _listen(
        self,
        callback: Callable[[Signal], None],
        sender: str,
        path: str,
        interface: str,
        member: str,
        carries: Shapes,
    ) -> None:
        self._removers.append(
            await self._bus.listen(
                callback,
                sender=sender,
                path=path,
                interface=interface,
                member=member,
                carries=carries,
            )
        )


def source(report: Report, threshold: float, bus: Bus, name: str) -> Mutter:
    """The source; see `breakd.desktop.idle.source`."""
    return Mutter(report, threshold, bus, name)
