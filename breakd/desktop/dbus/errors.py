"""What can go wrong on D-Bus."""

from typing import Self

from jeepney import HeaderFields, Message

FAILED = "org.freedesktop.DBus.Error.Failed"


class BusError(Exception):
    """A D-Bus error; `name` is its dotted name.  Raised by an exported method, it becomes the
    reply."""

    default_name = FAILED

    def __init__(self, text: str, name: str | None = None) -> None:
        super().__init__(text)
        self.name = name or self.default_name

    @classmethod
    def of(cls, message: Message) -> Self:
        """From an error reply."""
        name = message.header.fields.get(HeaderFields.error_name, FAILED)
        text = message.body[0] if message.body and isinstance(message.body[0], str) else name
        return cls(text, name)


class BusTimeout(BusError):  # noqa: N818 - reads better where it is caught
    """The peer did not answer in time."""

    default_name = "org.freedesktop.DBus.Error.NoReply"


class BusGone(BusError):  # noqa: N818
    """There is no connection to the bus, or not any more."""

    default_name = "org.freedesktop.DBus.Error.Disconnected"
