"""Notification services and panels, each configured so that a test can see and click it."""

import subprocess
from pathlib import Path

from tests.desk.desktop import Desktop
from tests.desk.programs import require

NOTIFICATIONS = "org.freedesktop.Notifications"
WATCHER = "org.kde.StatusNotifierWatcher"

# The n-th button of a notification, the n-th row of a menu: a colour of its own, to be found by.
COLOURS = [
    (230, 60, 60),
    (60, 200, 60),
    (90, 110, 255),
    (220, 200, 40),
    (200, 60, 220),
    (40, 200, 210),
    (255, 140, 40),
    (150, 90, 50),
    (160, 220, 160),
    (250, 150, 200),
    (110, 140, 60),
    (140, 130, 210),
]

GTK_CSS = "".join(
    f"#XfceNotifyWindow button:nth-child({n}), menu menuitem:nth-child({n}) "
    f"{{ background: rgb{colour}; color: black; text-shadow: none; }}\n"
    for n, colour in enumerate(COLOURS, 1)
)

XFCONF = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="{channel}" version="1.0">{properties}</channel>
"""

NOTIFYD = """
<property name="initial-opacity" type="double" value="1.0"/>
<property name="do-fadeout" type="bool" value="false"/>
<property name="do-slideout" type="bool" value="false"/>
"""

PANEL = """
<property name="configver" type="int" value="2"/>
<property name="panels" type="array">
 <value type="int" value="1"/>
 <property name="panel-1" type="empty">
  <property name="position" type="string" value="p=8;x=0;y=0"/>
  <property name="position-locked" type="bool" value="true"/>
  <property name="length" type="uint" value="100"/>
  <property name="size" type="uint" value="32"/>
  <property name="plugin-ids" type="array">
   <value type="int" value="1"/><value type="int" value="2"/>
  </property>
 </property>
</property>
<property name="plugins" type="empty">
 <property name="plugin-1" type="string" value="separator">
  <property name="expand" type="bool" value="true"/>
  <property name="style" type="uint" value="0"/>
 </property>
 <property name="plugin-2" type="string" value="systray">
  <property name="square-icons" type="bool" value="true"/>
 </property>
</property>
"""

WAYBAR = """{"layer": "top", "position": "bottom", "height": 32,
 "modules-right": ["tray"], "tray": {"icon-size": 22}}
"""

Program = subprocess.Popen[bytes]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _xfconf(desktop: Desktop, channel: str, properties: str) -> None:
    folder = desktop.home / ".config/xfce4/xfconf/xfce-perchannel-xml"
    text = XFCONF.format(channel=channel, properties=properties)
    _write(folder / f"{channel}.xml", text)


def colours(desktop: Desktop) -> None:
    """Let GTK draw buttons and menu rows in `COLOURS`."""
    _write(desktop.home / ".config/gtk-3.0/gtk.css", GTK_CSS)


def dunst(desktop: Desktop) -> Program:
    """Draws no buttons: its context menu and `dunstctl` stand in for them."""
    require("dunst", "dunstctl")
    return desktop.start_service(NOTIFICATIONS, lambda: desktop.spawn("dunst", "dunst"))


def on_dunst(desktop: Desktop) -> int:
    """How many notifications dunst has up."""
    return int(desktop.output("dunstctl", "count", "displayed"))


def xfce4_notifyd(desktop: Desktop, *, coloured: bool = True) -> Program:
    """Draws every button."""
    require("xfce4-notifyd")
    if coloured:
        colours(desktop)
    _xfconf(desktop, "xfce4-notifyd", NOTIFYD)
    return desktop.start_service(NOTIFICATIONS, lambda: desktop.spawn("notifyd", "xfce4-notifyd"))


def xfce4_panel(desktop: Desktop, *, coloured: bool = True) -> Program:
    """A panel along the bottom with nothing but a tray."""
    require("xfce4-panel")
    if coloured:
        colours(desktop)
    _xfconf(desktop, "xfce4-panel", PANEL)
    start = ("panel", "xfce4-panel", "--disable-wm-check")
    return desktop.start_service(WATCHER, lambda: desktop.spawn(*start))


def mako(desktop: Desktop) -> Program:
    """On sway; draws no buttons: `makoctl` stands in for them."""
    require("mako", "makoctl")
    return desktop.start_service(NOTIFICATIONS, lambda: desktop.spawn("mako", "mako"))


def waybar(desktop: Desktop) -> Program:
    """On sway; a panel along the bottom with nothing but a tray."""
    require("waybar")
    _write(desktop.home / ".config/waybar/config", WAYBAR)
    return desktop.start_service(WATCHER, lambda: desktop.spawn("waybar", "waybar"))
