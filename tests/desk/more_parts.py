"""More notification services and panels, for the matrix of desktops (`make desktops`).

Those that the tests of every day use are in `parts`; these bring much that only the matrix needs.
"""

from pathlib import Path

from tests.desk.desktop import Desktop
from tests.desk.parts import NOTIFICATIONS, WATCHER, Program
from tests.desk.programs import find

LXQT_PANEL = """[General]
panels=panel1
[panel1]
plugins=spacer,tray,statusnotifier
position=Bottom
panelSize=32
[spacer]
type=spacer
expandable=true
[tray]
type=tray
[statusnotifier]
type=statusnotifier
"""

TINT2 = """panel_items = FS
panel_size = 100% 32
panel_position = bottom center horizontal
systray_icon_size = 22
rounded = 0
background_color = #333333 100
panel_background_id = 1
"""

# Where Debian keeps what is not in PATH.
ASIDE = {
    "mate-notification-daemon": "/usr/lib/mate-notification-daemon/mate-notification-daemon",
    "notification-daemon": "/usr/lib/notification-daemon/notification-daemon",
}


class NotInstalledError(Exception):
    """The text is the Debian package that brings what is not there."""


def program(name: str, package: str) -> str:
    """The program's path, or the complaint that it is not installed."""
    path = ASIDE.get(name, name)
    if (found := find(path)) is None:
        raise NotInstalledError(package)
    return found


def _service(desktop: Desktop, name: str, package: str) -> Program:
    words = (name, program(name, package))
    return desktop.start_service(NOTIFICATIONS, lambda: desktop.spawn(*words))


def mate_notifyd(desktop: Desktop) -> Program:
    """Draws every button."""
    return _service(desktop, "mate-notification-daemon", "mate-notification-daemon")


def notification_daemon(desktop: Desktop) -> Program:
    """GNOME's of old; draws every button."""
    return _service(desktop, "notification-daemon", "notification-daemon")


def lxqt_notifyd(desktop: Desktop) -> Program:
    """Draws every button, with little room for each."""
    return _service(desktop, "lxqt-notificationd", "lxqt-notificationd")


def swaync(desktop: Desktop) -> Program:
    """On sway; draws every button."""
    return _service(desktop, "swaync", "sway-notification-center")


def mate_panel(desktop: Desktop) -> Program:
    """The panels that MATE starts with: one above, one below."""
    name = program("mate-panel", "mate-panel")
    desktop.let_start("org.mate.*")
    return desktop.start_service(WATCHER, lambda: desktop.spawn("panel", name))


def lxqt_panel(desktop: Desktop) -> Program:
    """A panel along the bottom with nothing but trays."""
    name = program("lxqt-panel", "lxqt-panel")
    _write(desktop.home / ".config/lxqt/panel.conf", LXQT_PANEL)
    return desktop.start_service(WATCHER, lambda: desktop.spawn("panel", name))


def tint2(desktop: Desktop) -> Program:
    """A panel along the bottom; embeds icons, draws no menus."""
    name = program("tint2", "tint2")
    _write(desktop.home / ".config/tint2/tint2rc", TINT2)
    return desktop.spawn("panel", name)


def trayer(desktop: Desktop) -> Program:
    """A tray and nothing else; embeds icons, draws no menus."""
    name = program("trayer", "trayer")
    where = ("--edge", "bottom", "--align", "right", "--height", "32", "--widthtype", "request")
    return desktop.spawn("panel", name, *where, "--SetDockType", "true")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
