"""The desktops of the matrix: what is started, where things are drawn, how prompts are answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from tests.desk import full_desktops, more_parts, parts
from tests.desk.desktop import Desktop
from tests.desk.mouse import LEFT, MIDDLE, RIGHT

SMALL, LARGE = (780, 460), (1024, 640)

# Stands in for the menu program that dunst shows its context menu with: the row that we want.
PICK = """#!/bin/sh
grep -m 1 "^#$(cat "$HOME/wanted")"
"""
DUNSTRC = "[global]\n    max_icon_size = 128\n    dmenu = {pick}\n"  # as large as Debian has it


@dataclass(frozen=True)
class Way:
    """How a prompt is answered without a button: a click on it, or a command."""

    said: str
    button: int = 0
    command: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One desktop.

    `edges` are the heights of what lies above and below the ground where prompts come up; `ways`
    answer where no buttons are drawn, `default` is what a click on the prompt does elsewhere.
    `tray` is how an icon gets there: "item", "embedded" or "" for not at all.  `beside` are the
    programs that it is made of beside its notification service.
    """

    name: str
    title: str
    start: Callable[[Desktop], None]
    size: tuple[int, int] = SMALL
    edges: tuple[int, int] = (0, 36)
    ways: Mapping[str, Way] = field(default_factory=dict)
    tray: str = "item"
    beside: tuple[str, ...] = ()
    unfolds: bool = False


def _x11(*those: Callable[[Desktop], object]) -> Callable[[Desktop], None]:
    def start(desktop: Desktop) -> None:
        desktop.x11()
        for part in those:
            part(desktop)
        desktop.run("xsetroot", "-solid", "#335577")  # once somebody is there who keeps it

    return start


def _sway(*those: Callable[[Desktop], object]) -> Callable[[Desktop], None]:
    def start(desktop: Desktop) -> None:
        desktop.sway()
        for part in those:
            part(desktop)

    return start


def _dunst(desktop: Desktop) -> None:
    pick = desktop.home / "pick"
    pick.write_text(PICK)
    pick.chmod(0o755)
    rc = desktop.home / ".config/dunst/dunstrc"
    rc.parent.mkdir(parents=True)
    rc.write_text(DUNSTRC.format(pick=pick))
    parts.dunst(desktop)


def _context(label: str) -> Way:
    words = f'echo "{label}" > "$HOME/wanted" && exec dunstctl context'
    return Way("by `dunstctl context`", command=("sh", "-c", words))


DUNST = {
    "done": _context("Done"),
    "snooze": _context("Snooze"),
    "show": Way("by middle click", MIDDLE),
    "dismiss": Way("", LEFT),
}


def _makoctl(key: str) -> Way:
    words = ("makoctl", "invoke", key)
    return Way(f"by `{' '.join(words)}`", command=words)


MAKO = {
    "done": _makoctl("done"),
    "snooze": _makoctl("snooze"),
    "show": Way("by a click on it", LEFT),
    "dismiss": Way("", RIGHT),
}

_xfce_notifyd = partial(parts.xfce4_notifyd, coloured=False)
_xfce_panel = partial(parts.xfce4_panel, coloured=False)

KINDS = (
    Kind(
        "dunst-tint2",
        "dunst, tint2",
        _x11(_dunst, more_parts.tint2),
        ways=DUNST,
        tray="embedded",
        beside=("tint2",),
    ),
    Kind(
        "xfce",
        "Xfce: xfce4-notifyd, xfce4-panel",
        _x11(_xfce_notifyd, _xfce_panel),
        beside=("xfce4-panel",),
    ),
    Kind(
        "mate",
        "MATE: mate-notification-daemon, mate-panel",
        _x11(more_parts.mate_panel, more_parts.mate_notifyd),
        edges=(30, 30),
        beside=("mate-panel",),
    ),
    Kind(
        "lxqt",
        "LXQt: lxqt-notificationd, lxqt-panel",
        _x11(more_parts.lxqt_notifyd, more_parts.lxqt_panel),
        beside=("lxqt-panel",),
    ),
    Kind(
        "notification-daemon-trayer",
        "notification-daemon, trayer",
        _x11(more_parts.trayer, more_parts.notification_daemon),
        tray="embedded",
        beside=("trayer",),
    ),
    Kind(
        "mako-waybar",
        "sway: mako, waybar",
        _sway(parts.mako, parts.waybar),
        ways=MAKO,
        beside=("sway", "waybar"),
    ),
    Kind(
        "swaync-waybar",
        "sway: swaync, waybar",
        _sway(more_parts.swaync, parts.waybar),
        ways={"dismiss": Way("by `swaync-client -C`", command=("swaync-client", "-C"))},
        beside=("sway", "waybar"),
    ),
    Kind(
        "gnome",
        "GNOME with the AppIndicator extension",
        partial(full_desktops.gnome, appindicator=True),
        LARGE,
        (32, 0),
        unfolds=True,
    ),
    Kind(
        "gnome-bare",
        "GNOME as it comes",
        partial(full_desktops.gnome, appindicator=False),
        LARGE,
        (32, 0),
        tray="",
        unfolds=True,
    ),
    Kind("plasma", "Plasma", full_desktops.plasma, LARGE, (0, 50)),
)
