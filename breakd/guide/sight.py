"""What there is to see beside the figure, as the stage draws it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sight:
    """Words, and how much of the ring is drawn (0 to 1).  `number` stands in the ring; beside it
    `turn`, in large type, and `more` below that.  `breath` is how full the lungs are (0 to 1; 0
    where nobody is told how to breathe).  `beads` are the repetitions in groups of so many, `bead`
    is the number of the one that goes on (from 0; -1 before them)."""

    title: str
    doing: str
    step: str
    note: str
    ring: float
    number: str
    turn: str
    more: str
    breath: float = 0.0
    beads: tuple[int, ...] = ()
    bead: int = -1


@dataclass(frozen=True, slots=True)
class Words:
    """All that a window may have to show in the course of an order, by the place where it stands
    (see `Sight`): so that the type can be chosen for the longest."""

    title: str
    doing: Sequence[str]
    steps: Sequence[str]
    notes: Sequence[str]
    turns: Sequence[str]
