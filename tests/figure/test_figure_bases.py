"""Who lies, kneels or sits on the floor touches it, and nothing sinks in."""

import math

import pytest

from breakd.figure.bases import BASES
from breakd.figure.geometry import Frame, Vec, add
from breakd.figure.limbs import frames_of
from breakd.figure.pose import ARM_FRAMES, Pose, split_side
from breakd.figure.posture import base_values, pose_from
from breakd.figure.skeleton import SIDES, Skeleton
from breakd.figure.solve import solve

# What carries the weight, by base; all of it is to be on the floor.
CARRIED_BY = {
    "standing": {"sole_l", "sole_r"},
    "seated": {"sole_l", "sole_r"},
    "kneeling": {"knee_l", "knee_r", "shin_l", "shin_r"},
    "heels": {"knee_l", "knee_r", "shin_l", "shin_r"},
    "long_sitting": {"pelvis", "shin_l", "shin_r"},
    "all_fours": {"knee_l", "knee_r", "hand_l", "hand_r", "shin_l", "shin_r"},
    "prone": {"pelvis", "chest", "head", "hand_l", "hand_r"},
    "elbows": {"pelvis", "elbow_l", "elbow_r", "hand_l", "hand_r"},
    "supine": {"pelvis", "chest", "head", "sole_l", "sole_r", "hand_l", "hand_r"},
    "side_lying": {"pelvis", "chest", "head", "shoulder_r", "knee_r", "hand_r"},
}


def posture(name: str) -> Pose:
    return pose_from(base_values(name), name, "base")


def lowest(frame: Frame, centre: Vec, radii: Vec) -> float:
    """The lowest point of an ellipsoid along the axes of a frame."""
    axes = zip((frame.x, frame.y, frame.z), radii, strict=True)
    return frame.at(centre)[1] - math.hypot(*(axis[1] * radius for axis, radius in axes))


def heights(bones: Skeleton) -> dict[str, float]:
    """The height of the lowest point of each part, out of how thick it is."""
    found = {
        "pelvis": lowest(bones.pelvis, (0, -2, -1), (15.6, 8, 11)),
        "chest": min(
            lowest(bones.chest, (0, -2, 0.8), (15, 4.5, 10.4)),
            lowest(bones.chest, (0, 5.5, -0.6), (13.4, 4.5, 8.6)),
        ),
        "head": lowest(bones.head, (0, 11, 1.8), (10.8, 13, 12.4)),
    }
    for side in SIDES:
        arm, leg = bones.arms[side], bones.legs[side]
        finger = add(arm.wrist, arm.pointing, 14)
        found |= {
            f"shoulder_{side}": arm.shoulder[1] - 5,
            f"elbow_{side}": arm.elbow[1] - 3.5,
            f"hand_{side}": min(arm.wrist[1] - 2.5, finger[1] - 1.2),
            f"knee_{side}": leg.knee[1] - 6.2,
            f"shin_{side}": leg.ankle[1] - 4.6,
            # Only a foot whose toes point ahead stands on its sole.
            f"sole_{side}": leg.ankle[1] - (6.5 if abs(leg.toe[1]) < 0.05 else 4.6),
        }
    return found


def test_every_base_says_what_carries_it() -> None:
    assert set(CARRIED_BY) == set(BASES)


@pytest.mark.parametrize("name", BASES)
def test_a_base_rests_on_the_floor(name: str) -> None:
    found = heights(solve(posture(name)))
    assert min(found.values()) > -2.0, found
    for part in CARRIED_BY[name]:
        assert found[part] < 4.0, (part, found[part])


@pytest.mark.parametrize("name", BASES)
def test_a_base_is_within_reach(name: str) -> None:
    pose = posture(name)
    bones = solve(pose)
    frames = frames_of(bones)
    for side in SIDES:
        arm = pose.arm(side)
        assert math.dist(frames[arm.hand_in].at(arm.hand), bones.arms[side].wrist) < 1.0
        assert math.dist(pose.leg(side).foot, bones.legs[side].ankle) < 1.0


@pytest.mark.parametrize("name", sorted(set(BASES) - {"side_lying"}))
def test_a_base_is_the_same_on_both_sides(name: str) -> None:
    pose = posture(name)
    assert pose.mirrored() == pose


def test_no_base_leaves_a_hand_on_the_other_arm() -> None:
    for name in BASES:
        pose = posture(name)
        assert all(split_side(pose.arm(side).hand_in)[0] not in ARM_FRAMES for side in SIDES)
