"""A break laid out in time: what is to be done in which second of it.  Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from breakd.core.stretch import BREATH_S, MOVE_S, SHORT_HOLD_S, Dose, Stretch
from breakd.guide.course import UNDRAWN, Course, Part

READ_S = 0.35  # to read one word of a step
LEAST_READY_S, MOST_READY_S = 4.0, 12.0
# To walk to a doorway, or get down on the floor, before the first repetition.
GETTING_THERE_S = {"at-desk": 0.0, "near-desk": 5.0, "off-desk": 10.0}
SWITCH_S = 3.0  # to change sides
END_S = 8.0  # for the last word, and to ask for another


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


def plan(stretch: Stretch, length: float, course: Course = UNDRAWN) -> Plan:
    """As much of a stretch as fits into a break of `length` seconds, but never less than its
    short form."""
    dose = stretch.dose_for(length)
    while True:
        found = _laid_out(stretch, dose, course)
        # The user may take the last word with him: only what comes before it has to fit.
        if found.seconds - END_S <= length or dose == stretch.short:
            return found
        less = stretch.dose_for(dose.seconds(stretch.sides) - 0.01)
        dose = less if less.seconds(stretch.sides) < dose.seconds(stretch.sides) else stretch.short


def rest(length: float) -> Plan:
    """A break without a stretch."""
    segments = (
        Segment(Doing.REST, 0.0, length, 1, 1, 1, 1, (), (0.0, 0.0), 0.0),
        Segment(Doing.END, length, length + END_S, 2, 1, 1, 1, (), (0.0, 0.0), 0.0),
    )
    return Plan(segments, Dose(), 1)


def _laid_out(stretch: Stretch, dose: Dose, course: Course) -> Plan:
    laid = _Laying(stretch, dose, course)
    laid.get_ready()
    for unit, (number, side, rep) in enumerate(_turns(dose, stretch.sides), 1):
        laid.begin(unit, number, side, rep)
        if dose.breaths:
            laid.breath(first=rep == 1, last=rep == dose.breaths)
        elif dose.hold:
            laid.held()
        else:
            laid.turn()
    laid.finish()
    return Plan(tuple(laid.segments), dose, stretch.sides)


def _turns(dose: Dose, sides: int) -> Iterator[tuple[int, int, int]]:
    """(set, side, repetition) in order: short ones take turns, long ones stay on a side."""
    reps = range(1, (dose.breaths or dose.reps) + 1)
    both = range(1, sides + 1)
    for number in range(1, dose.sets + 1):
        if dose.breaths or dose.hold >= SHORT_HOLD_S:
            yield from ((number, side, rep) for side in both for rep in reps)
        else:
            yield from ((number, side, rep) for rep in reps for side in both)


class _Laying:
    """The plan so far, and where it stands."""

    def __init__(self, stretch: Stretch, dose: Dose, course: Course) -> None:
        self.segments: list[Segment] = []
        self._stretch = stretch
        self._dose = dose
        self._course = course
        self._steps = _Steps(stretch)
        self._unit, self._set, self._side, self._rep = 0, 1, 1, 1
        self._switched = False

    def get_ready(self) -> None:
        """Time to read and to get there; the figure shows where it leads, then how it begins."""
        words = sum(len(self._stretch.steps[step].split()) for step in self._steps.ready)
        seconds = min(max(words * READ_S, LEAST_READY_S), MOST_READY_S)
        seconds += GETTING_THERE_S[self._stretch.scope]
        shown = next(
            (part for part in self._course.parts if part.start <= self._course.key <= part.end),
            self._course.parts[0],
        )
        back = min(shown.end - self._course.key, seconds / 2)
        still, split = self._course.key, seconds - back
        steps = self._steps.ready
        self._add(Doing.READY, split, steps, (still, still), still)
        self._add(Doing.READY, back, steps[-1:], (shown.end - back, shown.end), still)

    def begin(self, unit: int, number: int, side: int, rep: int) -> None:
        """The next repetition; where it is the first of the other side, after a switch."""
        changes = side != self._side
        # Where sides take turns all the time, the first change is explanation enough.
        explained = self._switched and self._dose.hold < SHORT_HOLD_S and not self._dose.breaths
        self._unit, self._set, self._side, self._rep = unit, number, side, rep
        if changes and not explained:
            self._switched = True
            start = self._part().start
            self._add(Doing.SWITCH, SWITCH_S, self._steps.switch, (start, start), start)

    def held(self) -> None:
        """Move in, hold, move out."""
        part = self._part()
        into, hold, out = self._way_steps()
        self._add(Doing.IN, _way(part.into), into, (part.start, part.held), part.held)
        self._add(Doing.HOLD, self._dose.hold, hold, (part.held, part.held), part.held)
        self._add(Doing.OUT, _way(part.out), out, (part.let_go, part.end), part.end)

    def turn(self) -> None:
        """A repetition that is one movement, too short for more than one sentence."""
        part, steps = self._part(), self._moving_steps()
        step = steps[(self._rep - 1) % len(steps)]
        self._add(Doing.TURN, MOVE_S, (step,), (part.start, part.end), part.held)

    def breath(self, *, first: bool, last: bool) -> None:
        """One slow breath: with the movement, or in a pose that is held for all of them."""
        part, half = self._part(), BREATH_S / 2
        if self._course.breathes:
            steps = self._moving_steps()
            back = steps[-1 if self._rep % 2 == 0 else min(1, len(steps) - 1)]
            self._add(Doing.BREATHE_IN, half, steps[:1], (part.start, part.held), part.held)
            self._add(Doing.BREATHE_OUT, half, (back,), (part.let_go, part.end), part.end)
            return
        into, hold, out = self._way_steps()
        if first:
            self._add(Doing.IN, _way(part.into), into, (part.start, part.held), part.held)
        for doing in (Doing.BREATHE_IN, Doing.BREATHE_OUT):
            self._add(doing, half, hold, (part.held, part.held), part.held)
        if last:
            self._add(Doing.OUT, _way(part.out), out, (part.let_go, part.end), part.end)

    def finish(self) -> None:
        """The last word."""
        self._unit += 1
        end = self._part().end
        self._add(Doing.END, END_S, (), (end, end), end)

    def _way_steps(self) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """The sentences for moving in, holding and moving out."""
        steps = self._steps
        if self._side > 1:
            return steps.switch, steps.switch, steps.switch
        return steps.into, steps.hold, steps.out

    def _moving_steps(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(step for way in self._way_steps() for step in way))

    def _part(self) -> Part:
        """Which part of the loop is this side's; a drawing of both for a stretch that does not
        count sides shows them in turn, unless all its breaths are taken in one pose."""
        parts = self._course.parts
        stays = self._dose.breaths and not self._course.breathes
        turn = self._side if self._stretch.sides > 1 or stays else self._rep
        return parts[(turn - 1) % len(parts)]

    def _add(
        self,
        doing: Doing,
        seconds: float,
        steps: tuple[int, ...],
        figure: tuple[float, float],
        pose: float,
    ) -> None:
        start = self.segments[-1].end if self.segments else 0.0
        if seconds > 0:
            where = (self._unit, self._side, self._rep, self._set)
            self.segments.append(
                Segment(doing, start, start + seconds, *where, steps, figure, pose)
            )


def _way(seconds: float) -> float:
    """The figure's own pace, unless that is a jump, or far from what the dose reckons with."""
    return min(max(seconds, 1.0), 2 * MOVE_S)


class _Steps:
    """Which sentence goes with what.  In the catalogue the first ones say how to get ready, the
    last but two how to move, the last two how to hold and to come back; with two sides one more
    at the end says how to change them."""

    def __init__(self, stretch: Stretch) -> None:
        total = len(stretch.steps)
        last = total - 1 if stretch.sides == 1 or total == 1 else total - 2
        move = min(max(1, last - 2), last)
        self.ready = tuple(range(max(move, 1)))
        self.into = (move,)
        self.hold = (min(move + 1, last),)
        self.out = (last,)
        self.switch = (total - 1,)
