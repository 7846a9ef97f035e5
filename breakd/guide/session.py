"""Where a guided break stands: a plan, and a clock that can be stopped and set.  Pure; `now` is
any clock in seconds that does not step."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from breakd.core.stretch import SHORT_HOLD_S
from breakd.guide.segments import Doing, Plan, Segment

Cue = Literal["begin", "switch", "end"]

AGAIN_S = 1.5  # going back later than this into a repetition begins it again


@dataclass(frozen=True, slots=True)
class Moment:
    """What there is to see now.

    `step` is the current sentence, None where there is none.  `ring` is how much of the ring is
    drawn, 0 to 1; `left` the seconds to count down, None where counting would only distract.
    `unit` numbers the repetitions, 0 before the first; `share` (0 to 1) is how much is over of what
    is being done.  `figure` is the moment of the drawing's loop, `moving` whether that changes by
    itself; `pose` is the moment that stands for it where nothing is to move.  All of it is about
    the same until `lasts` seconds from now.
    """

    doing: Doing
    step: int | None
    ring: float
    left: float | None
    side: int
    rep: int
    set: int
    figure: float
    moving: bool
    pose: float
    lasts: float
    unit: int
    share: float


@dataclass(frozen=True, slots=True)
class Session:
    """One run through a plan: at `since` it stood `base` seconds into it, and goes on from there
    unless it `is_paused`."""

    plan: Plan
    since: float
    base: float = 0.0
    is_paused: bool = False

    def elapsed(self, now: float) -> float:
        """Seconds into the plan, pauses left out; no more than there are."""
        spent = self.base if self.is_paused else self.base + max(now - self.since, 0.0)
        return min(spent, self.plan.seconds)

    def is_over(self, now: float) -> bool:
        """Whether the last word has been said, too."""
        return self.elapsed(now) >= self.plan.seconds

    # --- what the user asks for ------------------------------------------------------------------

    def toggled(self, now: float) -> "Session":
        """Paused, or going on where it was."""
        return replace(self, since=now, base=self.elapsed(now), is_paused=not self.is_paused)

    def next(self, now: float) -> "Session":
        """At the beginning of the next repetition; at the end if this was the last."""
        here = self._segment(now).unit
        later = (segment.start for segment in self.plan.segments if segment.unit > here)
        return self._at(next(later, self.elapsed(now)), now)

    def previous(self, now: float) -> "Session":
        """At the beginning of this repetition, or of the one before if it has hardly begun."""
        here = self._start_of(self._segment(now).unit)
        if self.elapsed(now) - here > AGAIN_S:
            return self._at(here, now)
        before = max(self._segment(now).unit - 1, 0)
        return self._at(self._start_of(before), now)

    def _at(self, elapsed: float, now: float) -> "Session":
        return replace(self, since=now, base=elapsed)

    def _start_of(self, unit: int) -> float:
        return min(segment.start for segment in self.plan.segments if segment.unit == unit)

    # --- what there is to see and to hear --------------------------------------------------------

    def moment(self, now: float) -> Moment:
        """What there is to see."""
        at = self.elapsed(now)
        segment = self._segment(now)
        share = (at - segment.start) / segment.seconds
        first, last = segment.figure
        ring, left = _ring(segment, share, self._remaining(segment, at))
        return Moment(
            doing=segment.doing,
            step=_current(segment.steps, share),
            ring=ring,
            left=left,
            side=segment.side,
            rep=segment.rep,
            set=segment.set,
            figure=first + (last - first) * share,
            moving=first != last and not self.is_paused,
            pose=segment.pose,
            lasts=segment.end - at,
            unit=segment.unit,
            share=share,
        )

    def cues(self, before: float, after: float) -> tuple[Cue, ...]:
        """What is to be heard between two readings of `elapsed`."""
        return tuple(cue for at, cue in _cues(self.plan) if before <= at < after)

    def _segment(self, now: float) -> Segment:
        at = self.elapsed(now)
        found = (segment for segment in self.plan.segments if at < segment.end)
        return next(found, self.plan.segments[-1])

    def _remaining(self, segment: Segment, at: float) -> float:
        """Of all neighbours that do the same: getting ready has two parts."""
        same = [
            other.end
            for other in self.plan.segments
            if (other.doing, other.unit) == (segment.doing, segment.unit)
        ]
        return max(same) - at


def _ring(segment: Segment, share: float, left: float) -> tuple[float, float | None]:
    """It fills on the way into a hold and with a breath, and empties with what is left."""
    match segment.doing:
        case Doing.IN | Doing.BREATHE_IN | Doing.TURN:
            return share, None
        case Doing.HOLD | Doing.REST:
            return 1 - share, left
        case Doing.BREATHE_OUT:
            return 1 - share, None
        case Doing.READY | Doing.SWITCH:
            return 0.0, left
        case Doing.OUT:
            return 0.0, None
        case Doing.END:
            return 1.0, None


def _current(steps: tuple[int, ...], share: float) -> int | None:
    if not steps:
        return None
    return steps[min(int(share * len(steps)), len(steps) - 1)]


def _cues(plan: Plan) -> list[tuple[float, Cue]]:
    """The first movement begins, a long hold is over or the side changes, the end.

    They are for those who look elsewhere, who can count a hold of a few seconds by themselves.
    """
    found: list[tuple[float, Cue]] = []
    long = plan.dose.hold >= SHORT_HOLD_S and not plan.dose.breaths
    units = plan.segments[-1].unit
    for this, following in pairwise(plan.segments):
        changes = following.doing is not this.doing
        if this.doing is Doing.READY and changes:
            found.append((this.end, "begin"))
        elif this.doing is Doing.HOLD and long:
            found.append((this.end, "end" if this.unit == units - 1 else "switch"))
        elif following.doing is Doing.SWITCH and not long:
            found.append((this.end, "switch"))
        elif following.doing is Doing.END and not long:
            found.append((this.end, "end"))
    return found
