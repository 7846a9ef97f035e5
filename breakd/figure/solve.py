"""From poses to bones: the trunk by its angles, arms and legs by where they reach."""

from functools import lru_cache

from breakd.figure.geometry import Frame, Vec, between, length, scaled, sub, unit
from breakd.figure.limbs import (
    arm_frames,
    bent,
    frames_of,
    hand_axes,
    leg_frames,
    trunk_frames,
)
from breakd.figure.pose import ArmPose, Pose
from breakd.figure.rotation import part_way
from breakd.figure.skeleton import (
    FOREARM,
    SHIN,
    SIDES,
    THIGH,
    UPPER_ARM,
    Arm,
    Leg,
    Side,
    Skeleton,
)
from breakd.figure.sweep import Sweep, held_wrist, keeps_its_place, sweep
from breakd.figure.trunk import Trunk, trunk


def solve(a: Pose, b: Pose | None = None, share: float = 0.0) -> Skeleton:
    """The bones in pose `a`, or `share` (0 to 1) of the way from there to pose `b`."""
    if b is None or b == a or share <= 0.0:
        return _held(a)
    return _held(b) if share >= 1.0 else _on_the_way(a, b, share)


@lru_cache(maxsize=64)  # every moment of a way asks for both its ends
def _held(pose: Pose) -> Skeleton:
    body = trunk(pose, pose, 0.0)
    legs = {side: _leg(body, pose, pose, 0.0, side) for side in SIDES}
    frames = _frames(body, legs)
    arms: dict[Side, Arm] = {}
    for side in sorted(SIDES, key=pose.leans_on):
        arms[side] = _held_arm(body, pose.arm(side), frames, side)
        frames |= arm_frames(side, arms[side])
    return Skeleton(body.spine, body.neck, body.head, arms, legs)


def _on_the_way(a: Pose, b: Pose, share: float) -> Skeleton:
    body = trunk(a, b, share)
    legs = {side: _leg(body, a, b, share, side) for side in SIDES}
    frames = _frames(body, legs)
    arms: dict[Side, Arm] = {}
    # First the arm that the other one may be laid on.
    for side in sorted(SIDES, key=lambda side: a.leans_on(side) + b.leans_on(side)):
        arms[side] = _moving_arm(body, a, b, share, frames, side)
        frames |= arm_frames(side, arms[side])
    return Skeleton(body.spine, body.neck, body.head, arms, legs)


def _leg(body: Trunk, a: Pose, b: Pose, share: float, side: Side) -> Leg:
    start, end = a.leg(side), b.leg(side)
    hip = body.hips[side]
    foot, pole = between(start.foot, end.foot, share), between(start.knee, end.knee, share)
    knee, ankle = bent(hip, foot, THIGH, SHIN, pole)
    toe = between(start.toe, end.toe, share)
    return Leg(hip, knee, ankle, unit(toe if length(toe) > 1e-6 else end.toe))


def _frames(body: Trunk, legs: dict[Side, Leg]) -> dict[str, Frame]:
    frames = trunk_frames(body.spine, body.neck, body.head)
    for side, leg in legs.items():
        frames |= leg_frames(side, leg)
    return frames


def _held_arm(body: Trunk, arm: ArmPose, frames: dict[str, Frame], side: Side) -> Arm:
    place = frames[arm.hand_in]
    shoulder = body.shoulders[side]
    pole = body.chest.vec(arm.elbow)
    elbow, wrist = bent(shoulder, place.at(arm.hand), UPPER_ARM, FOREARM, pole)
    hand = _laid(place, arm)
    return Arm(shoulder, elbow, wrist, scaled(hand.y, -1.0), hand.z, arm.layer)


def _moving_arm(
    body: Trunk, a: Pose, b: Pose, share: float, frames: dict[str, Frame], side: Side
) -> Arm:
    start, end = a.arm(side), b.arm(side)
    way = _sweep(a, b, side)
    # Where each hand lies on the other arm, the ends of the way stand in for what is not known.
    place_a = frames.get(start.hand_in) or frames_of(_held(a))[start.hand_in]
    place_b = frames.get(end.hand_in) or frames_of(_held(b))[end.hand_in]
    if keeps_its_place(start, end):
        target = between(place_a.at(start.hand), place_b.at(end.hand), share)
    else:
        target = body.chest.at(way.path.wrist(share))
    shoulder = body.shoulders[side]
    pole = _pole(body.chest, way, sub(target, shoulder), share)
    elbow, wrist = bent(shoulder, target, UPPER_ARM, FOREARM, pole)
    layer = start.layer + (end.layer - start.layer) * share
    arm = Arm(shoulder, elbow, wrist, (0, -1, 0), (0, 0, 1), layer)
    if way.free:
        seen = part_way(held_wrist(_held(a), side), held_wrist(_held(b), side), share)
        forearm = arm_frames(side, arm)[f"forearm_{side}"]
        pointing, palm = scaled(forearm.vec(seen.y), -1.0), forearm.vec(seen.z)
    else:
        hand = part_way(_laid(place_a, start), _laid(place_b, end), share)
        pointing, palm = scaled(hand.y, -1.0), hand.z
    return Arm(shoulder, elbow, wrist, pointing, palm, layer)


@lru_cache(maxsize=128)
def _sweep(a: Pose, b: Pose, side: Side) -> Sweep:
    arc = None if keeps_its_place(a.arm(side), b.arm(side)) else b.arm(side).swing
    return sweep(_held(a), _held(b), side, arc)


def _pole(chest: Frame, way: Sweep, reach: Vec, share: float) -> Vec:
    return chest.vec(way.elbow(chest.seen(unit(reach)), share))


def _laid(place: Frame, arm: ArmPose) -> Frame:
    """The axes of a hand as its pose wants them."""
    return hand_axes(place.vec(arm.pointing), place.vec(arm.palm), place.origin)
