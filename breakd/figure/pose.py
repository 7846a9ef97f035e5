"""What a pose is: the angles of the trunk, and where each hand and foot is to be."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from breakd.figure.geometry import Vec
from breakd.figure.skeleton import SIDES, Side

OTHER: Mapping[Side, Side] = {"l": "r", "r": "l"}
TRUNK_FRAMES = ("pelvis", "middle", "chest", "neck", "head")
LEG_FRAMES = ("thigh", "shin")
ARM_FRAMES = ("upper_arm", "forearm", "hand")
FRAMES = (
    "world",
    *TRUNK_FRAMES,
    *(f"{limb}_{side}" for limb in (*LEG_FRAMES, *ARM_FRAMES) for side in SIDES),
)
_SIDED = re.compile(r"(.+)_([lr])")


@dataclass(frozen=True, slots=True)
class ArmPose:
    """One arm.  `shoulder` is how far the shoulder is drawn up and forward (cm); `hand` the place
    of the wrist, `pointing` the way of the fingers and `palm` the way out of the palm, all three
    in the frame `hand_in`; `elbow` the way the elbow points, in the frame of the chest.  `layer`
    draws the hand further before (+) or behind; `swing` is how much of the usual outward arc the
    hand makes on its way to this pose (0: straight, along what it lies on)."""

    shoulder: tuple[float, float]
    hand: Vec
    hand_in: str
    elbow: Vec
    pointing: Vec
    palm: Vec
    layer: float
    swing: float

    def mirrored(self) -> "ArmPose":
        return ArmPose(
            self.shoulder,
            across(self.hand),
            other_side(self.hand_in),
            across(self.elbow),
            across(self.pointing),
            across(self.palm),
            self.layer,
            self.swing,
        )


@dataclass(frozen=True, slots=True)
class LegPose:
    """One leg, in the world: the place of the ankle, the way the knee points, and the toes."""

    foot: Vec
    knee: Vec
    toe: Vec

    def mirrored(self) -> "LegPose":
        return LegPose(across(self.foot), across(self.knee), across(self.toe))


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole figure.  `pelvis` is its place in the world (cm); `tilt`, `lumbar`, `thorax`,
    `neck` and `head` are the angles [flex, side, turn] of one joint after the other."""

    pelvis: Vec
    tilt: Vec
    lumbar: Vec
    thorax: Vec
    neck: Vec
    head: Vec
    arm_l: ArmPose
    arm_r: ArmPose
    leg_l: LegPose
    leg_r: LegPose

    def arm(self, side: Side) -> ArmPose:
        return self.arm_l if side == "l" else self.arm_r

    def leg(self, side: Side) -> LegPose:
        return self.leg_l if side == "l" else self.leg_r

    def mirrored(self) -> "Pose":
        """Left and right exchanged."""
        return Pose(
            across(self.pelvis),
            _turned_over(self.tilt),
            _turned_over(self.lumbar),
            _turned_over(self.thorax),
            _turned_over(self.neck),
            _turned_over(self.head),
            self.arm_r.mirrored(),
            self.arm_l.mirrored(),
            self.leg_r.mirrored(),
            self.leg_l.mirrored(),
        )

    def leans_on(self, side: Side) -> bool:
        """Whether this side's hand has its place on the other arm."""
        limb, where = split_side(self.arm(side).hand_in)
        return limb in ARM_FRAMES and where == OTHER[side]


def split_side(name: str) -> tuple[str, Side | None]:
    """("forearm", "l") for "forearm_l", ("chest", None) for "chest"."""
    match = _SIDED.fullmatch(name)
    if match is None:
        return name, None
    return match[1], "l" if match[2] == "l" else "r"


def other_side(name: str) -> str:
    """The name of the same part on the other side."""
    part, side = split_side(name)
    return part if side is None else f"{part}_{OTHER[side]}"


def across(place: Vec) -> Vec:
    """The mirror image of a place or direction."""
    return (-place[0], place[1], place[2])


def _turned_over(angles: Vec) -> Vec:
    return (angles[0], -angles[1], -angles[2])


def mixed(poses: Sequence[Pose], weights: Sequence[float]) -> Pose:
    """The weighted sum of poses whose hands are in the same frames."""

    def total(pick: Callable[[Pose], tuple[float, ...]]) -> tuple[float, ...]:
        rows = [pick(pose) for pose in poses]
        return tuple(
            sum(w * v for w, v in zip(weights, column, strict=True))
            for column in zip(*rows, strict=True)
        )

    def vec(pick: Callable[[Pose], Vec]) -> Vec:
        x, y, z = total(pick)
        return (x, y, z)

    def arm(side: Side) -> ArmPose:
        up, forward = total(lambda pose: pose.arm(side).shoulder)
        (layer,) = total(lambda pose: (pose.arm(side).layer,))
        first = poses[0].arm(side)
        return ArmPose(
            (up, forward),
            vec(lambda pose: pose.arm(side).hand),
            first.hand_in,
            vec(lambda pose: pose.arm(side).elbow),
            vec(lambda pose: pose.arm(side).pointing),
            vec(lambda pose: pose.arm(side).palm),
            layer,
            first.swing,
        )

    def leg(side: Side) -> LegPose:
        return LegPose(
            vec(lambda pose: pose.leg(side).foot),
            vec(lambda pose: pose.leg(side).knee),
            vec(lambda pose: pose.leg(side).toe),
        )

    return Pose(
        vec(lambda pose: pose.pelvis),
        vec(lambda pose: pose.tilt),
        vec(lambda pose: pose.lumbar),
        vec(lambda pose: pose.thorax),
        vec(lambda pose: pose.neck),
        vec(lambda pose: pose.head),
        arm("l"),
        arm("r"),
        leg("l"),
        leg("r"),
    )
