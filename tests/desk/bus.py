"""A test's own line to a message bus."""

from types import TracebackType
from typing import Any, Self

from jeepney import DBusAddress, HeaderFields, MessageType, Properties, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.patience import PATIENCE_S

BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
NOTIFICATIONS = DBusAddress(
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
    "org.freedesktop.Notifications",
)
WATCHER = DBusAddress(
    "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)


class BusError(Exception):
    """The other side answered with an error; the text is its name."""


class Bus:
    """Blocking calls; close it when done."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(bus=address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def call(
        self, to: DBusAddress, member: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """The reply's body."""
        return self._ask(new_method_call(to, member, signature or None, body))

    def get(self, of: DBusAddress, name: str) -> Any:
        """A property's value, without its signature."""
        ((_, value),) = self._ask(Properties(of).get(name))
        return value

    def owner(self, name: str) -> str | None:
        """Who owns a bus name; None when nobody does."""
        try:
            return str(self.call(BUS, "GetNameOwner", "s", (name,))[0])
        except BusError:
            return None

    def pid(self, name: str) -> int:
        """The process behind a name."""
        return int(self.call(BUS, "GetConnectionUnixProcessID", "s", (name,))[0])

    def _ask(self, message: Any) -> tuple[Any, ...]:
        reply = self._connection.send_and_get_reply(message, timeout=PATIENCE_S)
        if reply.header.message_type is MessageType.error:
            raise BusError(reply.header.fields[HeaderFields.error_name])
        return tuple(reply.body)
