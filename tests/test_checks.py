"""A row of `breakd doctor` may be pasted into a bug report as it is."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.checks import LONGEST, Check, Health, of_plain

HEALTHS: list[Health] = ["works", "degraded", "missing", "off"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that is reached by another name, too."""
    real = tmp_path / "disk" / "alice"
    real.mkdir(parents=True)
    named = tmp_path / "alice"
    named.symlink_to(real)
    monkeypatch.setenv("HOME", str(named))
    return named


def test_no_home_folder_is_named(home: Path) -> None:
    said = f"{home}/.config/x and {home.resolve()}/.config/y"
    row = Check("config", "works", said, f"rm {home}/z").plain()
    assert row["text"] == "~/.config/x and ~/.config/y"
    assert row["mend"] == "rm ~/z"


def test_without_a_home_everything_is_said_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/")
    assert Check("config", "works", "/etc/xdg").plain()["text"] == "/etc/xdg"


@given(st.sampled_from(HEALTHS), st.text(max_size=30), st.text(max_size=2 * LONGEST))
def test_a_row_survives_the_way_to_another_process(health: Health, name: str, said: str) -> None:
    row = Check(name, health, said, said)
    sent = json.loads(json.dumps(row.plain()))
    received = of_plain(sent)
    assert received.plain() == row.plain()
    assert received.health == health
    assert received.text.isprintable() or not received.text
    assert len(received.text) <= LONGEST


def test_a_row_of_another_version_is_taken_as_far_as_it_is_understood() -> None:
    assert of_plain({"name": "x", "state": "shiny"}) == Check("x", "degraded", "")
    assert of_plain({}) == Check("", "degraded", "")
    assert of_plain({"state": ["works"], "name": 3}).name == "3"
