"""Typing: nobody wants to be asked in the middle of a sentence."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from breakd.core.model import Gate
from breakd.desktop.attention.probe import Capabilities, Tell
from breakd.text import attention as text

PAUSE_S = 3.0  # so long without input is a pause
EVERY_S = 1.0  # how often to ask while there is none
ANSWER_S = 1.0

NONE: frozenset[Gate] = frozenset()


class IdleFor(Protocol):
    """Where the time since the last input comes from."""

    async def __call__(self) -> float | None:
        """Seconds since the last input of any kind; None where nobody can tell."""


class Typing:
    """A probe that asks at most once a second, and less often during input."""

    gates = frozenset({Gate.TYPING})

    def __init__(
        self,
        idle_for: IdleFor | None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._idle_for = idle_for
        self._sleep = sleep
        self._known: bool | None = None

    async def run(self, wanted: frozenset[Gate], tell: Tell) -> None:
        """See `Probe`."""
        while True:
            idle = await self._ask()
            self._known = idle is not None
            if idle is None:
                tell(NONE)
                return
            typing = idle < PAUSE_S
            tell(self.gates if typing else NONE)
            await self._sleep(max(EVERY_S, PAUSE_S - idle) if typing else EVERY_S)

    def capabilities(self) -> Capabilities:
        """See `Probe`."""
        known = self._idle_for is not None if self._known is None else self._known
        return {"typing": ("works", text.TYPING) if known else ("missing", text.NO_TYPING)}

    async def close(self) -> None:
        """See `Probe`."""

    async def _ask(self) -> float | None:
        if self._idle_for is None:
            return None
        try:
            async with asyncio.timeout(ANSWER_S):
                return await self._idle_for()
        except TimeoutError:
            return None
