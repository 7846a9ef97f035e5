"""Bones keep their length, hands reach their place, and both sides do the same."""

import math
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from breakd.figure.drawing import Drawing
from breakd.figure.geometry import Vec, dot, length
from breakd.figure.limbs import frames_of
from breakd.figure.pose import across
from breakd.figure.poses import BUILT_IN, drawing_from, load
from breakd.figure.skeleton import FOREARM, SHIN, SIDES, THIGH, UPPER_ARM, Side, Skeleton
from breakd.figure.solve import solve
from breakd.figure.timeline import Timeline

FILES = sorted(BUILT_IN.glob("*.toml"))
OTHER: dict[Side, Side] = {"l": "r", "r": "l"}


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def drawing(request: pytest.FixtureRequest) -> Drawing:
    file = request.param
    assert isinstance(file, Path)
    return load(file)


def loop(drawing: Drawing, per_second: int) -> list[Skeleton]:
    timeline = Timeline(drawing)
    moments = (timeline.at(i / per_second) for i in range(int(timeline.seconds * per_second) + 1))
    return [solve(moment.a, moment.b, moment.share) for moment in moments]


def test_bones_keep_their_length(drawing: Drawing) -> None:
    for bones in loop(drawing, 8):
        for side in SIDES:
            arm, leg = bones.arms[side], bones.legs[side]
            assert math.dist(arm.shoulder, arm.elbow) == pytest.approx(UPPER_ARM, abs=0.01)
            assert math.dist(arm.elbow, arm.wrist) == pytest.approx(FOREARM, abs=0.01)
            assert math.dist(leg.hip, leg.knee) == pytest.approx(THIGH, abs=0.01)
            assert math.dist(leg.knee, leg.ankle) == pytest.approx(SHIN, abs=0.01)


def test_hands_are_flat_and_of_unit_length(drawing: Drawing) -> None:
    for bones in loop(drawing, 8):
        for arm in bones.arms.values():
            assert length(arm.pointing) == pytest.approx(1.0)
            assert length(arm.palm) == pytest.approx(1.0)
            assert dot(arm.pointing, arm.palm) == pytest.approx(0.0, abs=1e-6)


def test_hands_and_feet_reach_their_place_at_every_key(drawing: Drawing) -> None:
    for number, key in enumerate(drawing.keys):
        bones = solve(key.pose)
        frames = frames_of(bones)
        for side in SIDES:
            arm = key.pose.arm(side)
            wanted = frames[arm.hand_in].at(arm.hand)
            assert math.dist(wanted, bones.arms[side].wrist) < 2.0, (number, f"hand_{side}")
            foot = key.pose.leg(side).foot
            assert math.dist(foot, bones.legs[side].ankle) < 2.0, (number, f"foot_{side}")


def test_a_mirrored_pose_has_mirrored_joints(drawing: Drawing) -> None:
    keys = [key.pose for key in drawing.keys]
    for a, b in zip(keys, [*keys[1:], keys[0]], strict=True):
        for share in (0.0, 0.3, 0.7, 1.0):
            one = solve(a, b, share)
            two = solve(a.mirrored(), b.mirrored(), share)
            for mine, theirs in zip(joints(one, "l"), joints(two, "r"), strict=True):
                assert math.dist(across(mine), theirs) < 0.01
            for mine, theirs in zip(joints(one, "r"), joints(two, "l"), strict=True):
                assert math.dist(across(mine), theirs) < 0.01


def joints(bones: Skeleton, side: Side) -> list[Vec]:
    arm, leg = bones.arms[side], bones.legs[side]
    trunk = [frame.origin for frame in (*bones.spine, bones.neck, bones.head)]
    ends = [arm.shoulder, arm.elbow, arm.wrist, arm.pointing, arm.palm]
    return [*trunk, bones.head.z, *ends, leg.hip, leg.knee, leg.ankle, leg.toe]


