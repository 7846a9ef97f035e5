"""One place for a notification on the desktop: what is wanted there, and what is there."""

import asyncio
import logging
from dataclasses import dataclass

from breakd.card import ButtonKey, Card
from breakd.desktop.dbus.bus import BusError
from breakd.desktop.notify.fates import Fate, Report
from breakd.desktop.notify.message import clicked
from breakd.desktop.notify.service import Service

log = logging.getLogger("breakd.notify")

EXPIRED, DISMISSED, CLOSED = 1, 2, 3
SETTLE_S = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """A card to show, and who wants to hear of it.

    `stays`: part of a break under way, shown again by the next server when one goes away.
    `brief`: need not be kept once seen.
    """

    card: Card
    report: Report
    stays: bool = False
    brief: bool = False


@dataclass(eq=False, slots=True)
class _Shown:
    """What is on the screen, until `gone` has come."""

    id: tuple[str, int]
    request: Request
    gone: asyncio.TimerHandle | None = None


@dataclass(frozen=True, slots=True)
class _Early:
    """A signal that came before the reply that tells what it is about."""

    sender: str
    number: int
    member: str
    value: object


class Slot:
    """Brings the desktop to what is wanted, one call at a time.

    A card that follows another before that is taken down replaces it in place.  Some servers
    send Closed before the action that caused it, so a Closed counts only after half a second.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._want: Request | None = None
        self._shown: _Shown | None = None
        self._task: asyncio.Task[None] | None = None
        self._early: list[_Early] | None = None
        self._failing = False

    def show(self, request: Request) -> None:
        """Show this instead of what is there."""
        self._want = request
        self._kick()

    def withdraw(self) -> None:
        """Show nothing."""
        self._want = None
        self._kick()

    async def idle(self) -> None:
        """Wait until the desktop has been told all."""
        while self._task is not None and not self._task.done():
            await asyncio.wait((self._task,))

    def owner_changed(self) -> None:
        """The server went away with all it showed, or a new one is there."""
        shown, self._shown = self._shown, None
        if shown is not None:
            if shown.gone is not None:
                shown.gone.cancel()
            if shown.request is self._want and not shown.request.stays:
                self._finish(shown.request, "lost")
        if self._want is not None and self._service.owner is not None:
            self._kick()

    def heard(self, sender: str, number: int, member: str, value: object) -> None:
        """A signal of the server's."""
        if self._early is not None:
            self._early.append(_Early(sender, number, member, value))
            return
        shown = self._shown
        if shown is None or shown.id != (sender, number):
            return
        if member == "ActionInvoked":
            key = clicked(shown.request.card, str(value))
            if key is not None:
                self._pressed(shown, key)
        elif value != CLOSED and shown.gone is None:
            # Closed by us is not told here: then it is not `_shown` any more.
            loop = asyncio.get_running_loop()
            shown.gone = loop.call_later(SETTLE_S, self._settled, shown, value)

    def _pressed(self, shown: _Shown, key: ButtonKey) -> None:
        self._forget()
        self._service.close(shown.id)  # many servers leave that to us
        self._finish(shown.request, key)

    def _settled(self, shown: _Shown, reason: object) -> None:
        if shown is self._shown:
            self._shown = None
            server = self._service.server
            by_user = reason == DISMISSED or (server is not None and server.tells_no_closing)
            self._finish(shown.request, "dismissed" if by_user else "expired")

    def _finish(self, request: Request, fate: Fate) -> None:
        """It is over with this request; say so, unless something else is wanted by now."""
        if request is self._want:
            self._want = None
            request.report(fate)

    def _forget(self) -> None:
        if self._shown is not None and self._shown.gone is not None:
            self._shown.gone.cancel()
        self._shown = None

    # --- getting there ---------------------------------------------------------------------------

    def _kick(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._converge())

    async def _converge(self) -> None:
        while self._want is not (self._shown.request if self._shown else None):
            request, owner = self._want, self._service.owner
            if request is None:
                self._take_down()
            elif (
                not await self._put_up(request)
                and request is self._want
                and self._service.owner in (None, owner)
            ):
                return  # it stays wanted, but there is nobody new to ask: `owner_changed` goes on

    def _take_down(self) -> None:
        shown = self._shown
        self._forget()
        if shown is not None and shown.gone is None:
            self._service.close(shown.id)

    async def _put_up(self, request: Request) -> bool:
        """Show it; False when that failed."""
        old = self._shown
        if old is not None and old.gone is not None:
            self._forget()
            old = None
        self._early = []
        try:
            id_ = await self._service.notify(
                request.card,
                replaces=old.id if old else None,
                stays=request.stays,
                brief=request.brief,
            )
        except Exception as error:  # a server may answer anything; then it is a failed prompt
            self._early = None
            self._take_down()
            self._failed(request, error)
            return False
        self._failing = False
        early, self._early = self._early, None
        self._shown = _Shown(id_, request)
        if request is self._want:
            request.report("shown")
            self._see_to_its_end(request)
        for one in early:
            # What was pressed before a replacement was meant for the card before it.
            if old is None or old.id != id_ or one.member != "ActionInvoked":
                self.heard(one.sender, one.number, one.member, one.value)
        return True

    def _see_to_its_end(self, request: Request) -> None:
        """What need not be kept goes before it expires, where it would be kept otherwise."""
        server = self._service.server
        if request.brief and server is not None and server.lists_expired:
            loop = asyncio.get_running_loop()
            loop.call_later(request.card.lifetime, self._over, request)

    def _over(self, request: Request) -> None:
        if request is self._want:
            self.withdraw()

    def _failed(self, request: Request, error: Exception) -> None:
        log.log(
            logging.DEBUG if self._failing else logging.WARNING,
            "A notification could not be shown: %s",
            error,
            exc_info=not isinstance(error, BusError),
        )
        self._failing = True
        if not request.stays:
            self._finish(request, "failed")
