"""What a break consists of once it is laid out in time.  Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from breakd.core.stretch import Dose


class Doing(StrEnum):
    """What a segment is for."""

    READY = "ready"
    IN = "in"
    HOLD = "hold"
    OUT = "out"
    TURN = "turn"  # a repetition without a hold
    BREATHE_IN = "breathe-in"
    BREATHE_OUT = "breathe-out"
    SWITCH = "switch"
    REST = "rest"  # a break without a stretch
    END = "end"


@dataclass(frozen=True, slots=True)
class Segment:
    """From `start` to `end`, in seconds from the plan's beginning.

    `unit` numbers the repetitions over all sides and sets, 0 before the first.  `side`, `rep`
    and `set` count from 1.  `steps` are the sentences (from 0) that are current one after the
    other.  The figure goes through `figure`, two moments of the drawing's loop; equal ones are a
    still; `pose` is the one moment that stands for the segment.
    """

    doing: Doing
    start: float
    end: float
    unit: int
    side: int
    rep: int
    set: int
    steps: tuple[int, ...]
    figure: tuple[float, float]
    pose: float

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Plan:
    """Segments without gaps; the last one is the END."""

    segments: tuple[Segment, ...]
    dose: Dose
    sides: int

    @property
    def seconds(self) -> float:
        return self.segments[-1].end

    @property
    def groups(self) -> tuple[int, ...]:
        """How many repetitions there are on one side, or in one set, after the other; where sides
        take turns, in one set."""
        turns = list(dict.fromkeys((s.unit, s.set, s.side) for s in self.segments[:-1] if s.unit))
        count = self.dose.breaths or self.dose.reps
        whole = count if len({s.side for s in self._second()}) < 2 else count * self.sides
        return tuple(min(whole, len(turns) - at) for at in range(0, len(turns), whole))

    def _second(self) -> Iterator[Segment]:
        """What belongs to the first two repetitions."""
        return (segment for segment in self.segments if segment.unit in (1, 2))
