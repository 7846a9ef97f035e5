"""The verbs of `breakd stretches`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def listed(breakd: Command, filters: str) -> list[str]:
    """The ids of what a list with these filters holds."""
    status, out, complaint = breakd(f"stretches list --json {filters}")
    assert (status, complaint) == (0, "")
    return [one["id"] for one in json.loads(out)]


def test_the_list(breakd: Command) -> None:
    status, out, complaint = breakd("stretches")
    assert (status, complaint) == (0, "")
    assert "chin-tuck" in out
    assert "not offered: done on the floor" in out
    assert "neck-isometrics" not in out
    assert "5 more are off by default" in out
    assert breakd("stretches list") == (0, out, "")
    everything = breakd("stretches list --all")[1]
    assert "neck-isometrics" in everything
    assert "more are off" not in everything


def test_filters(breakd: Command) -> None:
    assert len(listed(breakd, "")) == 50
    assert len(listed(breakd, "--all")) == 55
    neck = listed(breakd, "--area neck")
    assert "chin-tuck" in neck
    assert len(listed(breakd, "--area neck --area chest")) > len(neck)
    assert set(listed(breakd, "--position floor --load kneel")) < set(
        listed(breakd, "--position floor")
    )
    assert listed(breakd, "--equipment foam-roller --area chest") == ["pec-stretch-foam-roller"]
    assert listed(breakd, "--scope near-desk --area upper-back") == ["wall-angel"]
    assert listed(breakd, "--area neck --avoid neck-rotation --avoid neck-side-bend") == [
        "chin-tuck"
    ]
    assert listed(breakd, "--area neck --load kneel") == []


def test_filters_before_the_action_count_too(breakd: Command) -> None:
    whole = breakd("stretches list --area neck --all")
    assert breakd("stretches --area neck --all") == whole
    assert breakd("stretches --area neck list --all") == whole


@pytest.mark.parametrize("option", ["area", "position", "equipment", "scope", "load", "avoid"])
def test_a_filter_that_is_none(breakd: Command, option: str) -> None:
    status, out, complaint = breakd(f"stretches list --{option} moon")
    assert (status, out) == (2, "")
    assert complaint.startswith('"moon" does not fit; it must be one of ')
    assert complaint.endswith(f" for --{option}.\n")
    assert complaint.count("\n") == 1


def test_what_the_user_allows_is_offered(breakd: Command) -> None:
    def offered() -> set[str]:
        found = json.loads(breakd("stretches list --all --json")[1])
        assert all(one["offered"] == (not one["why_not"]) for one in found)
        return {one["id"] for one in found if one["offered"]}

    usual = offered()
    assert len(usual) == 23
    breakd("config set stretches.positions +floor")
    assert offered() - usual >= {"cat-cow", "open-book"}
    assert "fish-pose" not in offered()
    breakd("config set stretches.equipment +towel")
    breakd("config set stretches.intensity advanced")
    assert "fish-pose" in offered()
    assert "neck-isometrics" not in offered()
    breakd("config set stretches.include +neck-isometrics")
    assert "neck-isometrics" in offered()
    assert "neck-isometrics" in listed(breakd, "")
    breakd("config set stretches.avoid neck-side-bend,kneel")
    assert not offered() & {"neck-isometrics", "cat-cow", "upper-trapezius-stretch"}


def test_one(breakd: Command) -> None:
    status, out, complaint = breakd("stretches show chin-tuck")
    assert (status, complaint) == (0, "")
    assert "Slide your head straight back" in out
    assert "not medical" in out
    assert "\x1b" not in out
    plain = json.loads(breakd("stretches show chin-tuck --json")[1])
    assert (plain["id"], plain["seconds"], plain["discreet"]) == ("chin-tuck", 64, True)
    assert len(plain["steps"]) == 4


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("chin-tuk", "chin-tuck"),
        ("eagle", "eagle-arms"),
        ("owl", "neck-rotation-chin-to-shoulder"),
        ("Chin_Tuck", "chin-tuck"),
        ("sphinx", "sphinx-pose"),
    ],
)
def test_one_that_is_nearly_there(breakd: Command, word: str, meant: str) -> None:
    status, out, complaint = breakd(f"stretches show {word}")
    assert (status, out) == (2, "")
    assert complaint == f"There is no stretch {word!r}; did you mean {meant}?\n"


def test_one_that_is_not(breakd: Command) -> None:
    complaint = "There is no stretch 'xyzzy'; `breakd stretches` lists them.\n"
    assert breakd("stretches show xyzzy") == (2, "", complaint)


def test_safety(breakd: Command) -> None:
    status, out, complaint = breakd("stretches safety")
    assert (status, complaint) == (0, "")
    assert "Stop at once" in out
    assert "Something does not suit you?" in out


def test_without_unicode(home: Path) -> None:
    command = [sys.executable, "-m", "breakd", "stretches", "show", "chin-tuck"]
    environ = {"HOME": str(home), "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "COLUMNS": "50"}
    out = subprocess.run(command, capture_output=True, env=environ, check=True).stdout
    assert b"-" * 50 in out
    assert out.decode("ascii")
