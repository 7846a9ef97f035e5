"""Where in a drawing's loop each side moves in, is held and moves out again: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from breakd.core.stretch import MOVE_S


class Phase(NamedTuple):
    """One stretch of a drawing's loop, in seconds from its beginning; `side` tells the parts of
    a drawing apart that shows both."""

    start: float
    end: float
    what: Literal["move", "hold"]
    key: int
    side: object


@dataclass(frozen=True, slots=True)
class Part:
    """What the loop shows of one side, in seconds from the loop's beginning:
    start ≤ held ≤ let_go ≤ end, and the same pose at `start` and at `end`."""

    start: float
    held: float
    let_go: float
    end: float

    @property
    def into(self) -> float:
        """How long it takes to move into the hold."""
        return self.held - self.start

    @property
    def out(self) -> float:
        """How long it takes to move out of it."""
        return self.end - self.let_go


@dataclass(frozen=True, slots=True)
class Course:
    """The loop, side by side; `key` is the moment that shows best what it is about."""

    parts: tuple[Part, ...]
    key: float


# Where nothing is drawn, half of what the dose reckons for each way.
UNDRAWN = Course((Part(0.0, MOVE_S / 2, MOVE_S / 2, MOVE_S),), MOVE_S / 2)


def course(phases: Sequence[Phase], key: float) -> Course:
    """The course of a drawing whose loop has these phases, without gaps and in order."""
    parts: list[list[Phase]] = []
    for phase in phases:
        if not parts or parts[-1][0].side != phase.side:
            parts.append([])
        parts[-1].append(phase)
    if not parts:
        return UNDRAWN
    return Course(tuple(_part(part, key) for part in parts), key)


def _part(phases: Sequence[Phase], key: float) -> Part:
    """Held is the pose of the key moment, else the one that is held the longest after the
    first; where all is movement, its middle."""
    start, end = phases[0].start, phases[-1].end
    holds = [phase for phase in phases if phase.what == "hold" and phase.start > start]
    if not holds:
        middle = key if start < key < end else (start + end) / 2
        return Part(start, middle, middle, end)
    shown = [phase for phase in holds if phase.start <= key <= phase.end]
    held = shown[0] if shown else max(holds, key=lambda phase: phase.end - phase.start)
    return Part(start, held.start, held.end, end)
