"""What a pose file may name is what can be drawn, and the model needs no picture library."""

import subprocess
import sys

from breakd.figure.drawing import MIDDLE_MUSCLES, PAIRED_MUSCLES
from breakd.figure.limbs import frames_of
from breakd.figure.muscles import MUSCLES
from breakd.figure.pose import FRAMES
from breakd.figure.posture import base_values, pose_from
from breakd.figure.solve import solve


def test_every_muscle_has_its_place() -> None:
    assert set(MUSCLES) == {*MIDDLE_MUSCLES, *PAIRED_MUSCLES}


def test_every_frame_is_there() -> None:
    assert set(frames_of(solve(pose_from(base_values("seated"), "it", "it")))) == set(FRAMES)


def test_limb_frames_stand_upright_on_hanging_limbs() -> None:
    frames = frames_of(solve(pose_from(base_values("standing"), "it", "it")))
    for name in ("upper_arm_l", "forearm_r", "thigh_l", "shin_r"):
        assert frames[name].x[0] > 0.85, name
        assert frames[name].y[1] > 0.85, name
        assert frames[name].z[2] > 0.85, name
    assert frames["hand_l"].y[1] > 0.9
    assert frames["hand_l"].z[0] < -0.9  # the palm faces the thigh


def test_the_model_needs_no_picture_library() -> None:
    code = (
        "import sys, breakd.figure.poses, breakd.figure.timeline, breakd.figure.solve\n"
        "sys.exit('PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
