"""Since when things are as they are; the core itself needs to know of none of it."""

from collections.abc import Callable

from breakd.core.model import QUIET, Gate, Phase, State
from breakd.core.view import View

UNOWED = (Phase.WORKING, Phase.SNOOZED, Phase.ON_BREAK)


class Since:
    """A display that remembers BOOTTIMEs: when each closed gate closed, when the break came due
    (None while none is), and when the last pause or free time ended.

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
        for gate in before.gates - state.gates:
            self.gates.pop(gate, None)
        self.gates.update((gate, boot) for gate in state.gates - before.gates)
        if before.gates & QUIET and not state.gates & QUIET:
            self.quiet_ended = boot
        if state.phase in UNOWED:
            self.due = None
        elif before.phase in UNOWED:
            self.due = boot
