"""What suits the user is written down also while no breakd runs."""

from pathlib import Path

import pytest

from breakd.config.load import load
from breakd.config.source import Sources
from breakd.core.stretch import Preferences
from tests.cli.conftest import Command


def preferences() -> Preferences:
    return load(Sources.standard()).preferences


@pytest.mark.parametrize("verb", ["hide", "hurts"])
def test_hidden_and_back(breakd: Command, verb: str) -> None:
    status, out, _ = breakd(f"{verb} chin-tuck")
    assert (status, "`breakd unhide chin-tuck` brings it back." in out) == (0, True)
    assert preferences().exclude == {"chin-tuck"}
    assert breakd("unhide chin-tuck")[0] == 0
    assert preferences().exclude == set()


def test_a_favourite(breakd: Command) -> None:
    breakd("favour chin-tuck")
    assert preferences().favourites == {"chin-tuck"}
    assert "stretches.favourites = [" in breakd("config show")[1]
    breakd("favour chin-tuck --off")
    assert preferences().favourites == set()


@pytest.mark.parametrize("verb", ["hide", "hurts", "unhide", "favour"])
def test_an_unknown_one_is_wrong_usage(breakd: Command, verb: str) -> None:
    assert breakd(f"{verb} chin-tock") == (
        2,
        "",
        "There is no stretch 'chin-tock'; did you mean chin-tuck?\n",
    )


def test_nobody_knows_what_was_shown_last(breakd: Command) -> None:
    status, out, complaint = breakd("hurts")
    assert (status, out) == (1, "")
    assert complaint.startswith("breakd is not running;")


def test_settings_that_are_wrong_are_said_to_be(breakd: Command, home: Path) -> None:
    file = home / "config_home" / "breakd" / "config.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("[snooze]\ntimes = -1\n")
    status, _, complaint = breakd("hide chin-tuck")
    assert (status, "snooze.times is -1" in complaint) == (2, True)
