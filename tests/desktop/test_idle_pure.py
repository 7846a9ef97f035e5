"""Idle time as Windows and macOS count it, when to ask again, and which sources there may be."""

import ctypes
import math
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.desktop.idle import candidates, macos, windows
from breakd.desktop.idle.attempt import FIRST_REST_S, LONGEST_REST_S, Rest
from breakd.desktop.idle.source import AGAIN_S, SHORTEST_S, Unavailable, next_look

SECONDS = st.floats(0, 1e5)


@given(idle=SECONDS, threshold=st.floats(1, 7200))
def test_it_is_asked_no_sooner_than_something_can_have_changed(
    idle: float, threshold: float
) -> None:
    wait = next_look(idle, threshold)
    if idle >= threshold:
        assert 0 < wait <= AGAIN_S
        assert wait < threshold  # else somebody could come and go unseen
    else:
        assert wait >= SHORTEST_S
        assert idle + wait == pytest.approx(max(threshold, idle + SHORTEST_S))


class FunctionTable:
    """Stands for user32 and kernel32: the last input and the clock, in milliseconds."""

    def __init__(self, last: int, now: int, works: int = 1) -> None:
        self._last = last
        self._now = now
        self._works = works

    def GetLastInputInfo(self, reference: Any) -> int:  # noqa: N802 - Windows' name
        info = reference._obj
        assert info.size == 8 == ctypes.sizeof(info)
        info.time = self._last
        return self._works

    def GetTickCount(self) -> int:  # noqa: N802
        return self._now


@pytest.mark.parametrize(
    ("last", "now", "seconds"),
    [
        (1000, 61_000, 60.0),
        (5, 5, 0.0),
        (2**32 - 1000, 2000, 3.0),  # the clock starts again after 49.7 days
        (5010, 5000, 0.0),  # stamped a moment ahead
    ],
)
def test_windows_counts_from_the_last_input(last: int, now: int, seconds: float) -> None:
    table = FunctionTable(last, now)
    assert windows.seconds(table, table) == seconds


def test_a_windows_service_has_no_input() -> None:
    table = FunctionTable(0, 0, works=0)
    with pytest.raises(Unavailable):
        windows.seconds(table, table)


class Services:
    """Stands for macOS's framework: a function of two numbers, as ctypes would give it."""

    def __init__(self, seconds: float) -> None:
        self.asked: list[tuple[int, int]] = []

        def since(state: int, event: int) -> float:
            self.asked.append((state, event))
            return seconds

        self.CGEventSourceSecondsSinceLastEventType = since


def test_macos_is_asked_for_any_input_of_the_hardware() -> None:
    services = Services(12.5)
    assert macos.seconds(services) == 12.5
    assert services.asked == [(1, 0xFFFFFFFF)]


@pytest.mark.parametrize("seconds", [math.nan, -1.0])
def test_macos_without_a_screen_has_no_input(seconds: float) -> None:
    with pytest.raises(Unavailable):
        macos.seconds(Services(seconds))


@pytest.mark.parametrize(
    ("environment", "labels"),
    [
        ({}, ["Mutter", "Muffin", "logind"]),
        ({"DISPLAY": ":0"}, ["Mutter", "Muffin", "X11", "X11 screen saver", "logind"]),
        (
            {"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "KDE"},
            ["Mutter", "Muffin", "X11", "X11 screen saver", "KDE screen locker", "logind"],
        ),
        (
            # Xwayland's idle time, and KDE's on Wayland, are wrong.
            {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "KDE"},
            ["Mutter", "Muffin", "Wayland", "swayidle", "logind"],
        ),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, ["Mutter", "Muffin", "logind"]),
    ],
)
def test_what_may_tell_depends_on_the_desktop(
    environment: dict[str, str], labels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert [one.label for one in candidates.candidates()] == labels


@pytest.mark.parametrize(("platform", "label"), [("win32", "Windows"), ("darwin", "macOS")])
def test_other_systems_have_one_source(
    platform: str, label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert [one.label for one in candidates.candidates()] == [label]


def test_a_source_that_fails_again_and_again_is_asked_less_and_less_often() -> None:
    rest = Rest()
    lengths = []
    for _ in range(12):
        rest.begin(1000.0)
        lengths.append(rest.until - 1000.0)
    assert lengths[0] == FIRST_REST_S
    assert lengths == sorted(lengths)
    assert lengths[-1] == LONGEST_REST_S
    rest.begin(1000.0, lived=LONGEST_REST_S)
    assert rest.until == 1000.0 + FIRST_REST_S


def test_a_source_that_cannot_work_is_never_asked_again() -> None:
    rest = Rest()
    rest.begin(1000.0, for_good=True)
    assert rest.until == math.inf


def test_windows_and_macos_need_no_d_bus() -> None:
    modules = "chooser", "windows", "macos"
    imports = ";".join(f"import breakd.desktop.idle.{name}" for name in modules)
    code = f"import sys; {imports}; print('jeepney' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
