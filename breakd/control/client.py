"""The command line's end of the control socket: blocking, and quick to import.

No asyncio and no dataclasses here: a status line asks every few seconds.
"""

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from breakd import paths
from breakd.control import loopback
from breakd.text import control as text

Message = dict[str, Any]

_LONGEST_REPLY = 1 << 20


class NoDaemonError(Exception):
    """No answer could be had; the message is a sentence that says why."""


def ask(request: Message, timeout: float = 5.0, path: Path | None = None) -> Message:
    """The daemon's reply to `request`: {"ok": bool, "text": str, "status": {...}?}.

    Raises NoDaemonError if there is no daemon, or no answer within `timeout` seconds.
    """
    with _call(request, timeout, path) as connection:
        return next(_replies(connection))


def follow(path: Path | None = None, timeout: float = 5.0) -> Iterator[Message]:
    """The daemon's status now and whenever it changes, as replies.

    Raises NoDaemonError if there is no daemon, and when it ends.
    """
    with _call({"do": "follow"}, timeout, path) as connection:
        replies = _replies(connection)
        yield next(replies)
        connection.settimeout(None)
        yield from replies


def _call(request: Message, timeout: float, path: Path | None) -> socket.socket:
    path = path or paths.control_socket()
    try:
        paths.check_private(path.parent)
        connection, token = _connect(path, timeout)
    except paths.UnsafeDirectoryError as unsafe:
        raise NoDaemonError(str(unsafe)) from None
    except (TimeoutError, BlockingIOError):  # it does not even take calls
        raise NoDaemonError(text.NO_ANSWER) from None
    except OSError:
        raise NoDaemonError(text.NO_DAEMON) from None
    # A server that hangs up early may still have said why.
    with contextlib.suppress(OSError):
        connection.sendall(token + json.dumps(request).encode() + b"\n")
    return connection


def _connect(path: Path, timeout: float) -> tuple[socket.socket, bytes]:
    if loopback.NEEDED:
        port, token = loopback.meeting_point(path)
        return socket.create_connection((loopback.HOST, port), timeout), token
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(timeout)
    try:
        connection.connect(str(path))
    except OSError:
        connection.close()
        raise
    return connection, b""


def _replies(connection: socket.socket) -> Iterator[Message]:
    """One reply after the other; never ends but by NoDaemonError."""
    waiting = b""
    while True:
        line, newline, rest = waiting.partition(b"\n")
        if newline:
            waiting = rest
            yield _decoded(line)
            continue
        try:
            piece = connection.recv(65536)
        except TimeoutError:
            raise NoDaemonError(text.NO_ANSWER) from None
        except OSError:
            piece = b""
        waiting += piece
        if not piece or len(waiting) > _LONGEST_REPLY:
            raise NoDaemonError(text.ENDED)


def _decoded(line: bytes) -> Message:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict):
        raise NoDaemonError(text.NO_ANSWER)
    return message
