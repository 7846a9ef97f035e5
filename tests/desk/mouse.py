"""A mouse that a test moves and clicks: xdotool's on X11, on sway a virtual one.

The virtual one speaks Wayland's wire format and wlroots' protocol for virtual pointers by itself,
https://wayland.app/protocols/wlr-virtual-pointer-unstable-v1: an object's number, opcode and size,
then 32-bit words.
"""

import socket
import struct
import time
from typing import Protocol

from tests.desk.desktop import Desktop
from tests.patience import PATIENCE_S

LEFT, MIDDLE, RIGHT = 1, 2, 3
Place = tuple[int, int]

DISPLAY, REGISTRY = 1, 2  # new objects are numbered one by one
CODES = {LEFT: 0x110, RIGHT: 0x111, MIDDLE: 0x112}  # of linux/input-event-codes.h
MANAGES = b"zwlr_virtual_pointer_manager_v1\0"


class Mouse(Protocol):
    """One of the two."""

    def move(self, to: Place) -> None:
        """Put the pointer there."""

    def click(self, at: Place, button: int = LEFT) -> None:
        """Go there and click."""


def mouse(desktop: Desktop) -> Mouse:
    """The one that this desktop takes."""
    return SwayMouse(desktop) if "SWAYSOCK" in desktop.env else XMouse(desktop)


class XMouse:
    """By xdotool."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop

    def move(self, to: Place) -> None:
        """In two steps, as some only see what moves within them."""
        x, y = map(str, to)
        self._desktop.output("xdotool", "mousemove", x, y, "mousemove_relative", "1", "0")

    def click(self, at: Place, button: int = LEFT) -> None:
        """Rest a moment before."""
        self.move(at)
        self._desktop.output("xdotool", "sleep", "0.2", "click", str(button))


class SwayMouse:
    """A pointer device of our own, plugged in for as long as the desktop runs."""

    def __init__(self, desktop: Desktop) -> None:
        self._size = desktop.size
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_S)
        self._socket.connect(desktop.env["WAYLAND_DISPLAY"])
        self._buffer = b""
        self._last = REGISTRY
        self._globals: dict[bytes, int] = {}
        self._send(DISPLAY, 1, _words(REGISTRY))
        self._wait()
        manager = self._new()
        kind = _words(len(MANAGES)) + MANAGES.ljust(-(-len(MANAGES) // 4) * 4, b"\0")
        self._send(REGISTRY, 0, _words(self._globals[MANAGES]) + kind + _words(1, manager))
        self._pointer = self._new()
        self._send(manager, 0, _words(0, self._pointer))
        self._wait()
        time.sleep(0.5)  # programs hear that there is a pointer now, and ask for it

    def move(self, to: Place) -> None:
        """In two steps, as some only see what moves within them."""
        x, y = to
        for here in (x, x + 1):
            self._send(self._pointer, 1, _words(_now(), here, y, *self._size))
            self._send(self._pointer, 4)
        self._wait()

    def click(self, at: Place, button: int = LEFT) -> None:
        """Rest a moment before."""
        self.move(at)
        time.sleep(0.2)
        for pressed in (1, 0):
            self._send(self._pointer, 2, _words(_now(), CODES[button], pressed))
            self._send(self._pointer, 4)
            self._wait()
            time.sleep(0.05)

    # --- the wire --------------------------------------------------------------------------------

    def _send(self, target: int, opcode: int, body: bytes = b"") -> None:
        head = struct.pack("=II", target, (8 + len(body)) << 16 | opcode)
        self._socket.sendall(head + body)

    def _wait(self) -> None:
        """Until the compositor has done all that was asked of it."""
        callback = self._new()
        self._send(DISPLAY, 0, _words(callback))
        while self._event() != (callback, 0):
            pass

    def _new(self) -> int:
        self._last += 1
        return self._last

    def _event(self) -> tuple[int, int]:
        """Take the next one; whose it is, and which."""
        target, rest = struct.unpack("=II", self._read(8))
        body = self._read((rest >> 16) - 8)
        if target == DISPLAY and rest & 0xFFFF == 0:
            raise OSError(f"the compositor complains: {body!r}")
        if target == REGISTRY and rest & 0xFFFF == 0:
            number, length = struct.unpack_from("=II", body)
            self._globals[body[8 : 8 + length]] = number
        return target, rest & 0xFFFF

    def _read(self, size: int) -> bytes:
        while len(self._buffer) < size:
            more = self._socket.recv(65536)
            if not more:
                raise OSError("the compositor has gone")
            self._buffer += more
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken


def _words(*values: int) -> bytes:
    return struct.pack(f"={len(values)}I", *values)


def _now() -> int:
    return int(time.monotonic() * 1000) & 0xFFFFFFFF
