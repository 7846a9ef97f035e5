"""What a user hears, recorded from real sound servers without a sound card."""

import math
import os
import shutil
import struct
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from breakd.config.settings import Settings
from breakd.sound.sounds import Sounds
from breakd.sound.voice import Speaker
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desktop import sound
from tests.desktop.attention_kit import enter
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.desk

RATE = 11025
HEARD = 100.0  # of 32767, at the peak of a chime's loudness


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with Desktop() as desktop:
        enter(desktop, monkeypatch)
        monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
        yield desktop


class Recording:
    """What comes out of the speaker while it lasts."""

    def __init__(self, desktop: Desktop) -> None:
        self._file = desktop.folder / "heard.raw"
        form = ("--format=s16le", "--channels=1", f"--rate={RATE}", "--latency-msec=20")
        monitor = f"--device={sound.SPEAKER}.monitor"
        words = ("parec", monitor, *form, str(self._file))
        self._process = desktop.spawn("parec speaker", *words)
        deadline = time.monotonic() + PATIENCE_S
        while not self._size():
            assert time.monotonic() < deadline, "nothing is recorded"
            time.sleep(0.05)

    def _size(self) -> int:
        return self._file.stat().st_size if self._file.exists() else 0

    def loudness(self, quiet_s: float = 1.0) -> float:
        """The loudest 50 ms, once `quiet_s` more have been recorded."""
        end = self._size() + int(quiet_s * RATE) * 2
        while self._size() < end:
            time.sleep(0.05)
        sound.end(self._process)
        data = self._file.read_bytes()
        values = struct.unpack(f"<{len(data) // 2}h", data[: len(data) // 2 * 2])
        window = RATE // 20
        return max(
            math.sqrt(sum(value * value for value in values[start : start + window]) / window)
            for start in range(0, len(values), window)
        )


def ring(settings: Settings, *, in_call: bool = False) -> None:
    """Until it has ended."""
    sounds = Sounds(settings, lambda: in_call)
    sounds.chime("begin")
    for process in sounds.started:
        process.wait(PATIENCE_S)


def settings(**changes: object) -> Settings:
    return replace(Settings(), **changes)  # type: ignore[arg-type]  # names of its fields


@pytest.mark.parametrize("server", [sound.pulseaudio, sound.pipewire])
def test_a_chime_is_heard_as_loud_as_wanted(desktop: Desktop, server: object) -> None:
    assert callable(server)
    require("paplay")
    server(desktop)
    heard = []
    for volume in (100, 50):
        recording = Recording(desktop)
        ring(settings(sound_volume=volume))
        heard.append(recording.loudness())
    assert heard[0] > HEARD
    assert heard[1] == pytest.approx(heard[0] / 2, rel=0.1)


def test_pipewires_own_player_will_do(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sound.pipewire(desktop)
    recording = Recording(desktop)
    only(tmp_path, monkeypatch, "pw-play")
    ring(settings())
    assert recording.loudness() > HEARD


def test_silence_in_a_call_unless_wanted(desktop: Desktop) -> None:
    sound.pulseaudio(desktop)
    recording = Recording(desktop)
    ring(settings(), in_call=True)
    assert recording.loudness() == 0
    recording = Recording(desktop)
    ring(settings(sound_in_calls=True), in_call=True)
    assert recording.loudness() > HEARD


def test_a_call_that_begins_during_the_break_is_noticed(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The daemon does not look during a break; each sound does."""
    sound.pipewire(desktop)
    said = tmp_path / "said"
    (tmp_path / "espeak-ng").write_text(f"#!/bin/sh\ncat >>{said}\n")
    (tmp_path / "espeak-ng").chmod(0o755)
    monkeypatch.setattr("breakd.sound.voice.speaker", lambda: Speaker(("espeak-ng",)))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    call = sound.record_natively(desktop)
    recording = Recording(desktop)
    ring(settings())
    speak("In the call.")
    assert recording.loudness() == 0
    assert not said.exists()
    sound.end(call)
    recording = Recording(desktop)
    ring(settings())
    speak("After the call.")
    assert recording.loudness() > HEARD
    assert said.read_text() == "After the call.\n"


def speak(text: str) -> None:
    """Until it has ended."""
    sounds = Sounds(settings(sound_voice=True), lambda: False)
    sounds.say(text)
    for process in sounds.started:
        process.wait(PATIENCE_S)


def test_silence_when_switched_off(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sound.pulseaudio(desktop)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    (tmp_path / "gsettings").write_text("#!/bin/sh\necho false\n")
    (tmp_path / "gsettings").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    recording = Recording(desktop)
    ring(settings())
    ring(settings(sound_chime="off"))
    ring(settings(sound_chime="on", sound_volume=0))
    assert recording.loudness() == 0
    recording = Recording(desktop)
    ring(settings(sound_chime="on"))
    assert recording.loudness() > HEARD


def test_without_a_player_there_is_silence_and_no_complaint(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sound.pulseaudio(desktop)
    recording = Recording(desktop)
    only(tmp_path, monkeypatch)
    ring(settings())
    assert recording.loudness() == 0


def only(folder: Path, monkeypatch: pytest.MonkeyPatch, *programs: str) -> None:
    """A PATH with nothing but these."""
    require(*programs)
    for name in programs:
        (folder / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(folder))
