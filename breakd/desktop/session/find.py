"""Which of logind's sessions is ours.

Interface: https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html.
"""

import os
from collections.abc import Mapping
from typing import Any

from breakd.desktop.dbus.bus import Bus, BusError, BusGone, BusTimeout
from breakd.desktop.dbus.shapes import value_of

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
USER = "org.freedesktop.login1.User"
PROPERTIES = "org.freedesktop.DBus.Properties"
SHAPES = {"LockedHint": "b", "Active": "b", "IdleHint": "b", "IdleSinceHintMonotonic": "t"}


async def own_session(bus: Bus) -> str | None:
    """The path of the session that $XDG_SESSION_ID names, else the one this process belongs to,
    else the one with the user's screen; None when there is none of them.

    A service of the user's, started by systemd, belongs to no session, or to one that only holds
    services; and the variable may be left over from an earlier login.  Raises BusGone and
    BusTimeout.
    """
    for look in (_named, _of_this_process, _of_the_screen):
        try:
            path = await look(bus)
            if path is not None and _usable(await properties(bus, path)):
                return path
        except (BusGone, BusTimeout):
            raise
        except BusError:
            continue  # there is no such session, or no such method
    return None


async def properties(bus: Bus, path: str) -> Mapping[str, Any]:
    """A session's properties, without those of another type than they should have.  Raises
    BusError."""
    (values,) = await bus.call(NAME, path, PROPERTIES, "GetAll", "s", SESSION, gives="a{sv}")
    return {
        name: value for name, (shape, value) in values.items() if SHAPES.get(name, shape) == shape
    }


def _usable(session: Mapping[str, Any]) -> bool:
    of_a_person = str(session.get("Class", "user")).startswith("user")
    return of_a_person and session.get("State") != "closing"


async def _named(bus: Bus) -> str | None:
    name = os.environ.get("XDG_SESSION_ID")
    if not name:
        return None
    (path,) = await bus.call(NAME, PATH, MANAGER, "GetSession", "s", name, gives="o")
    return str(path)


async def _of_this_process(bus: Bus) -> str | None:
    (path,) = await bus.call(NAME, PATH, MANAGER, "GetSessionByPID", "u", os.getpid(), gives="o")
    return str(path)


async def _of_the_screen(bus: Bus) -> str | None:
    user = PATH + "/user/self"
    asked = (NAME, user, PROPERTIES, "Get", "ss", USER, "Display")
    (display,) = await bus.call(*asked, gives="v")
    _id, path = value_of(display, "(so)")
    return None if path == "/" else str(path)
