"""sway without a screen, as a private desktop's display."""

import os
import pwd
from pathlib import Path
from typing import TYPE_CHECKING

from tests.desk.programs import require
from tests.desk.waiting import wait_until

if TYPE_CHECKING:
    from tests.desk.desktop import Desktop

CONFIG = """output HEADLESS-1 resolution {width}x{height}
output * bg #335577 solid_color
default_border none
xwayland {xwayland}
"""


def start(desktop: "Desktop", *, xwayland: bool) -> None:
    """Start it and say in the desktop's environment where it is.  It refuses root, so root starts
    it as nobody."""
    require("sway", "swaymsg", "grim", *(("Xwayland", "xhost") if xwayland else ()))
    place = desktop.folder / "sway"
    place.mkdir(mode=0o700)
    config = desktop.folder / "sway.conf"
    config.write_text(
        CONFIG.format(
            width=desktop.size[0],
            height=desktop.size[1],
            xwayland="enable" if xwayland else "disable",
        )
    )
    words = ["sway", "--config", str(config)]
    if os.getuid() == 0:
        require("setpriv")
        nobody = pwd.getpwnam("nobody")
        os.chown(place, nobody.pw_uid, nobody.pw_gid)
        desktop.folder.chmod(0o711)
        who = (f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
        words = ["setpriv", *who, *words]
    headless = {
        "WLR_BACKENDS": "headless",
        "WLR_RENDERER": "pixman",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "XDG_RUNTIME_DIR": str(place),
    }
    desktop.processes.spawn("sway", *words, env=desktop.env | headless)
    (ipc,) = wait_until(lambda: list(place.glob("sway-ipc.*.sock")), "sway")
    display = wait_until(
        lambda: [path for path in place.glob("wayland-*") if path.suffix != ".lock"],
        "sway's display",
    )
    desktop.env |= {
        "SWAYSOCK": str(ipc),
        "WAYLAND_DISPLAY": str(display[0]),  # a full path: nobody's folder is not ours
        "XDG_SESSION_TYPE": "wayland",
        "XDG_CURRENT_DESKTOP": "sway",
        "GDK_BACKEND": "wayland",
        "QT_QPA_PLATFORM": "wayland",
    }
    if xwayland:
        _x(desktop, place)


def _x(desktop: "Desktop", place: Path) -> None:
    """Where sway's X server is; anybody may use it, as nobody started it."""
    said = place / "display"
    desktop.output("swaymsg", "exec", f"xhost + && echo $DISPLAY > {said}")
    wait_until(lambda: said.exists() and said.read_text().strip(), "sway's X server")
    desktop.env["DISPLAY"] = said.read_text().strip()
