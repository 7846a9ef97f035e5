"""Callers who speak to the server byte by byte."""

import contextlib
import json
import socket
from typing import Any

from tests.control.scripted import Scripted
from tests.patience import PATIENCE_S


def connect(scripted: Scripted) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(PATIENCE_S)
    connection.connect(str(scripted.path))
    return connection


def hear(connection: socket.socket) -> dict[str, Any]:
    """What the server says until it hangs up."""
    heard = b""
    while piece := connection.recv(65536):
        heard += piece
    message: dict[str, Any] = json.loads(heard)
    return message


def say(scripted: Scripted, content: bytes) -> dict[str, Any]:
    with connect(scripted) as connection:
        connection.sendall(content)
        return hear(connection)


def heard_until_the_end(connection: socket.socket) -> int:
    """How many bytes still come before the server hangs up, one way or the other."""
    heard = 0
    with contextlib.suppress(ConnectionResetError):
        while piece := connection.recv(65536):
            heard += len(piece)
    return heard
