"""How an arm gets from one pose to the next: round the body, the elbow without a twitch."""

import math
from dataclasses import dataclass
from itertools import pairwise

from breakd.figure.geometry import Frame, Vec, add, between, dot, length, sub, unit
from breakd.figure.limbs import arm_frames, elbow_way, hand_axes
from breakd.figure.pose import ArmPose
from breakd.figure.rotation import angle_about, swung, turn_between, turned
from breakd.figure.skeleton import SIGN, Side, Skeleton

_STEPS = 24
_NEAR = 22.0  # hands that go no further than this (cm) go straight
_ARC = 0.42  # how far longer ways swing outwards, for each centimetre above that
# The room that a hand's path leaves the trunk, an ellipse about the spine, in the chest's frame,
# and the shoulder, where the arm would have to fold and turn at once.
_WIDE, _DEEP, _LOW, _HIGH = 21.0, 15.0, -48.0, 12.0
_SHOULDER_ROOM = 17.0
_FACE: Vec = (0.0, 33.0, 4.0)
_FACE_ROOM = 19.0
_OUTWARDS: Vec = (1.0, 0.0, 0.45)
_DETOURS: tuple[Vec, ...] = ((0.8, 0.8, 0.3), (0.3, 1.0, 0.3), (0.8, -0.6, -0.2), (0.6, 0.6, -0.5))
_FARTHER = (6.0, 14.0, 22.0, 30.0, 38.0)
_HALF_ROUND = math.radians(100)  # an elbow that turns further than this goes the easy way round
_FREE_WRIST = math.radians(50)  # a hand that turns further than this goes along with the forearm

Ends = tuple[Vec, Vec]


@dataclass(frozen=True, slots=True)
class Path:
    """The wrist's way as the chest sees it, from the shoulder; `bulge` is added half way."""

    wrists: Ends
    shoulders: Ends
    bulge: Vec

    def wrist(self, share: float) -> Vec:
        return add(between(*self.wrists, share), self.bulge, math.sin(math.pi * share))

    def reach(self, share: float) -> Vec:
        """From the shoulder to the wrist."""
        return sub(self.wrist(share), between(*self.shoulders, share))


@dataclass(frozen=True, slots=True)
class Sweep:
    """The way of one arm between two poses, in the frame of the chest.

    `poles` holds, step by step, a direction perpendicular to the reach that is taken along
    without any turn about it; what the elbow has to turn about that line from start to end is
    `twist` (radians).  `free` tells that the wrist keeps to the forearm rather than to what the
    hand was laid on.
    """

    path: Path
    poles: tuple[Vec, ...]
    twist: float
    free: bool

    def elbow(self, along: Vec, share: float) -> Vec:
        """The way the elbow points; `along` is the direction from shoulder to wrist, not far
        from that of the path."""
        step = min(int(share * _STEPS), _STEPS)
        begin, here = unit(self.path.reach(step / _STEPS)), unit(self.path.reach(share))
        pole = swung(swung(self.poles[step], begin, here), here, along)
        return turned(pole, along, self.twist * share)


def keeps_its_place(start: ArmPose, end: ArmPose) -> bool:
    """Whether the hand stays on what it lies on, or slides along it, rather than swings free."""
    if start.hand_in != end.hand_in:
        return False
    return end.swing == 0 or math.dist(start.hand, end.hand) < _NEAR


def sweep(begin: Skeleton, end: Skeleton, side: Side, arc: float | None) -> Sweep:
    """Between two held poses; `arc` is how much of the usual outward swing there shall be, or
    None for the straight way without a detour."""
    a, b = begin.arms[side], end.arms[side]
    path = _path(
        (_inside(begin.chest, a.wrist), _inside(end.chest, b.wrist)),
        (_inside(begin.chest, a.shoulder), _inside(end.chest, b.shoulder)),
        side,
        arc,
    )
    poles = [begin.chest.seen(elbow_way(a)[1])]
    ways = [unit(path.reach(step / _STEPS)) for step in range(_STEPS + 1)]
    for before, after in pairwise(ways):
        poles.append(swung(poles[-1], before, after))
    twist = _easy_twist(ways[-1], poles[-1], end.chest.seen(elbow_way(b)[1]), side)
    hands = (hand_axes(a.pointing, a.palm, a.wrist), hand_axes(b.pointing, b.palm, b.wrist))
    return Sweep(path, tuple(poles), twist, turn_between(*hands)[1] > _FREE_WRIST)


def held_wrist(skeleton: Skeleton, side: Side) -> Frame:
    """The axes of the hand as seen from the forearm."""
    arm = skeleton.arms[side]
    forearm = arm_frames(side, arm)[f"forearm_{side}"]
    hand = hand_axes(arm.pointing, arm.palm, arm.wrist)
    return Frame((0, 0, 0), *(forearm.seen(v) for v in (hand.x, hand.y, hand.z)))


def _path(wrists: Ends, shoulders: Ends, side: Side, arc: float | None) -> Path:
    """As straight as can be: round the trunk, and not so near by the shoulder that the arm would
    have to fold up and turn at once."""
    if arc is None:
        return Path(wrists, shoulders, (0.0, 0.0, 0.0))
    out = arc * max(_ARC * max(0.0, math.dist(*wrists) - _NEAR), _round_the_trunk(wrists, side))
    path = Path(wrists, shoulders, _bulge(_OUTWARDS, out, side))
    room = min(_SHOULDER_ROOM, length(path.reach(0.0)), length(path.reach(1.0))) - 0.5
    if _nearest(path) >= room:
        return path
    detours = (
        Path(wrists, shoulders, _bulge(way, far, side))
        for way in (_OUTWARDS, *_DETOURS)
        for far in _FARTHER
        if far >= out
    )
    return min((path, *detours), key=_haste)


def _bulge(way: Vec, far: float, side: Side) -> Vec:
    return (SIGN[side] * way[0] * far, way[1] * far, way[2] * far)


def _haste(path: Path) -> float:
    """How fast the arm has to turn at its fastest, how long the hand is in the face, and a little
    how far it goes about."""
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    ways = [unit(path.reach(share)) for share in steps]
    fastest = max(math.dist(before, after) for before, after in pairwise(ways))
    in_the_face = sum(math.dist(path.wrist(share), _FACE) < _FACE_ROOM for share in steps[1:-1])
    return fastest + 0.1 * in_the_face + 0.002 * length(path.bulge)


def _round_the_trunk(wrists: Ends, side: Side) -> float:
    out = 0.0
    for share in (0.25, 0.5, 0.75):
        x, y, z = between(*wrists, share)
        if _LOW < y < _HIGH and abs(z) < _DEEP:
            edge = _WIDE * math.sqrt(1.0 - (z / _DEEP) ** 2)
            out = max(out, (edge - SIGN[side] * x) / math.sin(math.pi * share))
    return out


def _nearest(path: Path) -> float:
    return min(length(path.reach(step / _STEPS)) for step in range(_STEPS + 1))


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
