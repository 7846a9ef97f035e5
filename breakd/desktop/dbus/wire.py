"""The socket to the message bus: authentication, then messages out of a stream of bytes."""

import asyncio
import logging
from collections.abc import Callable

from jeepney import Message, Parser
from jeepney.auth import BEGIN, AuthenticationError, Authenticator

from breakd.desktop.dbus.errors import BusGone

log = logging.getLogger("breakd.bus")


class Wire(asyncio.Protocol):
    """Authenticates, then cuts the stream into messages for `received`."""

    def __init__(self, received: Callable[[Message], None], lost: Callable[[], None]) -> None:
        self._received = received
        self._lost = lost
        self._auth: Authenticator | None = Authenticator()
        self._parser = Parser()
        self.transport: asyncio.Transport | None = None
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        assert self._auth is not None
        self.transport = transport
        transport.write(self._auth.data_to_send())

    def data_received(self, data: bytes) -> None:
        if self._auth is not None:
            self._authenticate(data)
            return
        self._parser.add_data(data)
        while True:
            try:
                message = self._parser.get_next_message()
            except Exception as error:
                log.warning("A D-Bus message could not be read: %r", error)
                if self._parser.next_msg_size is None:  # its frame is broken, and all after it
                    self.abort()
                    return
                self._parser.next_msg_size = None  # only this one is left out
                continue
            if message is None:
                return
            self._received(message)

    def _authenticate(self, data: bytes) -> None:
        assert self._auth is not None
        try:
            self._auth.feed(data)
        except AuthenticationError:
            self.abort()
            return
        if self._auth.authenticated:
            self._auth = None
            self.send(BEGIN)
            if not self.ready.done():
                self.ready.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ready.done():
            self.ready.set_exception(BusGone("the message bus refused the connection"))
            self.ready.exception()  # nobody may be waiting any more
        self._lost()

    def abort(self) -> None:
        """Drop the connection at once; `lost` follows."""
        if self.transport is not None:
            self.transport.abort()

    def send(self, data: bytes) -> None:
        """Queue bytes; they are dropped once the connection is closing."""
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(data)
