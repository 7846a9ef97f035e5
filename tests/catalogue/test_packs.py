"""A user's packs: used when sound, named and left out when not, whatever they hold."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakd.catalogue.check import FIELDS, stretch_from
from breakd.catalogue.fields import FlawError
from breakd.catalogue.loader import MOST_PROBLEMS
from breakd.core.stretch import Dose
from tests.catalogue.packs import BUILT_IN, MINE, load_tables, load_text, the_problem


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


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=500)
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


@settings(max_examples=200)
@given(table=st.dictionaries(st.text(), values))
def test_whatever_a_table_holds_it_never_crashes(table: dict[str, object]) -> None:
    with pytest.raises(FlawError):
        stretch_from(table, "here")
