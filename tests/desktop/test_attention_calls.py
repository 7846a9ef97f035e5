"""Calls and shared screens on real sound servers without a sound card."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from breakd.core.model import Gate
from breakd.desktop.attention import calls as calls_module
from breakd.desktop.attention import packages, pipewire
from breakd.desktop.attention.calls import Calls
from breakd.desktop.attention.probe import Capability
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until
from tests.desktop import sound
from tests.desktop.attention_kit import children, descriptors, enter

pytestmark = pytest.mark.desk

CALL, SHARE = Gate.CALL, Gate.SCREEN_SHARE
BOTH = frozenset({CALL, SHARE})


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with Desktop() as desktop:
        enter(desktop, monkeypatch)
        monkeypatch.setattr("breakd.desktop.attention.camera.in_use", lambda: False)
        yield desktop


def look(wanted: frozenset[Gate] = BOTH) -> frozenset[Gate]:
    calls = Calls(wanted)
    calls.look()
    return calls.closed


def can(name: str) -> Capability:
    calls = Calls(BOTH)
    calls.look()
    return calls.can[name]


# --- microphones ---------------------------------------------------------------------------------


def test_pipewire_a_recording_is_a_call_while_it_lasts(desktop: Desktop) -> None:
    sound.pipewire(desktop)
    assert look() == frozenset()
    assert can("microphone") == ("works", "A microphone in use is noticed (PipeWire).")
    recording = sound.record_natively(desktop)
    assert look() == {CALL}
    assert look(frozenset({SHARE})) == frozenset()
    sound.end(recording)
    assert look() == frozenset()


def test_pipewire_a_program_of_pulseaudio_counts_too(desktop: Desktop) -> None:
    sound.pipewire(desktop)
    recording = sound.record(desktop, sound.MICROPHONE)
    assert look() == {CALL}
    sound.end(recording)
    assert look() == frozenset()


def test_pipewire_what_is_played_and_level_meters_do_not_count(desktop: Desktop) -> None:
    desktop.x11()
    sound.pipewire(desktop)
    sound.record(desktop, f"{sound.SPEAKER}.monitor")
    sound.meters(desktop)
    assert look() == frozenset()
    sound.record_natively(desktop, "-P", "{ stream.monitor = true }")
    assert look() == frozenset()
    sound.record_natively(desktop)
    assert look() == {CALL}


def test_pipewire_a_filter_is_no_call(desktop: Desktop) -> None:
    """Noise suppression may listen all day."""
    sound.pipewire(desktop)
    sound.record_natively(desktop, "-P", "{ node.link-group = filter }")
    assert look() == frozenset()


def test_pulseaudio_a_recording_is_a_call_while_it_lasts(desktop: Desktop) -> None:
    sound.pulseaudio(desktop)
    assert look() == frozenset()
    assert can("microphone") == ("works", "A microphone in use is noticed (PulseAudio).")
    recording = sound.record(desktop, sound.MICROPHONE)
    assert look() == {CALL}
    sound.end(recording)
    assert look() == frozenset()


def test_pulseaudio_what_is_played_and_level_meters_do_not_count(desktop: Desktop) -> None:
    desktop.x11()
    sound.pulseaudio(desktop)
    sound.record(desktop, f"{sound.SPEAKER}.monitor")
    sound.meters(desktop)
    assert look() == frozenset()
    sound.record(desktop, sound.MICROPHONE)
    assert look() == {CALL}


def test_pulseaudio_beside_a_pipewire_that_handles_no_sound(desktop: Desktop) -> None:
    sound.pipewire(desktop, pulse=False)
    sound.pulseaudio(desktop)
    sound.record(desktop, sound.MICROPHONE)
    assert look() == {CALL}


# --- pictures ------------------------------------------------------------------------------------


def test_a_shared_screen(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    sound.pipewire(desktop)
    sound.offer_video(desktop, sound.SCREEN)
    assert look() == frozenset()
    assert can("screen-share")[0] == "works"
    sharing = sound.take_video(desktop, sound.SCREEN)
    assert look() == {SHARE}
    assert look(frozenset({CALL})) == frozenset()
    sound.end(sharing)
    assert look() == frozenset()


def test_a_camera_through_pipewire_is_a_call(desktop: Desktop) -> None:
    sound.pipewire(desktop)
    sound.offer_video(desktop, "v4l2_input.pci", "media.role=Camera")
    assert look() == frozenset()
    sound.take_video(desktop, "v4l2_input.pci")
    assert look() == {CALL}


def test_the_desktops_own_previews_are_not_shared(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound.pipewire(desktop)
    sound.offer_video(desktop, sound.SCREEN)
    sound.take_video(desktop, sound.SCREEN)
    monkeypatch.setattr(pipewire, "NO_SHARING", frozenset({"gst-launch-1.0"}))
    assert look() == frozenset()


# --- servers and tools that are not there --------------------------------------------------------


def test_without_a_sound_server_none_is_started(desktop: Desktop) -> None:
    assert look() == frozenset()
    assert can("microphone")[0] == "missing"
    assert can("screen-share")[0] == "missing"
    assert not list(Path(desktop.env["XDG_RUNTIME_DIR"]).glob("pulse*"))


def test_what_would_start_one_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert packages.start_pipewire() == ""
    (tmp_path / "apt").touch(0o755)
    assert packages.start_pipewire() == "sudo apt install pipewire"
    (tmp_path / "pipewire").touch(0o755)
    assert packages.start_pipewire() == ""
    (tmp_path / "systemctl").touch(0o755)
    assert packages.start_pipewire() == "systemctl --user start pipewire"


def test_without_its_tools(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sound.pipewire(desktop)
    (tmp_path / "apt").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert look() == frozenset()
    microphone, sharing = can("microphone"), can("screen-share")
    assert microphone[0] == sharing[0] == "missing"
    assert microphone[-1] == "sudo apt install pulseaudio-utils"
    assert sharing[-1] == "sudo apt install pipewire-bin"
    (tmp_path / "apt").unlink()
    assert packages.install(packages.PACTL) == ""


@pytest.mark.parametrize("said", ["", "no JSON", "[{}]", "[]"])
def test_a_tool_that_says_nothing_sensible(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str
) -> None:
    sound.pipewire(desktop)
    for tool in ("pw-dump", "pactl"):
        (tmp_path / tool).write_text(f"#!/bin/sh\necho '{said}'\n")
        (tmp_path / tool).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert look() == frozenset()


def test_a_server_that_hangs_is_not_waited_for(desktop: Desktop) -> None:
    servers = sound.pipewire(desktop)
    sound.record_natively(desktop)
    for server in servers:
        server.send_signal(signal.SIGSTOP)
    before = children()
    assert look() == frozenset()
    assert can("microphone")[0] == "degraded"
    assert can("screen-share")[0] == "degraded"
    assert children() == before
    for server in servers:
        server.send_signal(signal.SIGCONT)
    wait_until(lambda: look() == {CALL}, "the call")


def test_a_call_is_not_over_because_a_server_is_too_busy_to_answer(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls_module, "PATIENCE", 2)
    servers = sound.pipewire(desktop)
    recording = sound.record_natively(desktop)
    calls = Calls(BOTH)
    calls.look()
    assert calls.closed == {CALL}
    for server in servers:
        server.send_signal(signal.SIGSTOP)
    held = []
    for _ in range(4):
        calls.look()
        held.append(calls.closed)
    assert held == [{CALL}, {CALL}, frozenset(), frozenset()]  # nobody waits for it for ever
    for server in servers:
        server.send_signal(signal.SIGCONT)

    def looked() -> frozenset[Gate]:
        calls.look()
        return calls.closed

    wait_until(lambda: looked() == {CALL}, "the call")
    sound.end(recording)
    assert looked() == frozenset()


def test_a_hundred_looks_leave_nothing_open(desktop: Desktop) -> None:
    sound.pipewire(desktop)
    sound.record_natively(desktop)
    assert look() == {CALL}
    before = descriptors()
    for _ in range(100):
        look()
    assert descriptors() == before
