"""What a desktop offers, as rows of `breakd doctor`."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Literal, Protocol

from breakd.checks import Check, Health
from breakd.desktop.attention.packages import install
from breakd.text import doctor as text

LOOK_S = 5.0  # what takes longer is told of as it was before

DUNST = dict.fromkeys(("apt", "dnf", "zypper", "apk", "pacman"), "dunst")
MAKO = {**dict.fromkeys(("dnf", "zypper", "apk", "pacman"), "mako"), "apt": "mako-notifier"}
SWAYIDLE = dict.fromkeys(("apt", "dnf", "zypper", "apk", "pacman"), "swayidle")
EXTENSIONS = ("appindicatorsupport@rgcjonas.gmail.com", "ubuntu-appindicators@ubuntu.com")
APPINDICATOR = dict.fromkeys(("apt", "dnf", "pacman"), "gnome-shell-extension-appindicator")


class Notifications(Protocol):
    """Where prompts appear."""

    async def look(self) -> bool:
        """Get to know the service, if one runs; False if it does not answer."""

    @property
    def available(self) -> bool:
        """Whether there is a service."""

    @property
    def server(self) -> str | None:
        """Its name, None while it does not run."""

    @property
    def buttons(self) -> bool:
        """Whether it draws buttons."""


class Idle(Protocol):
    """What tells whether anybody is at the desk."""

    @property
    def source(self) -> str | None:
        """Its name, None where nothing does."""

    @property
    def state(self) -> Literal["active", "idle", "unknown"]:
        """What it says now."""


class Session(Protocol):
    """What tells of the lock and of sleep; each is named, None where nothing does."""

    @property
    def lock(self) -> str | None: ...

    @property
    def sleep(self) -> str | None: ...


class Attention(Protocol):
    """What tells of calls, full screen and the like."""

    async def look(self) -> object:
        """Look now, so that `capabilities` is about the present."""

    def capabilities(self) -> Mapping[str, tuple[Health, str] | tuple[Health, str, str]]:
        """By name: how it does, a sentence, and perhaps the command that mends it."""


# --- the rows ------------------------------------------------------------------------------------


async def notifications(service: Notifications, *, terminal: bool) -> Check:
    """`terminal`: reminders can appear there instead."""
    name = "notifications"
    answers = await service.look()
    if not service.available:
        mend = _notification_service()
        if terminal:
            return Check(name, "degraded", text.ONLY_TERMINAL, mend)
        return Check(name, "missing", text.NO_NOTIFICATIONS, mend)
    if not answers:
        return Check(name, "missing", text.SILENT_NOTIFICATIONS)
    if service.server is None:
        return Check(name, "works", text.STARTS_WHEN_NEEDED)
    if service.buttons:
        return Check(name, "works", text.with_buttons(service.server))
    return Check(name, "degraded", text.without_buttons(service.server))


def bus(connected: bool) -> Check:
    """The session bus, over which nearly everything else goes."""
    if connected:
        return Check("session-bus", "works", text.BUS)
    return Check("session-bus", "missing", text.NO_BUS)


def tray(host: bool, *, embedded: bool = False) -> Check:
    """`host`: a panel shows icons; `embedded`: the older kind of icon is up instead."""
    if host:
        return Check("tray", "works", text.TRAY)
    if embedded:
        return Check("tray", "degraded", text.TRAY_EMBEDDED)
    if _gnome():
        mend = _enable_extension() or install(APPINDICATOR)
        return Check("tray", "missing", text.NO_TRAY_GNOME, mend)
    return Check("tray", "missing", text.NO_TRAY)


def idle(source: Idle) -> Check:
    """The self-test: whoever asks has just typed, so nobody can be idle."""
    if source.source is None:
        # Where GNOME's shell does not tell, swayidle is not told either.
        swayidle = install(SWAYIDLE) if _wayland() and not _gnome() else ""
        return Check("idle", "missing", text.NO_IDLE, swayidle)
    if source.state == "active":
        return Check("idle", "works", text.idle(source.source))
    doubt = text.idle_doubtful if source.state == "idle" else text.idle_silent
    return Check("idle", "degraded", doubt(source.source))


def session(source: Session) -> list[Check]:
    """The lock and sleep."""
    lock, sleep = source.lock, source.sleep
    return [
        Check("lock", "works", text.lock(lock)) if lock else Check("lock", "missing", text.NO_LOCK),
        Check("sleep", "works", text.sleep(sleep))
        if sleep
        else Check("sleep", "degraded", text.NO_SLEEP),
    ]


def elsewhere() -> list[Check]:
    """The same on Windows and macOS, and what breakd cannot see there."""
    unseen = ("do-not-disturb", "full-screen", "microphone", "camera", "screen-share")
    return [
        Check("lock", "missing", text.NO_LOCK),
        Check("sleep", "degraded", text.NO_SLEEP),
        *(Check(name, "missing", text.NOT_SEEN_HERE) for name in unseen),
    ]


def calendar(problems: Sequence[str]) -> Check:
    """The calendars that the configuration names."""
    if problems:
        return Check("calendar", "degraded", " ".join(problems))
    return Check("calendar", "works", text.CALENDAR)


async def attention(source: Attention) -> list[Check]:
    """One row for each thing that can hold a break back."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(source.look(), LOOK_S)
    return [Check(name, *can) for name, can in source.capabilities().items()]


def _notification_service() -> str:
    """The command that installs one, "" where the desktop has its own or no bus is for it."""
    from breakd.desktop.dbus.address import addresses

    if {"GNOME", "KDE"}.intersection(_desktops()) or not addresses("SESSION"):
        return ""
    return install(MAKO if _wayland() else DUNST)


def _enable_extension() -> str:
    """The command that switches on the extension if it is installed, else ""."""
    own = os.environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for folder, name in product((own, *shared.split(":")), EXTENSIONS):
        if (Path(folder) / "gnome-shell/extensions" / name).is_dir():
            return f"gnome-extensions enable {name}"
    return ""


def _wayland() -> bool:
    return sys.platform == "linux" and bool(os.environ.get("WAYLAND_DISPLAY"))


def _gnome() -> bool:
    return "GNOME" in _desktops()


def _desktops() -> list[str]:
    return os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
