"""The daemon's end of the control socket.

Callers are this user's own programs, but clumsy ones must not hurt: lines, time, callers and
what waits to be sent are all bounded.
"""

import asyncio
import contextlib
import os
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from breakd.control import loopback
from breakd.control.lock import Lock
from breakd.control.protocol import LONGEST_LINE, Malformed, Reply, Request, parse
from breakd.control.requests import Query
from breakd.paths import make_private
from breakd.text import control as text

Answer = Callable[[Request], Awaitable[Reply] | Reply]

ARRIVAL_S = 2.0
MOST_CALLERS = 32
MOST_UNSENT = 64 * 1024


class ControlServer:
    """Answers requests on the Unix socket `path`, one for each connection, through `answer`.

    A connection that asks to follow stays open and gets what is published.  If `answer` raises,
    the caller is told that something went wrong, and the loop's exception handler what.  On
    Windows, where Python has no such sockets, a loopback port with a token stands in.
    """

    def __init__(self, path: Path, answer: Answer) -> None:
        self._path = path
        self._answer = answer
        self._server: asyncio.Server | None = None
        self._token: str | None = None
        self._callers: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._followers: set[asyncio.StreamWriter] = set()

    async def start(self, lock: Lock) -> None:
        """Listen.  `lock` shows that no other breakd does, so a socket that is there is stale.

        Raises UnsafeDirectoryError, or OSError if there can be no socket.
        """
        make_private(self._path.parent)
        if loopback.NEEDED:
            self._server, self._token = await loopback.serve(self._path, self._meet, LONGEST_LINE)
            return
        assert lock.path.parent == self._path.parent, "the lock is for another socket"
        if len(os.fsencode(self._path)) > 100:
            raise OSError(text.path_too_long(self._path))
        self._path.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            # The directory keeps others out between bind and chmod.
            listener.bind(str(self._path))
            self._path.chmod(0o600)
            self._server = await asyncio.start_unix_server(
                self._meet, sock=listener, limit=LONGEST_LINE
            )
        except OSError:
            listener.close()
            raise

    async def stop(self) -> None:
        """Hang up on everybody and remove the socket."""
        if self._server is None:
            return
        self._path.unlink(missing_ok=True)
        self._server.close()
        self._server = None
        for writer in self._callers.values():
            writer.close()
        # The caller who asked breakd to quit may be the one that brought us here.
        others = self._callers.keys() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=ARRIVAL_S)

    @property
    def followed(self) -> bool:
        """Whether anybody follows."""
        return bool(self._followers)

    def publish(self, status: Mapping[str, object], headline: str = "") -> None:
        """Send the status to all followers; one that does not keep up is dropped."""
        line = Reply(True, headline, status).line()
        for writer in list(self._followers):
            if writer.transport.get_write_buffer_size() > MOST_UNSENT:
                self._followers.discard(writer)
                writer.transport.abort()
            else:
                writer.write(line)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None, "the server runs each caller in a task"
        self._callers[task] = writer
        try:
            if len(self._callers) > 2 * MOST_CALLERS:
                return
            if len(self._callers) > MOST_CALLERS:
                await _send(writer, Reply(False, text.TOO_MANY))
            elif not _is_ours(writer):
                await _send(writer, Reply(False, text.NOT_YOURS))
            else:
                await self._serve(reader, writer)
            self._followers.discard(writer)
            await _see_off(reader, writer)
        except (ConnectionError, TimeoutError):
            writer.transport.abort()
        finally:
            self._followers.discard(writer)
            del self._callers[task]
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(ARRIVAL_S):
                line = await reader.readuntil()
            request = parse(loopback.admit(line, self._token))
        except TimeoutError:
            await _send(writer, Reply(False, text.TOO_SLOW))
            return
        except asyncio.IncompleteReadError as cut:
            if cut.partial:
                await _send(writer, Reply(False, text.NOT_JSON))
            return
        except asyncio.LimitOverrunError:
            await _send(writer, Reply(False, text.TOO_LONG))
            return
        except Malformed as malformed:
            await _send(writer, Reply(False, str(malformed), wrong=True))
            return
        reply = await self._reply(request)
        if request is Query.FOLLOW:
            self._followers.add(writer)
        await _send(writer, reply)
        if request is Query.FOLLOW:
            # Whatever a follower says ends it: there is nothing more to ask for.
            await reader.read(1)

    async def _reply(self, request: Request) -> Reply:
        try:
            answer = self._answer(request)
            return await answer if isinstance(answer, Awaitable) else answer
        except Exception as error:
            # Whether breakd can go on is for whoever runs the loop to say.
            context = {"message": f"could not answer {request}", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)
            return Reply(False, text.WENT_WRONG)


async def _send(writer: asyncio.StreamWriter, reply: Reply) -> None:
    writer.write(reply.line())
    async with asyncio.timeout(ARRIVAL_S):
        await writer.drain()


async def _see_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Let the caller hang up first, for a while: to hang up on what he is still saying would
    take the answer away from him."""
    if writer.can_write_eof():
        writer.write_eof()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ARRIVAL_S):
            while await reader.read(LONGEST_LINE):
                pass


def _is_ours(writer: asyncio.StreamWriter) -> bool:
    """Whether the caller is this user; where the system cannot say, the directory has kept
    others out."""
    connection = writer.get_extra_info("socket")
    if not hasattr(socket, "SO_PEERCRED") or connection.family != socket.AF_UNIX:
        return True
    form = "3i"  # process, user, group
    found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize(form))
    uid: int = struct.unpack(form, found)[1]
    return uid == os.getuid()
