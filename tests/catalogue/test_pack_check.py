"""`check`: every flaw of a pack in a sentence with its file and line, whatever a pack holds."""

import os
import shutil
import socket
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breakd.catalogue.check import FIELDS as STRETCH_FIELDS
from breakd.catalogue.loader import load
from breakd.catalogue.packs import MOST_TOLD, Report, check
from breakd.config.settings import Settings
from breakd.core.model import Outcome
from breakd.core.picker import PickLog, fitting, noted, pick
from breakd.figure.poses import FIELDS as POSE_FILE_FIELDS
from breakd.figure.poses import KEY_FIELDS

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs/example-pack"

STRETCH = """[[stretch]]
id = "mine"
name = "Mine"
area = "neck"
summary = "Look left, then right."
steps = ["Look left.", "Look right."]
feel = "Nothing much."
cautions = []
dose = { hold = 5, reps = 2 }
positions = ["seated"]
"""
POSE = """base = "seated"
[[key]]
[[key]]
neck = [10, 0, 0]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A sound one: one stretch with a drawing."""
    folder = tmp_path / "pack"
    (folder / "poses").mkdir(parents=True)
    (folder / "pictures").mkdir()
    (folder / "mine.toml").write_text(STRETCH)
    (folder / "poses" / "mine.toml").write_text(POSE)
    return folder


def sentences(report: Report) -> list[str]:
    """The problems, after a look at what each must be."""
    for sentence in report.problems:
        assert sentence.endswith("."), sentence
        assert sentence.isprintable()
        assert len(sentence) < 900
        assert "Traceback" not in sentence
    return report.problems


def the_problem(pack: Path) -> str:
    (sentence,) = sentences(check(pack))
    return sentence.removeprefix(f"{pack}/")


def test_a_sound_pack(pack: Path) -> None:
    report = check(pack)
    assert sentences(report) == []
    assert (list(report.stretches), report.drawings, report.pictures) == (["mine"], 1, 0)


def test_every_flaw_of_every_stretch_and_drawing_in_one_go(pack: Path) -> None:
    flawed = STRETCH.replace('"neck"', '"elbow"').replace("hold = 5", "hold = nan, repz = 2")
    (pack / "mine.toml").write_text(flawed.replace('name = "Mine"\n', "") + 'colour = "red"\n')
    (pack / "more.toml").write_text(STRETCH.replace('"mine"', '"fine"') + STRETCH)
    (pack / "poses" / "mine.toml").write_text(
        POSE.replace("seated", "flying") + 'knee_q = 1\n[[key]]\nmove = "fast"\nhold = inf\n'
    )
    said = [sentence.removeprefix(f"{pack}/") for sentence in sentences(check(pack))]
    assert [sentence[: sentence.index(" is ") + 3] for sentence in said] == [
        "mine.toml:1: stretch mine: name is",
        "mine.toml:3: stretch mine: area is",
        'mine.toml:8: stretch mine: "dose.repz" is',
        "mine.toml:8: stretch mine: dose.hold is",
        'mine.toml:10: stretch mine: "colour" is',
        "more.toml:12: stretch mine: this id is",
        "poses/mine.toml:1: base is",
        'poses/mine.toml:5: key 1, "knee_q" is',
        "poses/mine.toml:7: key 2, move is",
        "poses/mine.toml:8: key 2, hold is",
    ]
    assert list(check(pack).stretches) == ["fine"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[stretch]]\nid = \n", "mine.toml: this is not valid TOML: Invalid value (at line 2,"),
        ('[[stretch]]\nid = "a"\nname = "\xe9"\n', "mine.toml: this file is not UTF-8 text (at"),
        ("# two\n[other]\n", "mine.toml:2: a list of [[stretch]] tables"),
        ("stretch = [\n7]\n", "mine.toml:1: stretch number 1: stretch is 7"),
        (STRETCH.replace('"mine"', '"../etc"'), "mine.toml:2: stretch number 1: id is"),
        (STRETCH.replace('"mine"', '"chin-tuck"'), "mine.toml:2: stretch chin-tuck: this id is"),
        ("a." * 9000 + "b = 1", "mine.toml: the values are nested too deeply"),
        ("a = " + "[" * 50_000, "mine.toml: the values are nested too deeply"),
    ],
)  # fmt: skip
def test_a_broken_file(pack: Path, text: str, problem: str) -> None:
    shutil.rmtree(pack / "poses")
    (pack / "mine.toml").write_bytes(text.encode("latin-1"))
    assert the_problem(pack).startswith(problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (POSE.replace("10, 0", "nan, 0"), "poses/mine.toml:4: key 1, neck is [nan, 0, 0]"),
        (POSE + "hold = 1e9\n", "poses/mine.toml:5: key 1, hold is 1000000000.0"),
        (POSE + "[[key]]\nhold = 29\n" * 3, "poses/mine.toml:1: the whole movement takes"),
        (POSE + "[[key]]\n" * 5000, "poses/mine.toml:2: key is […]"),
        ('base = "seated"\n', "poses/mine.toml:1: key is missing"),
        ("base =\n", "poses/mine.toml: this is not valid TOML: Invalid value (at line 1"),
        ("#" * 70_000, "poses/mine.toml: this file is larger than 64 KiB"),
    ],
)
def test_a_hostile_drawing(pack: Path, text: str, problem: str) -> None:
    (pack / "poses" / "mine.toml").write_text(text)
    assert the_problem(pack).startswith(problem)


