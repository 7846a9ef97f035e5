"""Every notification that somebody asks for, seen on the bus itself."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.patience import PATIENCE_S

MONITORING = DBusAddress(
    "/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring"
)
RULE = "type='method_call',interface='org.freedesktop.Notifications',member='Notify'"
PRESSURE = Path("/proc/pressure/cpu")

IN_TIME_S = 10.0  # what breakd promises, from the moment on when a prompt may come


@dataclass(frozen=True)
class Note:
    """What was asked for."""

    title: str
    body: str
    hints: dict[str, tuple[str, Any]]
    actions: tuple[str, ...] = ()
    replaces: int = 0

    @property
    def silent(self) -> bool:
        """Whether it is to make no sound."""
        return "suppress-sound" in self.hints and "sound-name" not in self.hints


class Notified:
    """Hears what breakd asks the notification service for from now on; nobody notices."""

    def __init__(self, address: str) -> None:
        self.count = 0
        self._connection = open_dbus_connection(bus=address)
        asked = new_method_call(MONITORING, "BecomeMonitor", "asu", ([RULE], 0))
        self._connection.send_and_get_reply(asked, timeout=PATIENCE_S)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def comes(self, after: float = 0.0) -> Note:
        """The next one, which is in time if it comes within 10 s, after so many more seconds.

        What the machine itself was short of is not held against it.
        """
        began, waited = time.monotonic(), _waited()
        note = None
        while note is None:
            late = time.monotonic() - began - after - (_waited() - waited) - IN_TIME_S
            assert late < 0, f"no notification within {IN_TIME_S:g} s"
            note = self._next(0.5)
        return note

    def heard(self, seconds: float) -> Note | None:
        """The next one, if it comes within so many seconds."""
        return self._next(seconds)

    def stays_away(self, seconds: float) -> None:
        """None comes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            note = self._next(left)
            assert note is None, f"it was not to come: {note.title}"

    def _next(self, seconds: float) -> Note | None:
        try:
            message = self._connection.receive(timeout=seconds)
        except TimeoutError:
            return None
        if message.header.fields.get(HeaderFields.member) != "Notify":
            return None  # the bus takes leave of who becomes a monitor
        _app, replaces, _icon, title, body, actions, hints, _expire = message.body
        self.count += 1
        return Note(title, body, hints, tuple(actions), replaces)


def _waited() -> float:
    """Seconds for which some program here has waited for a processor, since the start."""
    try:
        line = PRESSURE.read_text().splitlines()[0]
    except OSError:
        return 0.0
    return int(line.rpartition("=")[2]) / 1e6
