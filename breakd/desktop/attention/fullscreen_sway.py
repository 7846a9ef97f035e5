"""Full screen on sway, which tells over its own socket.

Protocol: https://man.archlinux.org/man/sway-ipc.7.en
"""

import json
import os
import select
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from breakd.desktop.attention.display import OURS, DisplayGone

MAGIC = b"i3-ipc"
HEADER = struct.Struct("=6sII")
SUBSCRIBE, GET_TREE = 2, 4
EVENT = 1 << 31
EVENTS = ("window", "workspace", "output")
TITLES = ("title", "mark", "urgent")  # changes of a window that do not concern us
ANSWER_S = 0.7


def socket_path() -> str | None:
    """Where sway listens; None where there is none."""
    named = os.environ.get("SWAYSOCK")
    if named and Path(named).is_socket():
        return named
    if not os.environ.get("WAYLAND_DISPLAY"):
        return None
    # A daemon that was started by systemd may have the display, but not this.
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere")
    found = sorted(folder.glob("sway-ipc.*.sock"), key=lambda path: path.stat().st_mtime)
    return str(found[-1]) if found else None


class Sway:
    """A display; see `fullscreen.Display`."""

    def __init__(self, path: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(ANSWER_S)
            self._socket.connect(path)
            self._ask(SUBSCRIBE, json.dumps(EVENTS).encode())
        except OSError as error:
            self.close()
            raise DisplayGone(str(error)) from error
        except DisplayGone:
            self.close()
            raise
        self._full: bool | None = None

    def fileno(self) -> int:
        """See `Display`."""
        return self._socket.fileno()

    def full(self) -> bool:
        """See `Display`."""
        while self._full is None or self._readable():
            if self._full is None or _matters(*self._message()):
                self._full = covered(json.loads(self._ask(GET_TREE)))
        return self._full

    def close(self) -> None:
        """See `Display`."""
        self._socket.close()

    def _readable(self) -> bool:
        return bool(select.select([self._socket], [], [], 0)[0])

    def _ask(self, kind: int, payload: bytes = b"") -> bytes:
        """A request's reply.  Events that arrive before it are older than it."""
        try:
            self._socket.sendall(HEADER.pack(MAGIC, len(payload), kind) + payload)
        except OSError as error:
            raise DisplayGone(str(error)) from error
        while True:
            answered, said = self._message()
            if answered == kind:
                return said

    def _message(self) -> tuple[int, bytes]:
        magic, length, kind = HEADER.unpack(self._read(HEADER.size))
        if magic != MAGIC:
            raise DisplayGone("sway does not speak its protocol")
        return kind, self._read(length)

    def _read(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            try:
                more = self._socket.recv(length - len(data))
            except OSError as error:
                raise DisplayGone(str(error)) from error
            if not more:
                raise DisplayGone("sway has hung up")
            data += more
        return data


def _matters(kind: int, payload: bytes) -> bool:
    return bool(kind & EVENT) and json.loads(payload).get("change") not in TITLES


def covered(tree: dict[str, Any]) -> bool:
    """Whether a window that is not ours fills an output of this tree."""
    return any(
        _fills(container)
        for output in tree["nodes"]
        for workspace in output["nodes"]
        if workspace.get("name") == output.get("current_workspace")
        for container in _below(workspace)
    )


def _below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for child in (*node.get("nodes", ()), *node.get("floating_nodes", ())):
        yield child
        yield from _below(child)


def _fills(container: dict[str, Any]) -> bool:
    """0: no, 1: its output, 2: all outputs."""
    x11 = container.get("window_properties") or {}
    names = (container.get("app_id"), x11.get("class"), x11.get("instance"))
    ours = any(str(name).lower() == OURS for name in names)
    return container.get("fullscreen_mode", 0) > 0 and not ours
