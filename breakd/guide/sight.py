"""What there is to see beside the figure, as the stage draws it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sight:
    """Words, and how much of the ring is drawn (0 to 1).  `number` stands in the ring; beside it
    `turn`, in large type, and `more` below that."""

    title: str
    doing: str
    step: str
    note: str
    ring: float
    number: str
    turn: str
    more: str
