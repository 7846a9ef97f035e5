"""Calls that have gone out, and the replies they wait for."""

import asyncio
from collections.abc import Callable
from typing import Any

from jeepney import HeaderFields, Message, MessageType

from breakd.desktop.dbus.errors import BusGone
from breakd.desktop.dbus.shapes import Shapes, fits
from breakd.desktop.dbus.signals import safely

Late = Callable[[tuple[Any, ...]], None]


class Replies:
    """All calls of one connection, by their serial numbers."""

    def __init__(self) -> None:
        self._awaited: dict[int, asyncio.Future[Message]] = {}
        self._late: dict[int, tuple[Late, Shapes | None]] = {}

    async def to(
        self,
        serial: int,
        send: Callable[[], None],
        seconds: float,
        late: Late | None,
        gives: Shapes | None,
    ) -> Message | None:
        """Send a call and wait for what comes back, an error perhaps; None if nothing did in so
        many seconds.  The values of a reply that nobody waits for any more go to `late`, if they
        are what the call `gives`.

        Raises BusGone when the connection ends.
        """
        reply: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._awaited[serial] = reply
        try:
            send()
            await asyncio.wait((reply,), timeout=seconds)
        finally:
            del self._awaited[serial]
            if late is not None and not reply.done():
                self._late[serial] = late, gives
        return reply.result() if reply.done() else None

    def hear(self, message: Message) -> None:
        """A reply has arrived."""
        serial = message.header.fields.get(HeaderFields.reply_serial, 0)
        reply = self._awaited.get(serial)
        late = self._late.pop(serial, None)
        if reply is not None and not reply.done():
            reply.set_result(message)
        elif late is not None and message.header.message_type is not MessageType.error:
            hear, gives = late
            if fits(message, gives):
                safely(hear, tuple(message.body))

    def end(self) -> None:
        """No more will come."""
        for reply in self._awaited.values():
            if not reply.done():
                reply.set_exception(BusGone("the connection to the message bus ended"))
        self._late.clear()
