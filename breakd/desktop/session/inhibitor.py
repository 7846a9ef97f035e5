"""Asks logind to wait a moment before the machine sleeps, so that the snapshot gets written.

Interface: https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html, Inhibit.
What holds sleep back is an open file descriptor.  asyncio's transports cannot receive one, so
each is asked for over a connection of its own, closed again at once.
"""

import asyncio
import logging
import os
import socket
from typing import Any

from jeepney import HeaderFields, Message, MessageType, Parser
from jeepney.auth import BEGIN, AuthenticationError, Authenticator
from jeepney.fds import FileDescriptor, fds_buf_size
from jeepney.wrappers import DBusAddress, new_method_call

from breakd.desktop.dbus.address import addresses
from breakd.desktop.dbus.errors import BusError, BusGone
from breakd.text.session import BEFORE_SLEEP

log = logging.getLogger("breakd.session")

ANSWER_S = 10.0
BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
LOGIND = DBusAddress(
    "/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager"
)


class DelayInhibitor:
    """Holds sleep back while taken, for 5 s at most unless logind is configured otherwise.

    Where that is refused nothing else changes; it is logged once.
    """

    def __init__(self) -> None:
        self._fd: int | None = None
        self._taking: asyncio.Task[None] | None = None
        self._told = False

    def take(self) -> None:
        """Hold the next sleep back, from a moment later on."""
        if self._fd is None and (self._taking is None or self._taking.done()):
            self._taking = asyncio.get_running_loop().create_task(self._take(), name="inhibitor")

    def release(self) -> None:
        """Let the machine sleep."""
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    async def _take(self) -> None:
        try:
            self._fd = await _inhibit()
        except (OSError, BusError, AuthenticationError) as error:  # TimeoutError is an OSError
            if not self._told:
                log.info("Sleep will not wait for the snapshot: %s", error)
                self._told = True


async def _inhibit() -> int:
    """A file descriptor that holds sleep back while it is open."""
    trouble: Exception = BusGone("there is no system bus")
    for address in addresses("SYSTEM"):
        with socket.socket(socket.AF_UNIX) as stream:
            stream.setblocking(False)
            try:
                async with asyncio.timeout(ANSWER_S):
                    await asyncio.get_running_loop().sock_connect(stream, address)
                    return await _ask(stream)
            except OSError as error:
                trouble = error
    raise trouble


async def _ask(stream: socket.socket) -> int:
    await _authenticate(stream)
    await _call(stream, 1, new_method_call(BUS, "Hello"))
    asked = ("sleep", "breakd", BEFORE_SLEEP, "delay")
    (fd,) = await _call(stream, 2, new_method_call(LOGIND, "Inhibit", "ssss", asked))
    return int(fd.to_raw_fd())


async def _authenticate(stream: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    client = Authenticator(enable_fds=True)
    for words in client:
        await loop.sock_sendall(stream, words)
        client.feed(_something(await loop.sock_recv(stream, 1024)))
    await loop.sock_sendall(stream, BEGIN)


async def _call(stream: socket.socket, serial: int, message: Message) -> tuple[Any, ...]:
    await asyncio.get_running_loop().sock_sendall(stream, message.serialise(serial))
    parser = Parser()
    came: list[FileDescriptor] = []  # with the first bytes of a message
    try:
        while (reply := parser.get_next_message()) is None or not _answers(reply, serial):
            if reply is None:
                await _readable(stream)
                data, fds = _receive(stream, parser.bytes_desired())
                came += fds
                parser.add_data(data, fds)
    except BaseException:
        for fd in came:
            fd.close()
        raise
    if reply.header.message_type is MessageType.error:
        raise BusError.of(reply)
    return tuple(reply.body)


def _answers(message: Message, serial: int) -> bool:
    return bool(message.header.fields.get(HeaderFields.reply_serial) == serial)


def _receive(stream: socket.socket, most: int) -> tuple[bytes, list[FileDescriptor]]:
    try:
        data, extra, _flags, _sender = stream.recvmsg(most, fds_buf_size())
    except BlockingIOError:  # a false alarm
        return b"", []
    return _something(data), FileDescriptor.from_ancdata(extra)


def _something(data: bytes) -> bytes:
    if not data:
        raise BusGone("the message bus hung up")
    return data


async def _readable(stream: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()

    def tell() -> None:
        if not ready.done():
            ready.set_result(None)

    loop.add_reader(stream, tell)
    try:
        await ready
    finally:
        loop.remove_reader(stream)
