"""The movement in time: which poses a moment lies between, and how far along it is."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from breakd.figure.drawing import Breath, Drawing, Key
from breakd.figure.easing import curve_weights, eased, passing_speeds
from breakd.figure.pose import ArmPose, Pose, mixed

LONG_HOLD_S = 0.8  # a pose held this long is the stretch itself
_BREATH_S = 3.5  # one breath of somebody who holds still; shorter holds show none
_RIBS_CM, _RIBS_DEGREES = 0.4, 0.8  # how far a breath lifts the shoulders and the chest


@dataclass(frozen=True, slots=True)
class Moment:
    """For `solve`: `share` (0 to 1, eased) of the way from `a` to `b`.  `key_a` and `key_b` are
    their numbers in the drawing; `side` is 1, or -1 where the sides are exchanged; `lit` (0 to 1)
    is how much the muscle works."""

    a: Pose
    b: Pose
    share: float
    key_a: int
    key_b: int
    side: int
    lit: float


@dataclass(frozen=True, slots=True)
class Phase:
    """From `start` to `end` (s) the figure moves to the key, or holds it; never of no length."""

    start: float
    end: float
    kind: Literal["move", "hold"]
    key: int
    side: int
    breath: Breath


class Timeline:
    """One loop of a drawing, `seconds` long; `still` leaves out the breathing of long holds.

    It begins with the hold of key 0 and ends with the move back to it.  A mirrored drawing goes
    through its keys twice, first as written.  A cyclic one never holds.
    """

    def __init__(self, drawing: Drawing, *, still: bool = False) -> None:
        self.drawing = drawing
        self._still = still
        self._count = len(drawing.keys)
        self._keys = drawing.keys
        if drawing.mirror:
            turned = (replace(key, pose=key.pose.mirrored()) for key in drawing.keys)
            self._keys = (*drawing.keys, *turned)
        self._speeds = [self._passing(index) for index in range(len(self._keys))]
        self._goals: list[int] = []  # for each phase, which of the keys it is about
        self.phases: tuple[Phase, ...] = self._lay_out()
        self.seconds = self.phases[-1].end
        self._starts = [phase.start for phase in self.phases]

    def _lay_out(self) -> tuple[Phase, ...]:
        phases: list[Phase] = []
        now = 0.0

        def add(seconds: float, kind: Literal["move", "hold"], index: int) -> None:
            nonlocal now
            if seconds > 0:
                key, side = index % self._count, self._side(index)
                breath = self._keys[index].breath
                phases.append(Phase(now, now + seconds, kind, key, side, breath))
                self._goals.append(index)
                now += seconds

        for index, key in enumerate(self._keys):
            if not self.drawing.cyclic:
                add(key.hold, "hold", index)
            following = (index + 1) % len(self._keys)
            add(self._keys[following].move, "move", following)
        return tuple(phases)

    def at(self, t: float) -> Moment:
        """The moment `t` seconds after the beginning, of any loop."""
        t %= self.seconds
        number = bisect_right(self._starts, t) - 1
        phase, goal = self.phases[number], self._goals[number]
        done = (t - phase.start) / (phase.end - phase.start)
        if self.drawing.cyclic:
            return self._circling(goal, done)
        if phase.kind == "hold":
            pose = self._breathing(self._keys[goal], done)
            return self._moment(pose, pose, 0.0, goal, goal)
        origin = (goal - 1) % len(self._keys)
        a, b = self._keys[origin], self._keys[goal]
        share = eased(done, self._speeds[origin][1], self._speeds[goal][0])
        return self._moment(a.pose, b.pose, share, origin, goal)

    def pose(self, key: int, side: int = 1) -> Pose:
        """The pose of one key, with the sides exchanged for `side` -1."""
        pose = self.drawing.keys[key].pose
        return pose if side > 0 else pose.mirrored()

    @property
    def key_time(self) -> float:
        """The moment that a still picture shows: the middle of the hold of the icon's key."""
        return self._time_of(self.drawing.icon, 1)

    def moments(self, count: int = 5) -> tuple[float, ...]:
        """At most so many times, in order, that tell the movement: holds and the middles of ways,
        always the icon's moment and, while there is room, every stretch.  Of a mirrored drawing
        the first side is told up to the icon's moment, the other one by its last steps there."""
        told = sorted({*(self._middle(phase) for phase in self.phases), self.key_time})
        if not self.drawing.mirror:
            return _picked(told, (self.key_time, *self._stretches()), count)
        again = count // 2
        first = [time for time in told if time <= self.key_time]
        first_side = _picked(first, (self.key_time,), count - again)
        other_side = [time + self.seconds / 2 for time in first[len(first) - again :]]
        return (*first_side, *other_side)

    def _stretches(self) -> list[float]:
        long = (phase for phase in self.phases if phase.kind == "hold" and self._lit(phase.key))
        return [self._middle(phase) for phase in long]

    def _middle(self, phase: Phase) -> float:
        return (phase.start + phase.end) / 2

    def _time_of(self, key: int, side: int) -> float:
        for phase in self.phases:
            if phase.kind == "hold" and (phase.key, phase.side) == (key, side):
                return self._middle(phase)
        for phase in self.phases:  # passed without a hold: where the way to it ends
            if (phase.key, phase.side) == (key, side):
                return phase.end % self.seconds
        return 0.0

    def _side(self, index: int) -> int:
        return 1 if index < self._count else -1

    def _passing(self, index: int) -> tuple[float, float]:
        """How fast a key is reached and left, in mean speeds of those ways."""
        before, key = self._keys[index - 1], self._keys[index]
        after = self._keys[(index + 1) % len(self._keys)]
        if key.hold > 0 or key.move <= 0 or after.move <= 0 or self.drawing.cyclic:
            return 0.0, 0.0
        return passing_speeds(before.pose, key.pose, after.pose, (key.move, after.move))

    def _lit(self, index: int) -> float:
        return 1.0 if self.drawing.cyclic or self._keys[index].hold >= LONG_HOLD_S else 0.0

    def _moment(self, a: Pose, b: Pose, share: float, origin: int, goal: int) -> Moment:
        lit = self._lit(origin) + (self._lit(goal) - self._lit(origin)) * share
        key_a, key_b = origin % self._count, goal % self._count
        # The way back to the start belongs to the side that it comes from while that still glows.
        side = self._side(origin if not key_b and self._lit(origin) else goal)
        return Moment(a, b, share, key_a, key_b, side, lit)

    def _circling(self, goal: int, done: float) -> Moment:
        total = len(self._keys)
        four = [self._keys[(goal + step) % total].pose for step in (-2, -1, 0, 1)]
        pose = mixed(four, curve_weights(done))
        return self._moment(pose, pose, 0.0, (goal - 1) % total, goal)

    def _breathing(self, key: Key, done: float) -> Pose:
        breaths = int(key.hold / _BREATH_S)
        if self._still or not breaths:
            return key.pose
        return _breathed_in(key.pose, 0.5 - 0.5 * math.cos(2 * math.pi * breaths * done))


def _picked(times: Sequence[float], needed: Sequence[float], count: int) -> tuple[float, ...]:
    """So many of them, evenly, but the first and, by their order, those that are needed."""
    if len(times) <= count:
        return tuple(times)
    last = len(times) - 1
    picked = {times[round(last * step / max(1, count - 1))] for step in range(count)}
    kept = {times[0]} if count > 1 else set()
    for time in needed:
        if time in picked or len(kept) < count:
            spare = picked - kept
            if time not in picked:
                picked.remove(min(spare, key=lambda other: abs(other - time)))
            picked.add(time)
            kept.add(time)
    return tuple(sorted(picked))


def _breathed_in(pose: Pose, depth: float) -> Pose:
    """The same pose with the ribs lifted; `depth` 0 to 1."""

    def lifted(arm: ArmPose) -> ArmPose:
        up, forward = arm.shoulder
        return replace(arm, shoulder=(up + _RIBS_CM * depth, forward))

    flex, side, turn = pose.thorax
    thorax = (flex - _RIBS_DEGREES * depth, side, turn)
    return replace(pose, thorax=thorax, arm_l=lifted(pose.arm_l), arm_r=lifted(pose.arm_r))
