"""Since when things are as they are; the core itself needs to know of none of it."""

from collections.abc import Callable

from breakd.core.model import QUIET, Gate, Phase, State
from breakd.core.view import View

UNOWED = (Phase.WORKING, Phase.SNOOZED, Phase.ON_BREAK)


class Since:
    """A display that remembers BOOTTIMEs: when each gate last closed, when a break last came due,
    and when the last pause or free time ended.

    What began before its first look has no time, rather than a wrong one.
    """

    def __init__(self, state: Callable[[], State]) -> None:
        self.gates: dict[Gate, float] = {}
        self.due: float | None = None
        self.quiet_ended: float | None = None
        self._state = state
        self._before: State | None = None

    def __call__(self, _: View) -> None:
        """Something may have changed."""
        before, state = self._before, self._state()
        self._before = state
        if before is None:
            return
        boot = state.seen.boot
        self.gates.update(dict.fromkeys(state.gates - before.gates, boot))
        if (before.gates - state.gates) & QUIET:
            self.quiet_ended = boot
        if before.phase in UNOWED and state.phase not in UNOWED:
            self.due = boot
