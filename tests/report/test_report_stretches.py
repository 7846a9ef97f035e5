"""Stretches as a terminal of any width shows them, and as a script reads them."""

import io
import json
import re
from dataclasses import fields, replace
from itertools import chain

import pytest

from breakd.catalogue.loader import load
from breakd.core.offered import why_not
from breakd.core.stretch import EQUIPMENT, LOADS, POSITIONS, Preferences, Stretch
from breakd.report.paper import Paper
from breakd.report.stretches import Item, chosen, stretch_json, stretch_list, stretch_page
from breakd.text import stretches as text

STRETCHES = load().stretches
ALL = tuple(STRETCHES.values())
WIDTHS = (32, 50, 80, 84)
LONG_WORD = max(len(one.id) for one in ALL) + 4  # an id is never broken, to be copied


def items(wants: Preferences) -> list[Item]:
    return [Item(one, why_not(one, STRETCHES, wants)) for one in ALL]


def flowing(shown: str) -> str:
    return " ".join(shown.split())


# --- one -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("stretch", ALL, ids=lambda s: s.id)
def test_a_page_says_everything_within_its_width(stretch: Stretch, width: int) -> None:
    shown = stretch_page(Item(stretch), Preferences(), Paper(width))
    assert max(len(line) for line in shown.splitlines()) <= max(width, LONG_WORD)
    assert shown.endswith("\n")
    assert "\x1b" not in shown
    said = flowing(shown)
    sentences = [stretch.summary, *stretch.steps, stretch.feel, *stretch.cautions]
    parts = chain(sentences, stretch.muscles, stretch.loads, [stretch.id, stretch.source])
    assert [part for part in parts if part not in said] == []
    assert "not medical advice" in said
    assert ("nobody notices" in said) == stretch.discreet


def test_a_page_in_a_terminal_of_80_columns() -> None:
    shown = stretch_page(Item(STRETCHES["shoulder-shrug"]), Preferences(), Paper(60))
    assert shown.splitlines()[:10] == [
        "Shrug and drop                                     Shoulders",
        "shoulder-shrug",
        "─" * 60,
        "",
        "Lift both shoulders towards your ears, hold 4 s, then let",
        "them drop as you breathe out; 8 times.",
        "",
        "  1  Sit or stand with your arms hanging.",
        "  2  Breathe in and lift both shoulders towards your ears.",
        "  3  Hold them there for a moment, neck long, jaw loose.",
    ]
    assert "How long     Hold 4 s, 8 times: 56 s in all; 14 s where" in shown


def test_a_page_says_why_not_and_what_changes_that() -> None:
    wants = Preferences(avoid=frozenset({"thoracic-extension"}))
    fish = STRETCHES["fish-pose"]
    shown = stretch_page(Item(fish, why_not(fish, STRETCHES, wants)), wants, Paper(80))
    reasons = "needs a towel or scarf; advanced; you avoid bending the upper back backwards."
    assert f"No: done on the floor; {reasons}" in flowing(shown)
    for change in ("positions +floor", "equipment +towel", "intensity advanced"):
        assert f"breakd config set stretches.{change}\n" in shown


def test_colours_are_only_colours() -> None:
    colours = stretch_page(Item(ALL[0]), Preferences(), Paper(80, colours=True))
    assert "\x1b[1m" in colours
    plain = re.sub(r"\x1b\[\d*m", "", colours)
    assert plain == stretch_page(Item(ALL[0]), Preferences(), Paper(80))


# --- all -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_a_list_names_all_and_stays_within_its_width(width: int) -> None:
    wants = Preferences(exclude=frozenset({"chin-tuck"}))
    lines = stretch_list(items(wants), wants, Paper(width)).splitlines()
    # Ids and commands are never broken, to be copied.
    broad = [line for line in lines if len(line) > width]
    assert all(line.split()[0] in (*STRETCHES, "breakd") for line in broad)
    for one in ALL:
        assert any(one.id in line.split() for line in lines)
    assert len([line for line in lines if re.search(r"\d s$", line)]) == len(ALL)


def test_a_list_says_why_not() -> None:
    wants = Preferences(
        exclude=frozenset({"chin-tuck"}),
        avoid=frozenset({"neck-side-bend"}),
        areas={"neck": 1, "chest": 1, "mid-back": 1},
    )
    lines = stretch_list(items(wants), wants, Paper(80)).splitlines()
    after = {
        line.split()[-3]: lines[at + 1].strip()
        for at, line in enumerate(lines)
        if re.search(r"\d s$", line)
    }
    expected = {
        "chin-tuck": "not offered: hidden by you",
        "upper-trapezius-stretch": "not offered: you avoid bending the neck sideways",
        "neck-isometrics": "not offered: off by default; you avoid bending the neck sideways",
        "eagle-arms": "not offered: its area has no share",
        "corner-pec-stretch": "not offered: needs a corner; does the same as doorway-pec-stretch",
        "cat-cow": "not offered: done on the floor",
        "camel-pose": "not offered: done on the floor; advanced",
    }
    assert {id_: after[id_] for id_ in expected} == expected
    assert not after["brugger-relief"].startswith("not offered")
    assert "equipment +corner" not in "\n".join(lines)  # it would change nothing
    assert "  hidden by you     breakd unhide ID" in lines