def test_a_hundred_thousand_keys_are_told_briefly(pack: Path) -> None:
    (pack / "mine.toml").write_text(STRETCH + "".join(f"{n:x} = 1\n" for n in range(28_000)))
    assert len(sentences(check(pack))) <= 25
    many = {"stretch": [{"id": f"s-{n}"} for n in range(200)]}
    (pack / "mine.toml").write_text(tomli_w.dumps(many))
    report = check(pack)
    assert len(sentences(report)) == MOST_TOLD
    assert report.more


# --- what is no file, or has no business there ---------------------------------------------------


def bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


ODD: dict[str, Callable[[Path], object]] = {
    "link": lambda path: path.symlink_to("/etc/passwd"),
    "dangling": lambda path: path.symlink_to("nowhere"),
    "fifo": os.mkfifo,
    "folder": Path.mkdir,
    "socket": bind,
    "device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["odd.toml", "poses/mine.toml", "pictures/mine.png"])
def test_only_regular_files_are_opened(pack: Path, name: str, kind: str) -> None:
    (pack / name).unlink(missing_ok=True)
    ODD[kind](pack / name)
    assert the_problem(pack) == f"{name}: this is not a regular file (links are not followed)."


@pytest.mark.parametrize("name", ["odd.toml", "poses/mine.toml", "pictures/mine.png"])
def test_a_gigabyte_is_not_read(pack: Path, name: str) -> None:
    with (pack / name).open("wb") as file:
        file.truncate(1 << 30)
    assert f"{name}: this file is larger than" in the_problem(pack)


@pytest.mark.parametrize("name", ["poses", "pictures"])
def test_folders_are_no_links(pack: Path, tmp_path: Path, name: str) -> None:
    (pack / name).rename(tmp_path / "elsewhere")
    (pack / name).symlink_to(tmp_path / "elsewhere")
    assert the_problem(pack) == f"{name}: this is not a folder (links are not followed)."


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("poses/other.toml", "poses/other.toml: this pack has no stretch other that"),
        ("pictures/chin-tuck.png", "pictures/chin-tuck.png: this pack has no stretch chin-tuck"),
        ("pictures/mine.gif", "pictures/mine.gif: this is not read here; only .png, .jpg,"),
        ("poses/mine.json", "poses/mine.json: this is not read here; only .toml are."),
        ("mine.png", "mine.png: this is not read; drawings belong into poses/"),
        ("-rf.toml", ": the file '-rf.toml' is left out; a plain name"),
        ("poses/..x.toml", "poses: the file '..x.toml' is left out; a plain name"),
    ],
)  # fmt: skip
def test_what_lies_where_it_is_of_no_use(pack: Path, name: str, problem: str) -> None:
    (pack / name).write_text(POSE)
    assert the_problem(pack).removeprefix(str(pack)).startswith(problem)


