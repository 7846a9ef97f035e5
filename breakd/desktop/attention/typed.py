"""Typing: nobody wants to be asked in the middle of a sentence."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal, Protocol

from breakd.core.model import Gate
from breakd.desktop.attention.probe import Capabilities, Tell
from breakd.text import attention as text

PAUSE_S = 3.0  # so long without input is a pause
EVERY_S = 1.0  # how often to read what is known, should nobody have told of a change
FIRST_S = 0.05  # and how often until something is known
KNOWN_S = 1.0  # which takes no longer than this, or nothing here tells

NONE: frozenset[Gate] = frozenset()


class Hands(Protocol):
    """What notices input: `breakd.desktop.idle.chooser.Idle`, made with PAUSE_S."""

    @property
    def state(self) -> Literal["active", "idle", "unknown"]:
        """Whether there was input within PAUSE_S."""

    def start(self) -> None:
        """Begin; `state` is unknown at first."""

    def stop(self) -> None:
        """End."""


class Typing:
    """A probe of hands on the keyboard, or on anything else; None: nothing here notices them.

    Whoever made the hands calls `changed` when they have something new to say: a second later
    may be in the middle of a word.
    """

    gates = frozenset({Gate.TYPING})

    def __init__(
        self,
        hands: Hands | None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._hands = hands
        self._sleep = sleep
        self._tells: list[Tell] = []
        self._known = hands is not None

    async def run(self, wanted: frozenset[Gate], tell: Tell) -> None:
        """See `Probe`."""
        if self._hands is None:
            tell(NONE)
            return
        self._tells.append(tell)
        if len(self._tells) == 1:
            self._hands.start()
        try:
            await self._follow(self._hands, tell)
        finally:
            self._tells.remove(tell)
            if not self._tells:
                self._hands.stop()

    def changed(self) -> None:
        """Somebody has begun to type, or has paused."""
        for tell in tuple(self._tells):
            tell(self._closed())

    def capabilities(self) -> Capabilities:
        """See `Probe`."""
        return {"typing": ("works", text.TYPING) if self._known else ("missing", text.NO_TYPING)}

    async def close(self) -> None:
        """See `Probe`."""

    async def _follow(self, hands: Hands, tell: Tell) -> None:
        for _ in range(round(KNOWN_S / FIRST_S)):
            if hands.state != "unknown":
                break
            await self._sleep(FIRST_S)
        while True:
            self._known = hands.state != "unknown"
            tell(self._closed())
            await self._sleep(EVERY_S)

    def _closed(self) -> frozenset[Gate]:
        typing = self._hands is not None and self._hands.state == "active"
        return self.gates if typing else NONE
