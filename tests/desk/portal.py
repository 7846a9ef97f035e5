"""`python portal.py FOLDER SCHEME MOTION`: the desktop portal's settings and OpenURI, scripted.

It says that the desktop's colour scheme is SCHEME and its reduced motion MOTION (numbers, see
https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html), and
copies what it is to open into the FOLDER, as "opened".
"""

import os
import sys
from pathlib import Path

from jeepney import MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.portal.Desktop"


def main() -> None:
    """Until it is killed."""
    folder = Path(sys.argv[1])
    scheme, motion = (("u", int(number)) for number in sys.argv[2:4])
    appearance = {"color-scheme": scheme, "reduced-motion": motion}
    bus = open_dbus_connection(bus=os.environ["DBUS_SESSION_BUS_ADDRESS"], enable_fds=True)
    bus.send_and_get_reply(message_bus.RequestName(NAME))
    (folder / "portal").touch()
    while True:
        asked = bus.receive()
        if asked.header.message_type is not MessageType.method_call:
            continue
        member = asked.header.fields.get(3)
        if member == "ReadAll":
            said = {"org.freedesktop.appearance": appearance}
            bus.send(new_method_return(asked, "a{sa{sv}}", (said,)))
        elif member == "OpenFile":
            with asked.body[1].to_file("rb") as page:
                (folder / "opened").write_bytes(page.read())
            bus.send(new_method_return(asked, "o", ("/request",)))
        else:
            bus.send(new_error(asked, "org.freedesktop.DBus.Error.UnknownMethod"))


if __name__ == "__main__":
    main()
