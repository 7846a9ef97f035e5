"""What desktops say of themselves, and what the guide makes of it."""

from pathlib import Path

import pytest

from breakd.guide.screens import Screen, under, understood
from breakd.guide.surroundings import Surroundings, judge, look_around

APPEARANCE, GNOME = "org.freedesktop.appearance", "org.gnome.desktop.interface"
KDE, KDE_WINDOW = "org.kde.kdeglobals.KDE", "org.kde.kdeglobals.Colors:Window"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, Surroundings()),
        ({APPEARANCE: {"color-scheme": 1}}, Surroundings(dark=True)),
        ({APPEARANCE: {"color-scheme": 2}, GNOME: {"gtk-theme": "X-dark"}}, Surroundings()),
        ({APPEARANCE: {"color-scheme": 0}, GNOME: {"gtk-theme": "X-dark"}}, Surroundings(True)),
        ({APPEARANCE: {"reduced-motion": 1}}, Surroundings(still=True)),
        ({GNOME: {"color-scheme": "prefer-dark"}}, Surroundings(dark=True)),
        ({GNOME: {"enable-animations": False}}, Surroundings(still=True)),
        ({GNOME: {"text-scaling-factor": 1.5}}, Surroundings(text=1.5)),
        ({GNOME: {"text-scaling-factor": "99"}}, Surroundings(text=3.0)),
        ({GNOME: {"text-scaling-factor": "large"}}, Surroundings()),
        ({KDE: {"AnimationDurationFactor": "0"}}, Surroundings(still=True)),
        ({KDE: {"AnimationDurationFactor": 0.5}}, Surroundings()),
        ({KDE_WINDOW: {"BackgroundNormal": "42,46,50"}}, Surroundings(dark=True)),
        ({KDE_WINDOW: {"BackgroundNormal": "239,240,241"}}, Surroundings()),
        ({KDE_WINDOW: {"BackgroundNormal": "blue"}}, Surroundings()),
    ],
)
def test_what_it_comes_to(said: dict[str, dict[str, object]], expected: Surroundings) -> None:
    assert judge(said) == expected


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop without a bus, and where it keeps its settings."""
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "GTK_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "")
    return tmp_path


def test_gtk_files(config: Path) -> None:
    (config / "gtk-3.0").mkdir()
    (config / "gtk-3.0/settings.ini").write_text(
        "[Settings]\ngtk-application-prefer-dark-theme=1\ngtk-enable-animations=0\n"
    )
    assert look_around() == Surroundings(dark=True, still=True)


def test_kde_files(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    (config / "kdeglobals").write_text(
        "[KDE]\nAnimationDurationFactor=0\n\n[Colors:Window]\nBackgroundNormal=20,22,24\n"
    )
    assert look_around() == Surroundings(dark=True, still=True)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"no section = 1", b""])
def test_broken_files_say_nothing(config: Path, content: bytes) -> None:
    (config / "gtk-3.0").mkdir()
    (config / "gtk-3.0/settings.ini").write_bytes(content)
    assert look_around() == Surroundings()


MONITORS = """Monitors: 3
 0: +*DP-1 2560/597x1440/336+1920+0  DP-1
 1: +HDMI-1 1920/531x1080/299+0+0  HDMI-1
 2: +HDMI-2 1920/531x1080/299+0+0  HDMI-2
"""


def test_screens() -> None:
    large, small = Screen(1920, 0, 2560, 1440), Screen(0, 0, 1920, 1080)
    found = understood(MONITORS)
    assert found == [large, small]  # the third shows what the second does
    assert under(found, 100, 100) == small
    assert under(found, 2000, 1200) == large
    assert under(found, -5, 99999) == large
    assert under([], 0, 0) is None
    assert understood("nonsense") == []
