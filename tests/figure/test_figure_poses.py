"""Pose files may come from strangers: each is a drawing, or one sentence that says why not."""

import math
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.figure.bases import BASES
from breakd.figure.drawing import CROPS, Drawing
from breakd.figure.entries import PoseError
from breakd.figure.pose import FRAMES
from breakd.figure.poses import BUILT_IN, FIELDS, KEY_FIELDS, MUSCLES, POINTS, drawing_from, load
from breakd.figure.posture import POSE_FIELDS
from breakd.figure.solve import solve
from breakd.figure.timeline import Timeline

SOUND = """
base = "seated"
scene = ["chair", "towel"]
mirror = true
view = { yaw = 10, frame = "bust" }
glow = ["neck_side_l", "trapezius"]
ghost = ["head"]
arrow = [{ keys = [0, 1], of = "wrist_l" }]
[[key]]
[[key]]
move = 1.2
hold = 1.5
head = [-6, 0, 40]
arm_l = { hand_in = "chest", hand = [6, 6, 30], elbow = [0.3, -1, 0.2] }
"""


def read(text: str) -> Drawing:
    return drawing_from(tomllib.loads(text), "it", "it.toml")


def complaint(text: str) -> str:
    with pytest.raises(PoseError) as caught:
        read(text)
    sentence = str(caught.value)
    assert sentence.startswith("it.toml: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_sound_file() -> None:
    drawing = read(SOUND)
    assert drawing.scene == ("chair", "towel")
    assert drawing.glow == (("neck_side", "l"), ("trapezius", None))
    assert drawing.view.frame == CROPS["bust"]
    assert drawing.icon == 1  # the one held longest
    assert drawing.keys[1].pose.head == (-6.0, 0.0, 40.0)
    assert drawing.keys[1].pose.arm_l.hand == (6.0, 6.0, 30.0)
    assert drawing.keys[1].pose.arm_r == drawing.keys[0].pose.arm_r


@pytest.mark.parametrize("file", sorted(BUILT_IN.glob("*.toml")), ids=lambda file: file.stem)
def test_the_built_in_ones(file: Path) -> None:
    drawing = load(file)
    assert drawing.id == file.stem


def test_one_side_is_the_mirror_image_of_the_other_unless_it_is_named() -> None:
    pose = read('base = "standing"\n[[key]]\nhand = [20, 5, 9]\nhand_in = "thigh_l"').keys[0].pose
    assert pose.arm_l.hand == (20.0, 5.0, 9.0)
    assert pose.arm_r.hand == (-20.0, 5.0, 9.0)
    assert (pose.arm_l.hand_in, pose.arm_r.hand_in) == ("thigh_l", "thigh_r")
    both = read('base = "standing"\n[[key]]\nhand = [20, 5, 9]\nhand_r = [1, 2, 3]').keys[0].pose
    assert both.arm_r.hand == (1.0, 2.0, 3.0)


def test_a_key_starts_from_the_base_or_from_the_one_before() -> None:
    text = 'base = "standing"\npose = { neck = [1, 0, 0] }\n[[key]]\nhead = [9, 0, 0]\n[[key]]\n'
    again, kept = read(text).keys[1], read(text + "reset = false").keys[1]
    assert (again.pose.neck, again.pose.head) == ((1, 0, 0), (-10, 0, 0))
    assert (kept.pose.neck, kept.pose.head) == ((1, 0, 0), (9, 0, 0))


def test_the_head_looks_where_it_is_told() -> None:
    drawing = read('base = "seated"\n[[key]]\nlook = [60, 110, 70]')
    bones = solve(drawing.keys[0].pose)
    way = tuple(p - q for p, q in zip((60, 110, 70), bones.head.origin, strict=True))
    cosine = sum(p * q for p, q in zip(way, bones.head.z, strict=True)) / math.hypot(*way)
    assert cosine > 0.999
    later = read('base = "seated"\npose = { look = [60, 110, 70] }\n[[key]]\nhead = [5, 0, 0]')
    assert later.keys[0].pose.head == (5, 0, 0)


KEY = 'base = "seated"\n[[key]]\n[[key]]\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('base = "flying"\n[[key]]', ['base is "flying"', "seated"]),
        ("[[key]]", ["base is missing"]),
        ('base = "seated"', ["key is missing", "1 to 24"]),
        ('base = "seated"\nkey = []', ["key is []"]),
        ('base = "seated"\nkey = [1]', ["key is [1]"]),
        ('base = "seated"\n' + "[[key]]\n" * 25, ["1 to 24"]),
        (KEY + "hand_l = [1, 2]", ["key 1, hand_l is [1, 2]", "3 numbers from -300 to 300"]),
        (KEY + "hand_l = [1, 2, nan]", ["hand_l", "nan"]),
        (KEY + "hand_l = [1, 2, inf]", ["hand_l", "inf"]),
        (KEY + "hand_l = [1, 2, true]", ["hand_l", "true"]),
        (KEY + "hand_l = [1, 2, 1e9]", ["hand_l"]),
        (KEY + "neck = [200, 0, 0]", ["key 1, neck", "-180 to 180"]),
        (KEY + "elbow = [0, 0, 0]", ["key 1, elbow", "not all 0"]),
        (KEY + "wings = [0, 0, 0]", ['key 1, "wings" is not known']),
        (KEY + "arm_l = { wing = 1 }", ['key 1, arm_l, "wing" is not known']),
        (KEY + 'arm_l = { hand_in = "moon" }', ["key 1, arm_l, hand_in", "forearm_r"]),
        (KEY + "arm_l = 3", ["key 1, arm_l is 3", "a table"]),
        (KEY + "move = -1", ["key 1, move is -1", "from 0 to 30"]),
        (KEY + "hold = true", ["key 1, hold is true"]),
        (KEY + "hold = nan", ["key 1, hold is nan"]),
        (KEY + 'reset = "no"', ["key 1, reset", "true or false"]),
        (KEY + 'breath = "held"', ["key 1, breath", "in, out"]),
        (KEY + 'hand_in_l = "forearm_l"', ["key 1, hand_in_l is forearm_l", "same arm"]),
        (KEY + 'hand_in = "forearm_l"', ["same arm"]),
        (KEY + 'hand_in_l = "hand_r"\nhand_in_r = "upper_arm_l"', ["key 1 lays each hand"]),
        ('base = "seated"\n[[key]]\nmove = 0\nhold = 0', ["at least 0.2 s"]),
        ('base = "seated"\n' + "[[key]]\nhold = 30\n" * 2, ["62.0 s", "at most 60 s"]),
        ('mirror = true\nbase = "seated"\n[[key]]\nhold = 30', ["62.0 s"]),
        ('icon = 2\n' + KEY, ["icon is 2", "from 0 to 1"]),
        ('icon = true\n' + KEY, ["icon is true"]),
        ('icon = -1\n' + KEY, ["icon is -1"]),
        ('scene = "moon"\n' + KEY, ['scene is "moon"', "doorway"]),
        ('scene = [["moon"]]\n' + KEY, ["scene is"]),
        ('view = 3\n' + KEY, ["view is 3", "a table"]),
        ('view = { yaw = 999 }\n' + KEY, ["view, yaw is 999"]),
        ('view = { frame = "far" }\n' + KEY, ['view, frame is "far"', "bust"]),
        ('view = { frame = [0, 0, 0] }\n' + KEY, ["view, frame is [0, 0, 0]"]),
        ('view = { zoom = 3 }\n' + KEY, ['view, "zoom" is not known']),
        ('inset = { frame = [0, 0] }\n' + KEY, ["inset, frame is [0, 0]"]),
        ('glow = ["soul"]\n' + KEY, ['glow is ["soul"]', "trapezius"]),
        ('ghost = "head"\n' + KEY, ['ghost is "head"', "a list"]),
        ('arrow = [{ of = "head" }]\n' + KEY, ["arrow 0, keys is missing", "from 0 to 1"]),
        ('arrow = [{ keys = [0, 2], of = "head" }]\n' + KEY, ["arrow 0, keys is [0, 2]"]),
        ('arrow = [{ keys = [0, true], of = "head" }]\n' + KEY, ["arrow 0, keys"]),
        ('arrow = [{ keys = [0, 1], of = "tail" }]\n' + KEY, ['arrow 0, of is "tail"']),
        ('arrow = 1\n' + KEY, ["arrow is 1"]),
        ('cyclic = 1\n' + KEY, ["cyclic is 1", "true or false"]),
        ('cyclic = true\n' + KEY + 'hand_in_l = "head"', ["cyclic", "hand_in_l"]),
        ('"a\\u001b[31mb" = 1\n' + KEY, ["is not known"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(text: str, words: list[str]) -> None:
    sentence = complaint(text)
    for word in words:
        assert word in sentence
    assert "\x1b" not in sentence


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * 70_000, "larger than 64 KiB"),
        (b"\xff\xfe", "not UTF-8"),
        (b"base = ", "not valid TOML"),
        (b"a" + b".a" * 20_000 + b" = 1", "nested too deeply"),
        (b"icon = " + b"9" * 6000, "thousands of digits"),
        (b"key = " + b"[" * 5000, "nested too deeply"),
    ],
)
def test_hostile_files(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "it.toml"
    file.write_bytes(content)
    with pytest.raises(PoseError, match=words):
        load(file)


def test_neither_links_nor_folders_nor_pipes_nor_what_is_not_there(tmp_path: Path) -> None:
    link, folder, pipe = tmp_path / "link.toml", tmp_path / "folder.toml", tmp_path / "pipe.toml"
    link.symlink_to(next(BUILT_IN.glob("*.toml")))
    folder.mkdir()
    os.mkfifo(pipe)
    for path in (link, folder, pipe, tmp_path / "none.toml"):
        with pytest.raises(PoseError):
            load(path)


numbers = st.one_of(
    st.integers(), st.integers(-20, 60), st.floats(), st.floats(-100, 100), st.booleans()
)
words = st.sampled_from(
    [*BASES, *FRAMES, *CROPS, *MUSCLES, *POINTS, "in", "chair", "mat", "none", "", "\x1b[1m"]
)
values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(numbers, words, st.lists(st.floats(-90, 90), min_size=3, max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from([*KEY_FIELDS, "yaw", "frame", "keys", "of"]), inner),
    ),
    max_leaves=12,
)
triple = st.lists(st.floats(-100, 100, allow_nan=False), min_size=3, max_size=3)
poses = st.dictionaries(
    st.sampled_from(POSE_FIELDS), st.one_of(triple, values), max_size=4
)  # mostly sound ones
contents = st.one_of(
    st.dictionaries(st.sampled_from([*FIELDS, "other"]), values),
    st.fixed_dictionaries(
        {"base": st.sampled_from(sorted(BASES)), "key": st.lists(poses, min_size=1, max_size=3)},
        optional={"mirror": st.booleans(), "cyclic": st.booleans(), "pose": poses, "view": values},
    ),
)


@given(contents)
def test_anything_is_a_drawing_or_a_pose_error(content: dict[str, object]) -> None:
    try:
        drawing = drawing_from(content, "it", "it.toml")
    except PoseError as error:
        sentence = str(error)
    else:
        sentence = ""
        check_moments(Timeline(drawing))
    assert not sentence or sentence.startswith("it.toml: ")
    assert sentence.isprintable()


def check_moments(timeline: Timeline) -> None:
    for t in (0.0, timeline.seconds * 0.37, timeline.key_time):
        moment = timeline.at(t)
        bones = solve(moment.a, moment.b, moment.share)
        for arm in bones.arms.values():
            assert all(map(math.isfinite, (*arm.elbow, *arm.wrist, *arm.pointing, *arm.palm)))
