"""A loopback port in the place of a Unix socket, for Windows.

Where the socket would be lies a file instead, which only the user can read: the port, and a
token that has to come with each request, as any user of the machine can reach the port.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from breakd.text import control as text

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

NEEDED = sys.platform == "win32"
HOST = "127.0.0.1"


async def serve(
    path: Path,
    meet: "Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]",
    limit: int,
) -> "tuple[asyncio.Server, str]":
    """Listen on a free port and write it to `path`.  Returns the server and the token."""
    import asyncio
    import secrets

    token = secrets.token_hex(16)
    server = await asyncio.start_server(meet, HOST, 0, limit=limit)
    port = server.sockets[0].getsockname()[1]
    _announce(path, port, token)
    return server, token


def _announce(path: Path, port: int, token: str) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        json.dump({"port": port, "token": token}, stream)


def admit(line: bytes, token: str | None) -> bytes:
    """The request in `line`, once its token has been checked; all of it where none is needed.

    Raises Malformed.
    """
    if token is None:
        return line
    import hmac

    from breakd.control.protocol import Malformed

    given, _, request = line.partition(b" ")
    if not hmac.compare_digest(given, token.encode()):
        raise Malformed(text.WRONG_TOKEN)
    return request


def meeting_point(path: Path) -> tuple[int, bytes]:
    """The port and the token that `serve` wrote, the token as it goes before a request.

    Raises OSError if no server has written them.
    """
    try:
        written = json.loads(path.read_bytes())
        return int(written["port"]), f"{written['token']} ".encode()
    except (ValueError, KeyError, TypeError):
        raise ConnectionRefusedError from None
