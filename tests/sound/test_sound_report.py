"""The doctor's row about sound."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from breakd.config.settings import Settings
from breakd.sound import players
from breakd.sound.report import TURN_ON, check
from tests.desktop.attention_kit import FOREIGN

SPEAKING = replace(Settings(), sound_voice=True)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the only programs there are; nothing plays sound."""
    for name in (*FOREIGN, "XDG_CURRENT_DESKTOP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(players, "SOUND_CARDS", tmp_path / "snd")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def add(folder: Path, name: str, says: str = "") -> None:
    (folder / name).write_text(f"#!/bin/sh\necho {says}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def server(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PulseAudio listens."""
    (programs.parent / "pulse").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(programs.parent / "pulse")
        listening.bind("native")


def test_without_any_sound_there_is_nothing_to_mend(programs: Path) -> None:
    add(programs, "paplay")
    row = check(Settings())
    assert (row.name, row.health, row.mend) == ("sound", "off", "")
    assert "no sound card" in row.text


def test_a_sound_card_alone_will_do(programs: Path) -> None:
    (programs.parent / "snd").mkdir()
    (programs.parent / "snd" / "pcmC0D0p").touch()
    add(programs, "aplay")
    assert check(Settings()).text == "The guide's chime is played by aplay."


@pytest.mark.usefixtures("server")
def test_without_a_player_it_says_what_to_install(programs: Path) -> None:
    add(programs, "apt")
    row = check(Settings())
    assert row.health == "missing"
    assert row.mend == "sudo apt install pulseaudio-utils"


@pytest.mark.usefixtures("server")
def test_a_player_and_a_voice(programs: Path) -> None:
    add(programs, "paplay")
    add(programs, "apt")
    assert check(Settings()).health == "works"
    row = check(SPEAKING)
    assert row.health == "degraded"
    assert row.mend == "sudo apt install speech-dispatcher"
    add(programs, "spd-say")
    row = check(SPEAKING)
    assert (row.health, row.mend) == ("works", "")
    assert row.text == "The guide's chime is played by paplay. Its steps are spoken by spd-say."


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("desktop", "tool"),
    [("GNOME", "gsettings"), ("ubuntu:GNOME", "gsettings"), ("XFCE", "xfconf-query")],
)
def test_the_desktops_switch(
    programs: Path, monkeypatch: pytest.MonkeyPatch, desktop: str, tool: str
) -> None:
    add(programs, "paplay")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    assert check(Settings()).health == "works"  # it has no tool to ask with
    add(programs, tool, "true")
    assert check(Settings()).health == "works"
    add(programs, tool, "false")
    row = check(Settings())
    assert (row.health, row.mend) == ("off", TURN_ON)
    assert check(replace(Settings(), sound_chime="on")).health == "works"


def test_what_is_not_wanted_is_off(programs: Path) -> None:
    silent = replace(Settings(), sound_chime="off")
    assert check(silent).health == "off"
    add(programs, "espeak-ng")
    row = check(replace(silent, sound_voice=True))
    assert (row.health, row.mend) == ("works", "")
    assert row.text == "The chime is switched off. Its steps are spoken by espeak-ng."
