"""How an arm gets from one pose to the next: round the body, the elbow without a twitch."""

import math
from dataclasses import dataclass

from breakd.figure.geometry import Frame, Vec, add, between, dot, length, scaled, sub, unit
from breakd.figure.limbs import arm_frames, elbow_way, hand_axes
from breakd.figure.rotation import angle_about, swung, turn_between, turned
from breakd.figure.skeleton import SIGN, Side, Skeleton

_STEPS = 12
_NEAR = 22.0  # hands that go no further than this (cm) go straight
_ARC = 0.42  # how far longer ways swing outwards, for each centimetre above that
# The room that a hand's path leaves the trunk, an ellipse about the spine, in the chest's frame.
_WIDE, _DEEP, _LOW, _HIGH = 21.0, 15.0, -48.0, 12.0
_HALF_ROUND = math.radians(100)  # an elbow that turns further than this goes the easy way round
_FREE_WRIST = math.radians(50)  # a hand that turns further than this goes along with the forearm


@dataclass(frozen=True, slots=True)
class Sweep:
    """The way of one arm between two poses, in the frame of the chest.

    `bulge` is added to the hand's path half way.  `grid` holds, step by step, the direction from
    shoulder to wrist and a direction perpendicular to it that is taken along without any turn
    about it; what the elbow has to turn about that line from start to end is `twist` (radians).
    `free` tells that the wrist keeps to the forearm rather than to what the hand was laid on.
    """

    bulge: Vec
    grid: tuple[tuple[Vec, Vec], ...]
    twist: float
    free: bool

    def elbow(self, along: Vec, share: float) -> Vec:
        """The way the elbow points; `along` is the direction from shoulder to wrist."""
        step = min(int(share * _STEPS), _STEPS)
        start, pole = self.grid[step]
        return turned(swung(pole, start, along), along, self.twist * share)


def sweep(begin: Skeleton, end: Skeleton, side: Side, arc: float) -> Sweep:
    """Between two held poses; `arc` is how much of the usual outward swing there shall be."""
    a, b = begin.arms[side], end.arms[side]
    wrists = (_inside(begin.chest, a.wrist), _inside(end.chest, b.wrist))
    shoulders = (_inside(begin.chest, a.shoulder), _inside(end.chest, b.shoulder))
    bulge = scaled(_bulge(*wrists, side), arc)
    along_a, pole_a = (begin.chest.seen(v) for v in elbow_way(a))
    along_b, pole_b = (end.chest.seen(v) for v in elbow_way(b))
    grid = [(along_a, pole_a)]
    for step in range(1, _STEPS + 1):
        share = step / _STEPS
        hand = add(between(*wrists, share), bulge, math.sin(math.pi * share))
        way = sub(hand, between(*shoulders, share))
        along = along_b if step == _STEPS else unit(way) if length(way) > 1 else grid[-1][0]
        grid.append((along, swung(grid[-1][1], grid[-1][0], along)))
    twist = _easy_twist(along_b, grid[-1][1], pole_b, side)
    hands = (hand_axes(a.pointing, a.palm, a.wrist), hand_axes(b.pointing, b.palm, b.wrist))
    return Sweep(bulge, tuple(grid), twist, turn_between(*hands)[1] > _FREE_WRIST)


def held_wrist(skeleton: Skeleton, side: Side) -> Frame:
    """The axes of the hand as seen from the forearm."""
    arm = skeleton.arms[side]
    forearm = arm_frames(side, arm)[f"forearm_{side}"]
    hand = hand_axes(arm.pointing, arm.palm, arm.wrist)
    return Frame((0, 0, 0), *(forearm.seen(v) for v in (hand.x, hand.y, hand.z)))


def _bulge(start: Vec, end: Vec, side: Side) -> Vec:
    """How far the middle of the path is to lie from the straight line."""
    sign = SIGN[side]
    out = _ARC * max(0.0, math.dist(start, end) - _NEAR)
    for share in (0.25, 0.5, 0.75):
        x, y, z = between(start, end, share)
        if _LOW < y < _HIGH and abs(z) < _DEEP:
            edge = _WIDE * math.sqrt(1.0 - (z / _DEEP) ** 2)
            out = max(out, (edge - sign * x) / math.sin(math.pi * share))
    return (sign * out, 0.0, 0.45 * out if out else 0.0)


def _easy_twist(along: Vec, carried: Vec, pole: Vec, side: Side) -> float:
    """The turn about `along` from the direction that was taken along to the elbow's own; a long
    one passes below and outside the shoulder, as elbows do, rather than through the body."""
    twist = angle_about(along, carried, pole)
    if abs(twist) < _HALF_ROUND:
        return twist
    easy: Vec = (0.6 * SIGN[side], -1.0, -0.2)
    other = twist - math.copysign(2 * math.pi, twist)
    return max((twist, other), key=lambda angle: dot(turned(carried, along, angle / 2), easy))


def _inside(frame: Frame, point: Vec) -> Vec:
    return frame.seen(sub(point, frame.origin))
