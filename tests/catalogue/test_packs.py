"""A user's packs: used when sound, named and left out when not, whatever they hold."""

import os
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from breakd.catalogue.check import FIELDS, FlawError, stretch_from
from breakd.catalogue.loader import MOST_PROBLEMS, Catalogue, load
from breakd.core.stretch import Dose

BUILT_IN = load().stretches
MINE: dict[str, Any] = {
    "id": "my-stretch",
    "name": "Mine",
    "area": "neck",
    "summary": "Look left, then right.",
    "steps": ["Look left.", "Look right."],
    "feel": "Nothing much.",
    "cautions": [],
    "dose": {"hold": 5, "reps": 2},
    "positions": ["seated"],
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    return folder


def load_text(pack: Path, text: str | bytes) -> Catalogue:
    content = text if isinstance(text, bytes) else text.encode()
    (pack / "mine.toml").write_bytes(content)
    return load([pack])


def load_tables(pack: Path, *tables: dict[str, Any]) -> Catalogue:
    return load_text(pack, tomli_w.dumps({"stretch": list(tables)}))


def the_problem(catalogue: Catalogue) -> str:
    """The one sentence, after a look at what every such sentence must be."""
    assert set(catalogue.stretches) == set(BUILT_IN)
    assert len(catalogue.problems) == 1
    sentence = catalogue.problems[0]
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    assert sentence.isprintable()
    assert len(sentence) < 500
    return sentence


def test_a_sound_pack_is_added_after_our_own(pack: Path) -> None:
    catalogue = load_tables(pack, MINE)
    assert catalogue.problems == ()
    assert list(catalogue.stretches) == [*BUILT_IN, "my-stretch"]
    mine = catalogue.stretches["my-stretch"]
    assert mine.dose == Dose(5, 2)
    assert mine.enabled
    assert mine.equipment == frozenset()


def test_one_broken_stretch_leaves_the_others(pack: Path) -> None:
    broken = {**MINE, "id": "broken", "sides": 3}
    catalogue = load_tables(pack, broken, MINE)
    assert "my-stretch" in catalogue.stretches
    assert "broken" not in catalogue.stretches
    assert catalogue.problems == (
        f"{pack}/mine.toml, stretch broken: sides is 3, but should be a whole number from 1 to 2.",
    )


LONG = "x" * 200
BROKEN: list[tuple[str, object]] = [
    ("id", None),
    ("id", 5),
    ("id", "../../etc"),
    ("id", "Mine"),
    ("id", "a" * 61),
    ("name", ""),
    ("name", "   "),
    ("name", LONG),
    ("name", "red \x1b[31m"),
    ("name", "evil \u202e txt"),
    ("name", "zero\u200bwidth"),
    ("area", "knee"),
    ("area", ["neck"]),
    ("summary", LONG),
    ("summary", "two\nlines"),
    ("summary", None),
    ("steps", []),
    ("steps", "Look left."),
    ("steps", ["a"] * 7),
    ("steps", ["fine", 7]),
    ("steps", [LONG]),
    ("steps", ["bell \x07"]),
    ("steps", [["nested"]]),
    ("feel", {"a": 1}),
    ("cautions", ["x"] * 5),
    ("cautions", None),
    ("dose", None),
    ("dose", 30),
    ("dose", {}),
    ("dose", {"hold": float("nan")}),
    ("dose", {"hold": float("inf")}),
    ("dose", {"hold": -1}),
    ("dose", {"hold": 1e300}),
    ("dose", {"hold": 10**18}),
    ("dose", {"hold": "5"}),
    ("dose", {"hold": True}),
    ("dose", {"reps": 0}),
    ("dose", {"reps": 2.5}),
    ("dose", {"hold": 120, "reps": 30}),
    ("dose", {"hold": 5, "breaths": 3}),
    ("dose", {"seconds": 5}),
    ("sides", 0),
    ("sides", True),
    ("sides", 1.0),
    ("side_names", ["right arm", "left arm"]),  # of a stretch without sides
    ("side_names", ["right arm"]),
    ("side_names", [LONG, "left"]),
    ("side_names", "right"),
    ("aliases", [LONG]),
    ("muscles", ["a"] * 13),
    ("positions", None),
    ("positions", []),
    ("positions", ["hanging"]),
    ("positions", "seated"),
    ("equipment", ["trampoline"]),
    ("equipment", [["chair"]]),
    ("intensity", "brutal"),
    ("intensity", 3),
    ("loads", ["neck-rotations"]),
    ("scope", "moon"),
    ("stands_in_for", "a b"),
    ("enabled", "yes"),
    ("enabled", 1),
    ("source", LONG),
    ("command", "rm -rf ~"),
    ("caution", ["a typing error"]),
]


@pytest.mark.parametrize(("field", "value"), BROKEN)
def test_a_broken_field_is_named(pack: Path, field: str, value: object) -> None:
    table = {key: old for key, old in MINE.items() if key != field}
    if value is not None:
        table[field] = value
    sentence = the_problem(load_tables(pack, table))
    assert field in sentence
    assert "mine.toml" in sentence
    if field != "id":
        assert "stretch my-stretch" in sentence


def test_a_pack_cannot_replace_one_of_ours(pack: Path) -> None:
    catalogue = load_tables(pack, {**MINE, "id": "chin-tuck"})
    assert "taken" in the_problem(catalogue)
    assert catalogue.stretches["chin-tuck"] == BUILT_IN["chin-tuck"]


def test_the_first_of_two_with_one_id_counts(pack: Path) -> None:
    catalogue = load_tables(pack, MINE, {**MINE, "name": "Other"})
    assert catalogue.stretches["my-stretch"].name == "Mine"
    assert len(catalogue.problems) == 1


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "not UTF-8": (b'[[stretch]]\nid = "\xff\xfe"', "UTF-8"),
    "UTF-16": ("[[stretch]]".encode("utf-16"), "UTF-8"),
    "not TOML": ("[[stretch", "TOML"),
    "binary": (b"\x00" * 1000, "TOML"),
    "too big": ("#" * (256 * 1024 + 1), "larger than 256 KiB"),
    "nested lists": ("a = " + "[" * 100_000, "nested"),
    "nested tables": ("a = " + "{a = " * 40_000, "nested"),
    "endless key": (".".join("a" * 100_000) + " = 1", "nested"),
    "endless quoted key": (".".join(['"\\""'] * 40_000) + " = 1", "nested"),
    "endless header": ("[" + ".".join("a" * 100_000) + "]", "nested"),
    "long number": ("a = " + "9" * 200_000, "thousands of digits"),
    "long hexadecimal": ("[[stretch]]\nid = 0x" + "f" * 200_000, "a number of"),
    "infinite": ("[[stretch]]\nid = inf", "id is inf"),
    "a date": ("[[stretch]]\nid = 1979-05-27", "1979-05-27"),
    "no list": ("stretch = 5", "[[stretch]]"),
    "empty": ("", "[[stretch]]"),
    "not tables": ("stretch = [1]", "a table"),
    "something else beside": ('hook = "x"\n[[stretch]]\nid = "x"', "nothing else"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_one_sentence(pack: Path, case: str) -> None:
    content, expected = HOSTILE[case]
    assert expected in the_problem(load_text(pack, content))


def test_a_thousand_broken_stretches_are_told_briefly(pack: Path) -> None:
    problems = load_text(pack, "[[stretch]]\n" * 10_000).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert "not listed" in problems[-1]


# --- what is not a plain file --------------------------------------------------------------------


def a_link(pack: Path) -> None:
    secret = pack.parent / "secret.toml"
    secret.write_text("[[stretch]]")
    (pack / "mine.toml").symlink_to(secret)


def a_dangling_link(pack: Path) -> None:
    (pack / "mine.toml").symlink_to(pack / "gone.toml")


def a_pipe(pack: Path) -> None:
    os.mkfifo(pack / "mine.toml")


def a_folder(pack: Path) -> None:
    (pack / "mine.toml").mkdir()


def a_device(pack: Path) -> None:
    (pack / "mine.toml").symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [a_link, a_dangling_link, a_pipe, a_folder, a_device])
def test_only_regular_files_are_read(pack: Path, make: Any) -> None:
    make(pack)
    assert "not a regular file" in the_problem(load([pack]))


@pytest.mark.parametrize(
    "name", ["-rf.toml", ".hidden.toml", "a b.toml", "\x1b[31m.toml", "é.toml"]
)
def test_only_plain_names_are_read(pack: Path, name: str) -> None:
    (pack / name).write_text(tomli_w.dumps({"stretch": [MINE]}))
    assert "plain name" in the_problem(load([pack]))


def test_other_files_are_left_alone(pack: Path) -> None:
    (pack / "README.md").write_text("Hello")
    (pack / "picture.png").write_bytes(b"\x89PNG")
    assert load([pack]).problems == ()


def test_a_folder_full_of_files_is_read_in_part(pack: Path) -> None:
    for number in range(30):
        table = {**MINE, "id": f"mine-{number:02}"}
        (pack / f"{number:02}.toml").write_text(tomli_w.dumps({"stretch": [table]}))
    catalogue = load([pack])
    assert len(catalogue.stretches) == len(BUILT_IN) + 20
    assert len(catalogue.problems) == 1


@pytest.mark.parametrize("folder", ["missing", "file", "null\x00byte"])
def test_a_folder_that_is_none_is_one_sentence(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be read" in the_problem(load([tmp_path / folder]))


def test_a_folder_with_an_ugly_name_prints_safely(tmp_path: Path) -> None:
    folder = tmp_path / "evil\x1b[31m\u202e"
    folder.mkdir()
    assert "\\x1b" in the_problem(load_text(folder, "stretch"))


# --- anything at all -----------------------------------------------------------------------------

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=500, deadline=None)
@given(field=st.sampled_from(FIELDS), value=values)
def test_whatever_a_field_holds_it_is_a_stretch_or_a_sentence(field: str, value: object) -> None:
    try:
        stretch = stretch_from({**MINE, field: value}, "here")
    except FlawError as flaw:
        sentence = str(flaw)
        assert sentence.startswith("here: ")
        assert sentence.isprintable()
        assert len(sentence) < 600
    else:
        assert 3 <= stretch.seconds <= 600


@settings(max_examples=200, deadline=None)
@given(table=st.dictionaries(st.text(), values))
def test_whatever_a_table_holds_it_never_crashes(table: dict[str, object]) -> None:
    with pytest.raises(FlawError):
        stretch_from(table, "here")
