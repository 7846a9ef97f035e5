"""Two bones that reach for a place, and the frames that go along with the parts of the body."""

import math

from breakd.figure.geometry import Frame, Vec, add, cross, length, scaled, sub, unit
from breakd.figure.rotation import upright
from breakd.figure.skeleton import SIDES, Arm, Leg, Side, Skeleton, Spine

# A reach beyond this share of the full length is softened: a limb that snaps straight at its
# last millimetre makes the elbow tick.
_SOFT_FROM, _SOFT_TO = 0.98, 0.999


def bent(root: Vec, target: Vec, upper: float, lower: float, pole: Vec) -> tuple[Vec, Vec]:
    """(middle joint, end) of two bones of these lengths from `root` towards `target`; the middle
    joint points the way of `pole`.  What is out of reach is only pointed at."""
    way = sub(target, root)
    along = unit(way) if length(way) > 1e-6 else (0.0, -1.0, 0.0)
    reach = _soft(max(length(way), abs(upper - lower) + 0.5), upper + lower)
    cosine = (upper * upper + reach * reach - lower * lower) / (2 * upper * reach)
    height = upper * math.sqrt(max(0.0, 1.0 - cosine * cosine))
    middle = add(add(root, along, upper * cosine), upright(pole, along), height)
    return middle, add(root, along, reach)


def _soft(reach: float, full: float) -> float:
    begin, room = _SOFT_FROM * full, (_SOFT_TO - _SOFT_FROM) * full
    if reach <= begin:
        return reach
    return begin + room * (1.0 - math.exp((begin - reach) / room))


def elbow_way(arm: Arm) -> tuple[Vec, Vec]:
    """Unit vectors: from the shoulder to the wrist, and the way the elbow points from there."""
    along = unit(sub(arm.wrist, arm.shoulder))
    return along, upright(sub(arm.elbow, arm.shoulder), along)


def hand_axes(pointing: Vec, palm: Vec, origin: Vec) -> Frame:
    """The frame of a hand: y against the fingers, z out of the palm."""
    up = scaled(unit(pointing), -1.0) if length(pointing) > 1e-6 else (0.0, 1.0, 0.0)
    out = upright(palm, up)
    return Frame(origin, cross(up, out), up, out)


def frames_of(skeleton: Skeleton) -> dict[str, Frame]:
    """All the frames that a pose may name, in this skeleton."""
    frames = trunk_frames(skeleton.spine, skeleton.neck, skeleton.head)
    for side in SIDES:
        frames |= leg_frames(side, skeleton.legs[side])
        frames |= arm_frames(side, skeleton.arms[side])
    return frames


def trunk_frames(spine: Spine, neck: Frame, head: Frame) -> dict[str, Frame]:
    """The world and the parts of the trunk."""
    pelvis, _, middle, chest = spine
    return {
        "world": Frame(),
        "pelvis": pelvis,
        "middle": middle,
        "chest": chest,
        "neck": neck,
        "head": head,
    }


def arm_frames(side: Side, arm: Arm) -> dict[str, Frame]:
    """Upper arm, forearm and hand.  On a hanging arm x, y, z are left, up and forward."""
    along, pole = elbow_way(arm)
    hinge = cross(along, pole)
    return {
        f"upper_arm_{side}": _bone(arm.shoulder, arm.elbow, hinge),
        f"forearm_{side}": _bone(arm.elbow, arm.wrist, hinge),
        f"hand_{side}": hand_axes(arm.pointing, arm.palm, arm.wrist),
    }


def leg_frames(side: Side, leg: Leg) -> dict[str, Frame]:
    """Thigh and shin.  On a standing leg x, y, z are left, up and forward."""
    along = unit(sub(leg.ankle, leg.hip))
    hinge = cross(upright(sub(leg.knee, leg.hip), along), along)
    return {
        f"thigh_{side}": _bone(leg.hip, leg.knee, hinge),
        f"shin_{side}": _bone(leg.knee, leg.ankle, hinge),
    }


def _bone(top: Vec, bottom: Vec, hinge: Vec) -> Frame:
    up = unit(sub(top, bottom))
    return Frame(top, hinge, up, cross(hinge, up))
