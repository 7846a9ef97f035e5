"""The sources that this desktop may have, the best first."""

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from breakd.desktop.idle.source import Report, Source

if TYPE_CHECKING:  # there is no D-Bus on Windows and macOS
    from breakd.desktop.dbus.bus import Bus

Which = Literal["session", "system"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source that may work here: what the user reads of it, and the module that has it.

    One that is a D-Bus service names its bus and itself; it can be had while it has an owner.
    """

    label: str
    module: str
    bus: Which | None = None
    service: str = ""

    def make(self, report: Report, threshold: float, bus: "Bus | None") -> Source:
        """Import and make the source."""
        module = import_module(f"breakd.desktop.idle.{self.module}")
        service = (bus, self.service) if self.service else ()
        source: Source = module.source(report, threshold, *service)
        return source


MUTTER = Candidate("Mutter", "mutter", "session", "org.gnome.Mutter.IdleMonitor")
MUFFIN = Candidate("Muffin", "mutter", "session", "org.cinnamon.Muffin.IdleMonitor")
WAYLAND = Candidate("Wayland", "wayland")
SWAYIDLE = Candidate("swayidle", "swayidle")
X11 = Candidate("X11", "x11")
X11_ASKED = Candidate("X11 screen saver", "xscreensaver")
KDE = Candidate("KDE screen locker", "kde", "session", "org.freedesktop.ScreenSaver")
LOGIND = Candidate("logind", "logind", "system", "org.freedesktop.login1")
WINDOWS = Candidate("Windows", "windows")
MACOS = Candidate("macOS", "macos")


def candidates() -> tuple[Candidate, ...]:
    """What may work in this environment."""
    if sys.platform == "win32":
        return (WINDOWS,)
    if sys.platform == "darwin":
        return (MACOS,)
    return (MUTTER, MUFFIN, *_of_the_display(), LOGIND)


def _of_the_display() -> tuple[Candidate, ...]:
    environment = os.environ.get
    if environment("WAYLAND_DISPLAY"):
        # Its X11 side (Xwayland) hears only what is typed into X11 programs.
        return (WAYLAND, SWAYIDLE)
    if environment("XDG_SESSION_TYPE") == "wayland" or not environment("DISPLAY"):
        return ()
    # Other desktops have that service, too, but it answers in other units there, or not at all.
    kde = "KDE" in environment("XDG_CURRENT_DESKTOP", "").split(":")
    return (X11, X11_ASKED, *((KDE,) if kde else ()))
