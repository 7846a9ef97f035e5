"""What programs that speak are told."""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from breakd.config.settings import Settings
from breakd.sound.sounds import Sounds
from breakd.sound.voice import LONGEST, sentence
from tests.patience import PATIENCE_S

SPEAKING = replace(Settings(), sound_voice=True)
STEP = "Slide your head straight back; the chin stays level. Don't $(tilt) it."


def program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the test puts the only programs that speak."""
    folder, tools = tmp_path / "bin", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    for tool in ("sh", "cat", "sleep", "touch"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    monkeypatch.setenv("PATH", f"{folder}:{tools}")
    return folder


class Hear(Protocol):
    """Makes `Sounds`."""

    def __call__(self, settings: Settings = SPEAKING, *, in_call: bool = False) -> Sounds: ...


@pytest.fixture
def hear() -> Iterator[Hear]:
    """Sounds whose programs end with the test."""
    made: list[Sounds] = []

    def make(settings: Settings = SPEAKING, *, in_call: bool = False) -> Sounds:
        made.append(Sounds(settings, lambda: in_call))
        return made[-1]

    yield make
    for sounds in made:
        sounds.stop()
        for process in sounds.started:
            process.wait(PATIENCE_S)


def until(file: Path, text: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not (file.exists() and text in file.read_text()):
        assert time.monotonic() < deadline, file.read_text() if file.exists() else "no file"
        time.sleep(0.02)


def test_speech_dispatcher_gets_exactly_the_sentence(
    hear: Hear, bin_folder: Path, tmp_path: Path
) -> None:
    words, said = tmp_path / "words", tmp_path / "said"
    script = f'echo "$*" >{words}\nexec cat >{said}'
    program(bin_folder, "spd-say", script)
    sounds = hear()
    sounds.say(STEP)
    until(said, "\n")
    assert said.read_text() == STEP + "\n"
    assert "--pipe-mode" in words.read_text()
    sounds.stop()
    until(said, "CANCEL")
    assert said.read_text() == f"{STEP}\n!-!CANCEL self\n"


def test_a_new_sentence_ends_the_last(hear: Hear, bin_folder: Path, tmp_path: Path) -> None:
    program(bin_folder, "spd-say", f"exec cat >{tmp_path}/$$")
    sounds = hear()
    sounds.say("One.")
    sounds.say("Two.")
    sounds.stop()
    sounds.stop()
    deadline = time.monotonic() + PATIENCE_S
    wanted = {"One.\n!-!CANCEL self\n", "Two.\n!-!CANCEL self\n"}
    while {file.read_text() for file in tmp_path.iterdir() if file.is_file()} != wanted:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_another_speaker_is_ended_with_all_it_started(
    hear: Hear, bin_folder: Path, tmp_path: Path
) -> None:
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    program(bin_folder, "espeak-ng", f"cat >{begun}\n(sleep 2; touch {ended}) &\nwait")
    sounds = hear()
    sounds.say(STEP)
    until(begun, STEP)
    sounds.stop()
    time.sleep(2.5)
    assert not ended.exists()


@pytest.mark.parametrize("script", ["exit 1", "exec sleep 5", "exec </dev/null; exec sleep 5"])
def test_a_speaker_that_does_not_listen(hear: Hear, bin_folder: Path, script: str) -> None:
    program(bin_folder, "espeak-ng", script)
    sounds = hear()
    for _ in range(20):
        sounds.say("Sit tall. " * 40)
    sounds.stop()


def test_without_a_speaker_there_is_silence(hear: Hear, bin_folder: Path) -> None:
    sounds = hear()
    sounds.say(STEP)
    sounds.stop()


@pytest.mark.parametrize(
    ("settings", "in_call"), [(Settings(), False), (SPEAKING, True)], ids=["unwanted", "in a call"]
)
def test_nothing_is_said(
    hear: Hear, bin_folder: Path, tmp_path: Path, settings: Settings, in_call: bool
) -> None:
    program(bin_folder, "spd-say", f"touch {tmp_path}/started; exec cat")
    sounds = hear(settings, in_call=in_call)
    sounds.say(STEP)
    sounds.stop()
    time.sleep(0.3)
    assert not (tmp_path / "started").exists()


def test_who_cannot_tell_of_a_call_is_taken_for_in_one(bin_folder: Path, tmp_path: Path) -> None:
    program(bin_folder, "spd-say", f"touch {tmp_path}/started; exec cat")

    def broken() -> bool:
        raise ConnectionError

    sounds = Sounds(SPEAKING, broken)
    sounds.say(STEP)
    sounds.chime("begin")
    assert sounds.started == []
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Sit\ttall,\n  chin level.\x1b[31m", "Sit tall, chin level. [31m"),
        ("!-!SET self RATE 100", "SET self RATE 100"),
        ("-- !-!QUIT", "QUIT"),
        ("\u202eback\ud800", "back"),
        ("\0\n", ""),
        ("a" * 2000, "a" * LONGEST),
    ],
)
def test_a_sentence_is_one_line_and_no_command(text: str, line: str) -> None:
    assert sentence(text) == line
    assert os.linesep not in line