def test_a_folder_without_stretches(tmp_path: Path) -> None:
    assert "there is no file with stretches" in the_problem(tmp_path)
    assert "cannot be read (no such file" in the_problem(tmp_path / "nowhere")
    assert "cannot be read" in the_problem(tmp_path / "null\0")


# --- anything at all -----------------------------------------------------------------------------

values = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
SOUND_STRETCH: dict[str, Any] = tomllib.loads(STRETCH)["stretch"][0]
SOUND_POSE: dict[str, Any] = tomllib.loads(POSE)
stretch_fields = st.sampled_from(STRETCH_FIELDS) | st.text(max_size=9)
pose_fields = st.sampled_from((*POSE_FILE_FIELDS, *KEY_FIELDS)) | st.text(max_size=9)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stretch=st.dictionaries(stretch_fields, values, max_size=4),
    pose=st.dictionaries(pose_fields, values, max_size=4),
    key=st.dictionaries(pose_fields, values, max_size=3),
)
def test_whatever_a_pack_holds_it_is_told_in_sentences(
    pack: Path, stretch: dict[str, Any], pose: dict[str, Any], key: dict[str, Any]
) -> None:
    table = {"stretch": [SOUND_STRETCH, {**SOUND_STRETCH, "id": "other", **stretch}]}
    (pack / "mine.toml").write_text(tomli_w.dumps(table))
    drawn = {"base": "seated", "key": [{}, key], **pose}
    (pack / "poses" / "mine.toml").write_text(tomli_w.dumps(drawn))
    report = check(pack)
    assert "mine" in report.stretches
    assert len(sentences(report)) < MOST_TOLD
    assert len(report.stretches) + report.drawings == 3 or report.problems


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=60) | st.text("[]{}=.\"'\n#a1-", max_size=60).map(str.encode),
    name=st.sampled_from(["mine.toml", "poses/mine.toml"]),
)
def test_whatever_a_file_holds_it_is_told_in_sentences(
    pack: Path, content: bytes, name: str
) -> None:
    (pack / "mine.toml").write_text(STRETCH)
    (pack / "poses" / "mine.toml").write_text(POSE)
    (pack / name).write_bytes(content)
    report = check(pack)
    assert sentences(report) or content.strip() == b""


# --- the example ---------------------------------------------------------------------------------


def test_the_example_is_sound_and_offered() -> None:
    report = check(EXAMPLE)
    assert sentences(report) == []
    assert (len(report.stretches), report.drawings, report.pictures) == (3, 1, 1)
    stretches = load([EXAMPLE]).stretches
    preferences = Settings().preferences
    fit = {one.id for one in fitting(stretches, preferences, 120)}
    assert set(report.stretches) <= fit
    log, offered = PickLog(), set()
    for _ in range(2 * len(fit)):
        chosen = pick(stretches, preferences, log, length=120)
        assert chosen is not None
        offered.add(chosen)
        log = noted(log, stretches[chosen], Outcome.DONE)
    assert set(report.stretches) <= offered


def test_the_documentation_shows_the_example() -> None:
    blocks = (ROOT / "docs/packs.md").read_text().split("```toml\n")[1:]
    shown = [tomllib.loads(block.split("```")[0]) for block in blocks]
    mine: list[dict[str, Any]] = tomllib.loads((EXAMPLE / "shoulder.toml").read_text())["stretch"]
    assert {"stretch": [mine[2]]} in shown
    assert tomllib.loads((EXAMPLE / "poses/pt-blade-squeeze.toml").read_text()) in shown