@pytest.mark.parametrize(
    ("ids", "left_out", "last"),
    [
        ((), 0, "No stretch is like that."),
        ((), 2, "What there is, is off by default; `breakd stretches list --all` shows it."),
        (("chin-tuck",), 0, "It is offered to you."),
        (("chin-tuck", "eagle-arms"), 0, "All 2 are offered to you."),
        (("chin-tuck",), 1, "One more is off by default; `breakd stretches list --all` shows it."),
    ],
)
def test_a_list_is_summed_up(ids: tuple[str, ...], left_out: int, last: str) -> None:
    found = [Item(STRETCHES[id_]) for id_ in ids]
    assert stretch_list(found, Preferences(), Paper(80), left_out).splitlines()[-1] == last


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        ({"area": ["neck", "chest"]}, lambda s: s.area in ("neck", "chest")),
        ({"position": ["floor"]}, lambda s: "floor" in s.positions),
        ({"equipment": ["towel", "wall"]}, lambda s: s.equipment & {"towel", "wall"}),
        ({"scope": ["near-desk"]}, lambda s: s.scope == "near-desk"),
        ({"load": ["kneel"]}, lambda s: "kneel" in s.loads),
        ({"avoid": ["kneel", "overhead"]}, lambda s: not s.loads & {"kneel", "overhead"}),
        (
            {"area": ["neck"], "avoid": ["neck-flexion"]},
            lambda s: s.area == "neck" and "neck-flexion" not in s.loads,
        ),
    ],
)
def test_filters(wanted: dict[str, list[str]], fits: object) -> None:
    found = {item.stretch.id for item in chosen(items(Preferences()), wanted)}
    assert callable(fits)
    assert found == {one.id for one in ALL if fits(one)}
    assert 0 < len(found) < len(ALL)


# --- for a script --------------------------------------------------------------------------------


def test_json_has_every_field() -> None:
    for one in ALL:
        plain = stretch_json(Item(one))
        assert json.loads(json.dumps(plain)) == plain
        assert set(plain) == {field.name for field in fields(Stretch)} | {
            *("seconds", "short_seconds", "offered", "why_not")
        }
    fish = STRETCHES["fish-pose"]
    plain = stretch_json(Item(fish, why_not(fish, STRETCHES, Preferences())))
    assert (plain["offered"], plain["why_not"]) == (False, ["position", "equipment", "intensity"])


# --- the words -----------------------------------------------------------------------------------


def test_every_key_has_words() -> None:
    for words, keys in (
        (text.POSITIONS, POSITIONS),
        (text.EQUIPMENT, EQUIPMENT),
        (text.LOADS, LOADS),
    ):
        assert tuple(words) == keys
        assert len(set(words.values())) == len(keys)


# --- the paper -----------------------------------------------------------------------------------


class Screen(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "width"),
    [
        ({}, 80),
        ({"COLUMNS": "50"}, 50),
        ({"COLUMNS": "3"}, 32),
        ({"COLUMNS": "400"}, 84),
        ({"COLUMNS": "-5"}, 80),
        ({"COLUMNS": "wide"}, 80),
        ({"COLUMNS": "٣٣"}, 80),
    ],
)
def test_the_width_is_that_of_the_terminal_within_reason(
    environ: dict[str, str], width: int
) -> None:
    assert Paper.under(io.StringIO(), environ).width == width


def test_colours_are_for_terminals_that_want_them() -> None:
    assert Paper.under(Screen(), {"TERM": "xterm"}).colours
    assert not Paper.under(io.StringIO(), {"TERM": "xterm"}).colours
    assert not Paper.under(Screen(), {"TERM": "dumb"}).colours
    assert not Paper.under(Screen(), {"TERM": "xterm", "NO_COLOR": "1"}).colours


def test_a_number_stays_with_its_unit_and_a_command_in_one_piece() -> None:
    text_ = "Hold it for 15 s and then say `breakd stretches list --all` to see more."
    for width in range(32, 80):
        shown = Paper(width).wrap(text_)
        assert " ".join(shown) == text_
        assert not any(line.endswith("15") for line in shown)
        assert any("`breakd stretches list --all`" in line for line in shown)


def test_a_name_from_a_pack_may_be_long() -> None:
    long = replace(ALL[0], name="A name of many words that goes on for nearly sixty columns")
    for shown in (
        stretch_page(Item(long), Preferences(), Paper(50)),
        stretch_list([Item(long)], Preferences(), Paper(50)),
    ):
        assert all(len(line) <= 50 for line in shown.splitlines())
        assert long.name in flowing(shown)
