"""Tells the engine what holds a due break back, and looks at nothing while none is due."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from breakd.config.settings import Settings
from breakd.core.events import Event, GateClosed, GateOpened
from breakd.core.model import AWAY, QUIET, Gate, Phase
from breakd.core.view import View
from breakd.desktop.attention.probe import Capabilities, Probe
from breakd.desktop.attention.rounds import NONE, Round
from breakd.desktop.attention.typed import PAUSE_S, Typing

if TYPE_CHECKING:  # there is no D-Bus on Windows and macOS
    from breakd.desktop.dbus.link import BusLink

SOON_S = 15.0  # before a prompt: more than the engine's longest step, so that it is not missed
STOP_S = 3.0


class Attention:
    """Posts GateClosed and GateOpened for the wanted gates, and only while it watches.

    As long as nobody has looked, LOOKING is closed in their place.  But for the first time, events
    are posted from the loop, never from within a call.  `last` looks only while nothing else is
    closed; see `Round`.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        probes: Sequence[Probe],
        last: Probe,
        wanted: frozenset[Gate],
    ) -> None:
        self._post = post
        self._probes = probes
        self._last = last
        self._wanted = wanted
        self._round: Round | None = None
        self._posted = NONE
        self._syncing: asyncio.Handle | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._stopped = False

    def start(self) -> None:
        """Say that nobody has looked yet; before anything else is told to whom it concerns."""
        self._sync()

    def follow(self, view: View) -> None:
        """Watch as long as the view makes it necessary."""
        self.watch(needed(view))

    def watch(self, wanted: bool) -> None:
        """Begin to watch, or end it: then all gates are opened.  Needs a running loop."""
        if self._stopped or not self._wanted or wanted == (self._round is not None):
            return
        if wanted:
            self._round = self._start(self._changed)
        elif self._round is not None:
            self._end(self._round)
            self._round = None
            self._changed()

    def use(self, wanted: frozenset[Gate]) -> None:
        """From now on watch these gates."""
        watching = self._round is not None
        if wanted != self._wanted:
            self.watch(False)
            self._wanted = wanted
            self.watch(watching)
            self._changed()

    async def look(self) -> frozenset[Gate]:
        """Look once, watching or not, for 4 s at most: the closed ones of the wanted gates."""
        if self._round is not None:
            await self._round.looked.wait()
            return NONE if self._round is None else self._round.closed
        once = self._start(lambda: None)
        try:
            await once.looked.wait()
            return once.closed
        finally:
            self._end(once)

    def capabilities(self) -> Capabilities:
        """What can be noticed on this desktop, as of the last look."""
        can: Capabilities = {}
        for probe in (*self._probes, self._last):
            can |= probe.capabilities()
        return can

    async def stop(self) -> None:
        """End it, and all it has started; for good, and nothing is posted any more: a break that
        is due would have it begin again."""
        self._stopped = True
        if self._round is not None:
            self._end(self._round)
            self._round = None
        if self._ending:
            await asyncio.wait(self._ending, timeout=STOP_S)
        for probe in (*self._probes, self._last):
            await probe.close()

    # --- the round -------------------------------------------------------------------------------

    def _start(self, changed: Callable[[], None]) -> Round:
        return Round(self._probes, self._last, self._wanted, changed)

    def _end(self, over: Round) -> None:
        for task in over.end():
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    def _changed(self) -> None:
        """Post what is new, once whoever called has finished."""
        if self._syncing is None:
            self._syncing = asyncio.get_running_loop().call_soon(self._sync)

    def _sync(self) -> None:
        self._syncing = None
        if self._stopped:
            return
        before, self._posted = self._posted, self._closed()
        for gate in sorted(self._posted - before):
            self._post(GateClosed(gate))
        for gate in sorted(before - self._posted):  # LOOKING only after what has been seen
            self._post(GateOpened(gate))

    def _closed(self) -> frozenset[Gate]:
        closed = NONE if self._round is None else self._round.closed
        looked = self._round is not None and self._round.looked.is_set()
        return closed if looked or not self._wanted else closed | {Gate.LOOKING}


def standard(
    post: Callable[[Event], None], link: "BusLink | None", wanted: frozenset[Gate]
) -> Attention:
    """With every probe that this system may have; `link` is the session bus on Linux."""
    from breakd.desktop.idle.chooser import Idle

    # Without the system's bus: logind does not know of single inputs.
    typing = Typing(Idle(lambda _: typing.changed(), link, None, PAUSE_S))
    if link is None:
        return Attention(post, (), typing, wanted & typing.gates)
    from breakd.desktop.attention.dnd import DoNotDisturb
    from breakd.desktop.attention.lookout import Lookout

    return Attention(post, (DoNotDisturb(link), Lookout()), typing, wanted)


def needed(view: View) -> bool:
    """Whether the gates matter now: a break is due, or will be in a moment, and the user is here
    to be asked."""
    if view.phase not in (Phase.WORKING, Phase.DUE, Phase.SNOOZED):
        return False
    if view.due_in is not None:
        return view.due_in <= SOON_S
    return view.phase is Phase.DUE and not frozenset(view.held) & (AWAY | QUIET)


def wanted_gates(settings: Settings) -> frozenset[Gate]:
    """The gates that the configuration asks for."""
    wanted = set()
    if settings.defer_do_not_disturb:
        wanted.add(Gate.DO_NOT_DISTURB)
    if settings.defer_full_screen:
        wanted.add(Gate.FULL_SCREEN)
    if settings.defer_call:
        wanted |= {Gate.CALL, Gate.SCREEN_SHARE}
    if settings.rules.defer_typing > 0:
        wanted.add(Gate.TYPING)
    return frozenset(wanted)
