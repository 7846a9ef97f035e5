"""Opens a local file in the user's browser."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PORTAL_S = 3.0


def open_in_browser(file: Path) -> bool:
    """Whether something was asked to open it.

    What the systemd unit starts is denied the network, and a browser with it: so the portal comes
    first, which starts it elsewhere, then systemd itself.
    """
    return _portal(file) or _command(file)


def _command(file: Path) -> bool:
    opener = {"darwin": "open"}.get(sys.platform, "xdg-open")
    words = [opener, str(file)]
    if shutil.which(opener) is None:
        return False
    if os.environ.get("INVOCATION_ID") and shutil.which("systemd-run"):
        words = ["systemd-run", "--user", "--quiet", "--collect", "--", *words]
    nothing = subprocess.DEVNULL
    with contextlib.suppress(OSError):
        subprocess.Popen(words, stdin=nothing, stdout=nothing, stderr=nothing)
        return True
    return False


def _portal(file: Path) -> bool:
    """https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.OpenURI.html"""
    try:
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        from breakd.desktop.dbus.address import addresses
    except ImportError:
        return False
    portal = DBusAddress(
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Desktop",
        "org.freedesktop.portal.OpenURI",
    )
    for place in addresses()[:1]:
        path = f"abstract={place[1:]}" if place.startswith("\0") else f"path={place}"
        # Whatever goes wrong there, the other way is left.
        with contextlib.suppress(Exception), file.open("rb") as page:
            with open_dbus_connection(f"unix:{path}", enable_fds=True) as bus:
                ask = new_method_call(portal, "OpenFile", "sha{sv}", ("", page, {}))
                reply = bus.send_and_get_reply(ask, timeout=PORTAL_S)
            return bool(reply.header.message_type is MessageType.method_return)
    return False
