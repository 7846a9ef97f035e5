"""The other end of a bus connection: a bus as it is, with services on it that say anything."""

import asyncio
import re
from typing import Any, cast

from jeepney import (
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    Parser,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.wrappers import DBusAddress, new_method_call

from breakd.desktop.dbus.bus import Bus
from tests.faults.fuzz.messages import SOUND, Body

SERVICE, HOST, DBUS = ":1.7", ":1.9", "org.freedesktop.DBus"
OF_BUS: dict[str, Body] = {
    "Hello": ("s", (":1.1",)),
    "GetId": ("s", ("ab",)),
    "ListActivatableNames": ("as", ([],)),
    "GetNameOwner": ("s", (SERVICE,)),
    "NameHasOwner": ("b", (True,)),
    "RequestName": ("u", (1,)),
    "StartServiceByName": ("u", (1,)),
}
FAILED = "org.freedesktop.DBus.Error.Failed"


class Peer(asyncio.Transport):
    """Stands for the socket of `bus`.  Calls to the bus are answered as it does; those to others
    with the next of `answers` (None: an error), and soundly when there is none left."""

    def __init__(self, bus: Bus, answers: list[Body | None], server: str) -> None:
        super().__init__()
        self._bus = bus
        self._answers = answers
        self._server = server
        self._parser = Parser()
        self._serial = 0
        self._closed = False
        self.rules: list[dict[str, str]] = []
        bus._wire._auth, bus._wire.transport = None, self

    def write(self, data: Any) -> None:
        """What breakd sends."""
        self._parser.add_data(bytes(data))
        while (message := self._parser.get_next_message()) is not None:
            flags = message.header.flags
            if message.header.message_type is MessageType.method_call and not (
                flags & MessageFlag.no_reply_expected
            ):
                self._send(self._reply(message))

    def is_closing(self) -> bool:
        """Whether it is of no use any more."""
        return self._closed

    def close(self) -> None:
        """Either side is done."""
        if not self._closed:
            self._closed = True
            asyncio.get_running_loop().call_soon(self._bus._wire.connection_lost, None)

    abort = close

    def signal(self, member: str, body: Body) -> None:
        """To everybody who listens to one of that name, from a service."""
        for rule in [rule for rule in self.rules if rule["member"] == member]:
            path = rule.get("path", "/a")
            self._send(
                new_signal(DBusAddress(path, None, rule["interface"]), rule["member"], *body)
            )

    def call(self, path: str, interface: str, member: str, body: Body) -> None:
        """A call of what breakd offers."""
        self._send(new_method_call(DBusAddress(path, ":1.1", interface), member, *body), HOST)

    def noise(self, data: bytes) -> None:
        """Bytes that may be no message at all."""
        asyncio.get_running_loop().call_soon(self._receive, data)

    def _reply(self, message: Message) -> Message:
        fields = message.header.fields
        member = cast(str, fields[HeaderFields.member])
        if fields.get(HeaderFields.destination) == DBUS:
            if member == "AddMatch":
                self.rules.append(dict(re.findall(r"(\w+)='([^']*)'", message.body[0])))
            return new_method_return(message, *OF_BUS.get(member, ("", ())))
        body = self._answers.pop() if self._answers else SOUND.get(member, ("", ()))
        if body is None:
            return new_error(message, FAILED, "s", ("no",))
        if member == "GetServerInformation" and body[0] == "ssss":
            body = ("ssss", (self._server, *body[1][1:]))
        return new_method_return(message, *body)

    def _send(self, message: Message, sender: str = SERVICE) -> None:
        self._serial += 1
        message.header.fields[HeaderFields.sender] = sender
        data = message.serialise(self._serial)
        asyncio.get_running_loop().call_soon(self._receive, data)

    def _receive(self, data: bytes) -> None:
        if not self._closed:
            self._bus._wire.data_received(data)
