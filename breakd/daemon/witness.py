"""Whether the user takes a break that began by itself."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from breakd.core.events import Attended, Event, GateClosed
from breakd.core.model import Phase, State
from breakd.core.view import View

REST_SHARE = 0.5  # of the break: whoever stretches has no hands free for keyboard and mouse

Post = Callable[[Event], None]


class Hands(Protocol):
    """What notices input: `breakd.desktop.idle.chooser.Idle`."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End."""

    def set_threshold(self, threshold: float) -> None:
        """How many seconds without input to tell of."""


class Witness:
    """A display that posts Attended once nobody has touched anything for half of a break that
    began by itself.  `hands` makes what posts GateClosed after so many seconds without input."""

    def __init__(
        self, state: Callable[[], State], post: Post, hands: Callable[[Post, float], Hands]
    ) -> None:
        self._state = state
        self._post = post
        self._make = hands
        self._hands: Hands | None = None
        self._watches = False
        self._enough_at = 0.0  # by the loop's clock
        self._waiting: asyncio.TimerHandle | None = None

    def __call__(self, _: View) -> None:
        """Something may have changed."""
        state = self._state()
        wanted = state.phase is Phase.ON_BREAK and state.unasked
        if wanted == self._watches:
            return
        self._watches = wanted
        if wanted:
            assert state.owed is not None
            self._watch(state.owed.length * REST_SHARE)
        else:
            self._end()

    def _watch(self, seconds: float) -> None:
        self._enough_at = asyncio.get_running_loop().time() + seconds
        if self._hands is None:
            self._hands = self._make(self._heard, seconds)
        else:
            self._hands.set_threshold(seconds)
        self._hands.start()

    def _heard(self, event: Event) -> None:
        """Hands that have rested since before the break began have to rest on."""
        self._forget()
        if isinstance(event, GateClosed) and self._watches:
            loop = asyncio.get_running_loop()
            self._waiting = loop.call_at(self._enough_at, self._post, Attended())

    def _end(self) -> None:
        self._forget()
        if self._hands is not None:
            self._hands.stop()

    def _forget(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
