"""Where in a drawing's loop each side moves in, is held and moves out again: pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol

from breakd.core.stretch import MOVE_S


class Phase(Protocol):
    """A phase of `breakd.figure.timeline`: from `start` to `end` (s) the figure moves to the
    key, or holds it; `breath` is "in", "out" or nothing."""

    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...
    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> int: ...
    @property
    def breath(self) -> str: ...


LONG_HOLD_S = 0.8  # a pose held this long is the stretch itself, a shorter one a rest


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
    """The loop, side by side; `key` is the moment that shows best what it is about.

    `breathes`: one way of the movement goes with breathing in, the other with breathing out;
    otherwise one breathes while it is held.  `stations` are the parts of the one part there is,
    where it is held more than once; one ends where the next begins.
    """

    parts: tuple[Part, ...]
    key: float
    breathes: bool = False
    stations: tuple[Part, ...] = ()


# Where nothing is drawn, half of what the dose reckons for each way.
UNDRAWN = Course((Part(0.0, MOVE_S / 2, MOVE_S / 2, MOVE_S),), MOVE_S / 2, breathes=True)


def course(phases: Sequence[Phase], key: float) -> Course:
    """The course of a drawing whose loop has these phases, without gaps and in order."""
    rounds = list(_rounds(phases))
    parts = tuple(_part(part, key) for part in rounds)
    breathes = all(phase.kind == "move" for phase in phases) or any(p.breath for p in phases)
    stations = tuple(_stations(rounds[0], parts[0])) if len(rounds) == 1 else ()
    return Course(parts, key, breathes, stations if len(stations) > 1 else ())


def _rounds(phases: Iterable[Phase]) -> Iterable[list[Phase]]:
    """Once through the keys; each round ends with the move back to key 0."""
    part: list[Phase] = []
    for phase in phases:
        part.append(phase)
        if phase.kind == "move" and phase.key == 0:
            yield part
            part = []
    if part:
        yield part


def _part(phases: Sequence[Phase], key: float) -> Part:
    """Held is the pose that is held the longest, and of equals the key moment's; where all is
    movement, a moment without length.  A pause at the beginning is left out."""
    pauses = phases[0].kind == "hold" and phases[0].key == 0 and len(phases) > 1
    moving = phases[1:] if pauses else phases
    start, end = moving[0].start, moving[-1].end
    breath = [phase.end for phase in moving if phase.breath == "in"]
    holds = [phase for phase in moving if phase.kind == "hold"]
    if breath:
        return Part(start, breath[-1], breath[-1], end)
    if not holds:
        middle = key if start < key < end else (start + end) / 2
        return Part(start, middle, middle, end)
    held = max(holds, key=lambda p: (round(p.end - p.start, 3), p.start <= key <= p.end))
    return Part(start, held.start, held.end, end)


def _stations(phases: Sequence[Phase], part: Part) -> Iterator[Part]:
    """Each long hold, from where the one before was left: after the rest between them, else at
    once."""
    holds = [
        phase
        for phase in phases
        if phase.kind == "hold" and phase.key and phase.end - phase.start >= LONG_HOLD_S
    ]
    start = part.start
    for hold, following in zip_longest(holds, holds[1:]):
        until = following.start if following else part.end
        rests = [p.end for p in phases if p.kind == "hold" and hold.end <= p.start < until]
        end = (rests[0] if rests else hold.end) if following else part.end
        yield Part(start, hold.start, hold.end, end)
        start = end
