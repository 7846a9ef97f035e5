"""A break laid out in time: what is to be done in which second of it.  Pure."""

from collections.abc import Iterator

from breakd.core.stretch import BREATH_S, MOVE_S, Dose, Stretch
from breakd.guide.course import UNDRAWN, Course, Part
from breakd.guide.segments import Doing, Plan, Segment
from breakd.guide.steps import Steps, Way

READ_S = 0.35  # to read one word of a step
LEAST_READY_S, MOST_READY_S = 4.0, 12.0
# To walk to a doorway, or get down on the floor, before the first repetition.
GETTING_THERE_S = {"at-desk": 0.0, "near-desk": 5.0, "off-desk": 10.0}
LEAST_SWITCH_S, MOST_SWITCH_S = 3.0, 8.0  # to read how, and to change sides
ROLL_OVER_S = 4.0  # where one lies down for the other side
END_S = 8.0  # for the last word, and to ask for another


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
    for unit, (number, side, rep) in enumerate(_turns(stretch, dose), 1):
        laid.begin(unit, number, side, rep)
        if dose.breaths:
            laid.breath(first=rep == 1, last=rep == dose.breaths)
        elif dose.hold:
            laid.held()
        else:
            laid.turn()
    laid.finish()
    return Plan(tuple(laid.segments), dose, stretch.sides)


def _turns(stretch: Stretch, dose: Dose) -> Iterator[tuple[int, int, int]]:
    """(set, side, repetition) in order: short ones take turns, long ones stay on a side."""
    reps = range(1, (dose.breaths or dose.reps) + 1)
    both = range(1, stretch.sides + 1)
    for number in range(1, dose.sets + 1):
        if stretch.stays:
            yield from ((number, side, rep) for side in both for rep in reps)
        else:
            yield from ((number, side, rep) for rep in reps for side in both)


class _Laying:
    """The plan so far, and where it stands."""

    def __init__(self, stretch: Stretch, dose: Dose, course: Course) -> None:
        self.segments: list[Segment] = []
        self._stretch = stretch
        self._dose = dose
        self._reps = dose.breaths or dose.reps
        self._course = course
        self._steps = Steps(stretch)
        self._unit, self._set, self._side, self._rep = 0, 1, 1, 1
        self._switched = False

    def get_ready(self) -> None:
        """Time to read and to get there; the figure shows where it leads, then how it begins."""
        seconds = min(max(self._reading(self._steps.ready), LEAST_READY_S), MOST_READY_S)
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
        explained = self._switched and not self._stretch.stays
        self._unit, self._set, self._side, self._rep = unit, number, side, rep
        if changes and not explained:
            self._switched = True
            start = self._part().start
            steps = self._steps.switch
            seconds = min(max(self._reading(steps), LEAST_SWITCH_S), MOST_SWITCH_S)
            if self._stretch.scope == "off-desk" and self._stretch.stays:
                seconds += ROLL_OVER_S
            self._add(Doing.SWITCH, seconds, steps, (start, start), start)

    def held(self) -> None:
        """Move in, hold, move out."""
        part = self._part()
        steps = self._way()
        self._add(Doing.IN, _way(part.into), steps.into, (part.start, part.held), part.held)
        self._add(Doing.HOLD, self._dose.hold, steps.hold, (part.held, part.held), part.held)
        if part.out:
            self._add(Doing.OUT, _way(part.out), steps.out, (part.let_go, part.end), part.end)

    def turn(self) -> None:
        """A repetition that is one movement, too short for more than one sentence."""
        part = self._part()
        steps = self._steps.moving(self._side, self._rep, self._reps)
        self._add(Doing.TURN, MOVE_S, steps, (part.start, part.end), part.held)

    def breath(self, *, first: bool, last: bool) -> None:
        """One slow breath: with the movement, or in a pose that is held for all of them."""
        part, half, steps = self._part(), BREATH_S / 2, self._way()
        if self._course.breathes:
            self._add(Doing.BREATHE_IN, half, steps.into, (part.start, part.held), part.held)
            self._add(Doing.BREATHE_OUT, half, steps.out, (part.let_go, part.end), part.end)
            return
        if first:
            self._add(Doing.IN, _way(part.into), steps.into, (part.start, part.held), part.held)
        for doing in (Doing.BREATHE_IN, Doing.BREATHE_OUT):
            self._add(doing, half, steps.hold, (part.held, part.held), part.held)
        if last:
            self._add(Doing.OUT, _way(part.out), steps.out, (part.let_go, part.end), part.end)

    def finish(self) -> None:
        """The last word."""
        self._unit += 1
        end = self._part().end
        self._add(Doing.END, END_S, (), (end, end), end)

    def _way(self) -> Way:
        return self._steps.way(self._side, self._rep, self._reps)

    def _reading(self, steps: tuple[int, ...]) -> float:
        """Seconds that it takes to read them."""
        return READ_S * sum(len(self._stretch.steps[step].split()) for step in steps)

    def _part(self) -> Part:
        """Which part of the loop is shown.  Where sides are counted, it is this side's.  Otherwise
        the repetitions are shared out among the parts, or among the holds of the one part that
        there is; breaths that are all taken in one pose keep to it."""
        course = self._course
        if self._stretch.sides > 1:
            return course.parts[(self._side - 1) % len(course.parts)]
        if self._dose.breaths and not course.breathes:
            return course.parts[0]
        parts = course.parts
        if self._stretch.dose.hold and len(course.stations) == self._stretch.dose.reps:
            parts = course.stations
        return parts[min((self._rep - 1) * len(parts) // self._reps, len(parts) - 1)]

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
