"""Prompts, the guide's stand-in and notices as desktop notifications."""

import asyncio
from collections.abc import Callable

from breakd.card import Card
from breakd.core.events import Event
from breakd.desktop.dbus.bus import BusError
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.notify import fates
from breakd.desktop.notify.left import Left
from breakd.desktop.notify.service import TIMEOUT_S, Service
from breakd.desktop.notify.slot import Request, Slot

FLUSH_S = 1.0


class DesktopNotifier:
    """Speaks to whatever owns org.freedesktop.Notifications on the link's bus.

    Every method returns at once; what comes of it goes to `post`, with the engine's own tokens.
    `left` knows what an earlier breakd has left on the screen, and is told what we put there.
    `ring` makes the sound of a loud card where the service makes none.
    """

    def __init__(
        self,
        link: BusLink,
        post: Callable[[Event], None],
        *,
        left: Left | None = None,
        ring: Callable[[], None] | None = None,
        timeout: float = TIMEOUT_S,
    ) -> None:
        self._post = post
        self._ring = ring
        self._service = Service(self._heard, self._owner_changed, timeout, left)
        self._prompt = Slot(self._service)
        self._guide = Slot(self._service)
        self._notice = Slot(self._service)
        self._slots = (self._prompt, self._guide, self._notice)
        self._token: int | None = None
        link.attach(self._service.up, self._service.down)

    # --- what there is ---------------------------------------------------------------------------

    @property
    def available(self) -> bool:
        """Whether a notification service runs, or can be started."""
        return self._service.owner is not None or self._service.startable

    @property
    def server(self) -> str | None:
        """The name and version of the service that runs, as it gives them."""
        server = self._service.server
        return f"{server.name} {server.version}".strip() if server else None

    @property
    def buttons(self) -> bool:
        """Whether the service that runs draws the buttons."""
        return self._service.server is not None and self._service.server.buttons

    async def look(self) -> bool:
        """Get to know the service, if one runs; False if it does not answer."""
        if self._service.owner is None:
            return True
        try:
            await self._service.known()
        except BusError:
            return False
        return True

    # --- what to show ----------------------------------------------------------------------------

    def show(self, token: int, card: Card) -> None:
        """Show a prompt, in place of one that is still there."""
        self._token = token
        report = fates.of_prompt(token, self._post)
        if card.loud and self._ring is not None:
            report = fates.and_when_shown(report, self._ring_if_mute)
        self._prompt.show(Request(card, report))

    def _ring_if_mute(self) -> None:
        server = self._service.server
        if self._ring is not None and server is not None and not server.sounds:
            self._ring()

    def withdraw(self, token: int) -> None:
        """Take this prompt down; nothing happens if another one is there."""
        if token == self._token:
            self._token = None
            self._prompt.withdraw()

    def open_guide(self, card: Card) -> None:
        """Show what to do in the break under way; it stays until closed."""
        self._guide.show(Request(card, fates.of_guide(self._post), stays=True))

    def close_guide(self) -> None:
        """The break is over."""
        self._guide.withdraw()

    def tell(self, card: Card, pressed: fates.Pressed | None = None) -> None:
        """Show a notice for its lifetime; `pressed` hears of its buttons."""
        self._notice.show(Request(card, fates.of_notice(pressed), brief=True))

    async def close(self) -> None:
        """Take everything down, within a second."""
        self._token = None
        for slot in self._slots:
            slot.withdraw()
        await asyncio.wait(
            [asyncio.ensure_future(slot.idle()) for slot in self._slots], timeout=FLUSH_S
        )

    # --- what comes back -------------------------------------------------------------------------

    def _heard(self, sender: str, number: int, member: str, value: object) -> None:
        for slot in self._slots:
            slot.heard(sender, number, member, value)

    def _owner_changed(self) -> None:
        for slot in self._slots:
            slot.owner_changed()
