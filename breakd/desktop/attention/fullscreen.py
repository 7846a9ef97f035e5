"""Full screen: whether some window fills an output, on whatever display there is."""

import os

from breakd.desktop.attention.display import Display, DisplayGone, Untold
from breakd.desktop.attention.probe import Capability
from breakd.text import attention as text


class FullScreen:
    """Asks the display, and connects again when it has gone."""

    def __init__(self) -> None:
        self.full = False
        self.can: Capability = "missing", text.NO_SCREEN
        self.display: Display | None = None

    def look(self) -> None:
        """Bring `full` and `can` up to date."""
        try:
            if self.display is None:
                self.display, self.can = _connect()
            self.full = self.display is not None and self.display.full()
        except DisplayGone:
            self.full = False
            self.can = "missing", text.NO_SCREEN
            self.close()

    def close(self) -> None:
        """Hang up; the next look connects again."""
        if self.display is not None:
            self.display.close()
            self.display = None

    def filenos(self) -> list[int]:
        """What to wait for; then look."""
        return [] if self.display is None else [self.display.fileno()]


def _connect() -> tuple[Display | None, Capability]:
    """The best there is here."""
    from breakd.desktop.attention import fullscreen_sway, fullscreen_x11

    if (path := fullscreen_sway.socket_path()) is not None:
        return fullscreen_sway.Sway(path), ("works", text.screen("sway"))
    wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    if wayland and (display := _wayland()) is not None:
        return display, ("works", text.screen("Wayland"))
    if wayland and (display := _kwin()) is not None:
        return display, ("works", text.screen("KWin"))
    gnome = "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    if os.environ.get("DISPLAY"):
        xwayland = text.XWAYLAND_GNOME if gnome else text.XWAYLAND
        can: Capability = ("degraded", xwayland) if wayland else ("works", text.screen("X11"))
        return fullscreen_x11.X11(), can
    if wayland:
        return None, ("missing", text.NO_WAYLAND_GNOME if gnome else text.NO_WAYLAND)
    return None, ("missing", text.NO_SCREEN)


def _wayland() -> Display | None:
    """By the protocol that most compositors other than GNOME's and KDE's speak."""
    from breakd.desktop.attention.fullscreen_wlr import Toplevels

    try:
        return Toplevels()
    except (Untold, DisplayGone):
        return None


def _kwin() -> Display | None:
    """KDE's compositor."""
    from breakd.desktop.attention.fullscreen_kwin import KWin

    try:
        return KWin()
    except Untold:
        return None
