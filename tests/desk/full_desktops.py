"""GNOME and Plasma: one program that is notification service, panel and more at once."""

import contextlib

from jeepney import DBusAddress

from tests.desk.bus import Bus
from tests.desk.desktop import Desktop
from tests.desk.more_parts import program
from tests.desk.parts import NOTIFICATIONS, WATCHER
from tests.desk.waiting import wait_until

START_S = 300.0  # both take their time on a busy machine
EXTENSIONS = "ubuntu-appindicators@ubuntu.com"  # as Debian's package names it

KEEPER = DBusAddress("/kded", "org.kde.kded5", "org.kde.kded5")
SHELL = "org.gnome.shell"


def gnome(desktop: Desktop, *, appindicator: bool) -> None:
    """GNOME Shell on X11, where the mouse can be moved from outside; past its overview."""
    name = program("gnome-shell", "gnome-shell")
    desktop.x11("")
    desktop.env |= {"XDG_CURRENT_DESKTOP": "GNOME", "GSETTINGS_BACKEND": "keyfile"}
    desktop.let_start("org.gnome.*")
    wanted = f"['{EXTENSIONS}']" if appindicator else "[]"
    desktop.output("gsettings", "set", SHELL, "disable-user-extensions", "false")
    desktop.output("gsettings", "set", SHELL, "enabled-extensions", wanted)
    desktop.output("gsettings", "set", SHELL, "welcome-dialog-last-shown-version", "99")
    # Or it begins with a banner about that; there is no display manager here.
    desktop.output("gsettings", "set", "org.gnome.desktop.lockdown", "disable-lock-screen", "true")
    desktop.spawn("gnome-shell", name, "--x11")
    wait_for_names(desktop, NOTIFICATIONS, *([WATCHER] if appindicator else []))
    desktop.output("sleep", "3")  # the overview comes up after the name is taken
    desktop.output("xdotool", "key", "Escape")
    desktop.output("sleep", "2")


def plasma(desktop: Desktop) -> None:
    """Plasma's shell and window manager on X11, with the daemon that keeps its tray."""
    manager = program("kwin_x11", "kwin-x11")
    shell = program("plasmashell", "plasma-workspace")
    keeper = program("kded5", "kded5")
    desktop.x11("")
    desktop.env["XDG_CURRENT_DESKTOP"] = "KDE"
    desktop.let_start("org.kde.*", unless="*Notifications.service")
    desktop.spawn("kwin", manager)
    desktop.spawn("plasmashell", shell)
    wait_for_names(desktop, NOTIFICATIONS)
    desktop.spawn("kded", keeper)
    wait_for_names(desktop, KEEPER.bus_name or "")
    with contextlib.suppress(TimeoutError):  # busy; it has heard us all the same
        desktop.bus().call(KEEPER, "loadModule", "s", ("statusnotifierwatcher",))
    wait_for_names(desktop, WATCHER)
    desktop.output("sleep", "3")  # its panel slides in


def wait_for_names(desktop: Desktop, *names: str) -> None:
    """Wait until somebody owns all of them on the session bus."""
    with Bus(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        for name in names:
            wait_until(lambda name=name: bus.owner(name), name, START_S)  # type: ignore[misc]
