"""What a desktop's parts come to as rows of `breakd doctor`."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest

from breakd.checks import Check, Health
from breakd.config.settings import Settings
from breakd.desktop import report
from breakd.desktop.senses import Senses


@dataclass
class Service:
    """A notification service as its adapter tells of it."""

    available: bool = True
    server: str | None = "dunst 1.9"
    buttons: bool = True
    answers: bool = True

    async def look(self) -> bool:
        return self.answers


@dataclass
class Source:
    """What tells whether anybody is at the desk."""

    source: str | None
    state: Literal["active", "idle", "unknown"] = "active"


@dataclass
class Session:
    """What tells of the lock and of sleep."""

    lock: str | None
    sleep: str | None


@dataclass
class Attention:
    """Knows nothing until it has looked."""

    found: dict[str, tuple[Health, str] | tuple[Health, str, str]] = field(default_factory=dict)

    async def look(self) -> None:
        self.found["typing"] = ("missing", "Typing is not noticed.", "sudo apt install eyes")
        self.found["camera"] = ("works", "A camera in use is noticed.")

    def capabilities(self) -> Mapping[str, tuple[Health, str] | tuple[Health, str, str]]:
        return self.found


@pytest.fixture(autouse=True)
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has apt, and no display yet."""
    program = tmp_path / "apt"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.parametrize(
    ("service", "terminal", "health", "said"),
    [
        (Service(), False, "works", "dunst 1.9 shows reminders, with buttons."),
        (Service(buttons=False), False, "degraded", "draws no buttons"),
        (Service(server=None), False, "works", "starts with the first reminder"),
        (Service(server=None, answers=False), False, "missing", "does not answer"),
        (Service(available=False), False, "missing", "Nothing on this desktop shows"),
        (Service(available=False), True, "degraded", "appear in breakd's terminal instead"),
    ],
)
async def test_notifications(service: Service, terminal: bool, health: Health, said: str) -> None:
    row = await report.notifications(service, terminal=terminal)
    assert (row.name, row.health) == ("notifications", health)
    assert said in row.text
    assert row.mend == ("" if service.available else "sudo apt install dunst")


@pytest.mark.parametrize(
    ("name", "value"),
    [("XDG_CURRENT_DESKTOP", "ubuntu:GNOME"), ("DBUS_SESSION_BUS_ADDRESS", "")],
)
async def test_no_service_is_advised_where_it_would_not_help(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv(name, value)
    row = await report.notifications(Service(available=False), terminal=False)
    assert (row.health, row.mend) == ("missing", "")


async def test_what_is_missing_is_installed_from_what_fits_the_display(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert report.idle(Source(None)).mend == ""
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-1")
    mako = await report.notifications(Service(available=False), terminal=False)
    assert mako.mend == "sudo apt install mako-notifier"
    assert report.idle(Source(None)).mend == "sudo apt install swayidle"
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")  # it would not be told there
    assert report.idle(Source(None)).mend == ""


@pytest.mark.parametrize(
    ("source", "health", "said"),
    [
        (Source("Mutter", "active"), "works", "Mutter tells whether anybody is at the desk"),
        (Source("Mutter", "idle"), "degraded", "Mutter says that nobody is at the desk. If you"),
        (Source("Mutter", "unknown"), "degraded", "Mutter has not said yet"),
        (Source(None, "unknown"), "missing", "all time counts as work"),
    ],
)
def test_whoever_asks_is_at_the_desk(source: Source, health: Health, said: str) -> None:
    row = report.idle(source)
    assert (row.name, row.health) == ("idle", health)
    assert said in row.text


def test_lock_and_sleep() -> None:
    known = report.session(Session("logind", "logind"))
    assert [(row.name, row.health) for row in known] == [("lock", "works"), ("sleep", "works")]
    assert all("(logind)" in row.text for row in known)
    unknown = report.session(Session(None, None))
    assert [row.health for row in unknown] == ["missing", "degraded"]


async def test_what_cannot_be_seen_on_other_systems_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    rows = {row.name: row.health for row in await Senses(print, None, Settings()).report()}
    assert rows == {
        "idle": "missing",
        "lock": "missing",
        "sleep": "degraded",
        "do-not-disturb": "missing",
        "full-screen": "missing",
        "microphone": "missing",
        "camera": "missing",
        "screen-share": "missing",
        "typing": "missing",
    }


async def test_attention_looks_before_it_tells() -> None:
    assert await report.attention(Attention()) == [
        Check("typing", "missing", "Typing is not noticed.", "sudo apt install eyes"),
        Check("camera", "works", "A camera in use is noticed."),
    ]


async def test_a_look_that_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stuck(Attention):
        async def look(self) -> None:
            await asyncio.Event().wait()

    monkeypatch.setattr(report, "LOOK_S", 0.01)
    known = Stuck({"camera": ("works", "As it was.")})
    assert await report.attention(known) == [Check("camera", "works", "As it was.")]


def test_the_tray(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert report.tray(True).health == "works"
    assert report.tray(False, embedded=True).health == "degraded"
    assert report.tray(False).health == "missing"
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_DATA_DIRS", f"/nowhere:{tmp_path}")
    gnome = report.tray(False)
    assert "AppIndicator" in gnome.text
    assert gnome.mend == "sudo apt install gnome-shell-extension-appindicator"
    (tmp_path / "gnome-shell/extensions/ubuntu-appindicators@ubuntu.com").mkdir(parents=True)
    assert report.tray(False).mend == "gnome-extensions enable ubuntu-appindicators@ubuntu.com"


def test_the_bus() -> None:
    assert report.bus(True).health == "works"
    assert report.bus(False).health == "missing"