def test_the_loop_is_closed_and_nothing_jumps_or_ticks(drawing: Drawing) -> None:
    """Between two of sixty pictures a second nothing starts or stops at once."""
    bones = loop(drawing, 60)
    rows = [[*joints(each, "l"), *joints(each, "r")] for each in (*bones[:-1], *bones[:3])]
    for before, now, after in zip(rows, rows[1:], rows[2:], strict=False):
        for p, q, r in zip(before, now, after, strict=True):
            assert math.dist(p, q) < 6.0
            jerk = math.dist(
                (2 * q[0], 2 * q[1], 2 * q[2]), (p[0] + r[0], p[1] + r[1], p[2] + r[2])
            )
            assert jerk < 0.9


HARD_WAYS = {
    "behind the neck": 'arm_r = { hand_in = "chest", hand = [-7, 14, -13], elbow = [-0.5, 1, 0] }',
    "behind the back": 'arm_r = { hand_in = "chest", hand = [-5, -18, -13], elbow = [-1, -1, -1] }',
    "overhead": 'hand_in = "chest"\nhand = [3, 55, 3]\nelbow = [1, 0, 0]\npointing = [0, 1, 0]',
    "on the other elbow": 'arm_l = { hand_in = "upper_arm_r", hand = [0, -24, 9] }\n'
    'arm_r = { hand_in = "chest", hand = [12, 8, 34], elbow = [-0.4, -1, 0] }',
    "elbow pole along the reach": 'hand_in = "chest"\nhand = [16, 30, 30]\nelbow = [0, 0.6, 0.8]',
}


@pytest.mark.parametrize("base", ["seated", "standing", "all_fours"])
@pytest.mark.parametrize("way", HARD_WAYS)
def test_hard_ways_are_smooth_too(base: str, way: str) -> None:
    text = f'base = "{base}"\n[[key]]\n[[key]]\nmove = 1.5\nhold = 1\n{HARD_WAYS[way]}'
    bones = loop(drawing_from(tomllib.loads(text), way, way), 60)
    for before, after in pairwise(bones):
        for side in SIDES:
            assert math.dist(before.arms[side].elbow, after.arms[side].elbow) < 6.0
            assert math.dist(before.arms[side].wrist, after.arms[side].wrist) < 6.0
            assert math.dist(before.arms[side].pointing, after.arms[side].pointing) < 0.25


def test_a_body_that_turns_does_not_throw_the_arm() -> None:
    """From one arm's place on the floor to another, with half the chest's turn between them."""
    text = (
        'base = "side_lying"\n[[key]]\n[[key]]\nmove = 1.5\nthorax = [0, 7, 40]'
        "\nlumbar = [0, 0, 14]\nhand_l = [-45, 12, -44]"
        "\npointing_l = [0, -0.1, -1]\nelbow_l = [0, -1, -0.3]"
    )
    for before, after in pairwise(loop(drawing_from(tomllib.loads(text), "it", "it"), 60)):
        assert math.dist(before.arms["l"].elbow, after.arms["l"].elbow) < 6.0


def test_a_hand_on_the_other_arm_stays_there() -> None:
    text = (
        'base = "seated"\npose = { arm_l = { hand_in = "forearm_r", hand = [2, -10, 6] } }\n'
        '[[key]]\narm_r = { hand_in = "chest", hand = [-4, -6, 28], elbow = [-1, -1, 0] }\n'
        '[[key]]\narm_r = { hand_in = "chest", hand = [4, 8, 30], elbow = [-1, -0.5, 0] }\n'
    )
    for bones in loop(drawing_from(tomllib.loads(text), "it", "it"), 20):
        wanted = frames_of(bones)["forearm_r"].at((2, -10, 6))
        assert math.dist(wanted, bones.arms["l"].wrist) < 0.5


def test_no_hand_is_on_the_head(drawing: Drawing) -> None:
    for key in drawing.keys:
        for side in SIDES:
            assert key.pose.arm(side).hand_in not in ("head", "neck")
