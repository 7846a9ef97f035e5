"""A Wayland compositor that has two outputs and tells of windows, as a test says.

`python -m tests.desktop.scripted_windows SOCKET VERSION` speaks that version of
wlr-foreign-toplevel-management, 0 none of it.  It writes "ready" and then "ok" for each line it
reads: `open WINDOW APP`, `state WINDOW NUMBER...`, `enter WINDOW OUTPUT`, `leave WINDOW OUTPUT`,
`close WINDOW`, `finish`; and "destroyed" for each window that the client has done with.  It knows
one client.
"""

import ctypes
import os
import struct
import sys
from ctypes import byref
from typing import Any

from breakd.desktop.attention.fullscreen_wlr import WINDOW, WINDOWS
from breakd.desktop.wayland.client import Argument, Array, Interface
from tests.desktop.scripted_compositor import READABLE, Bind, Dispatch, Readable, library

TITLE, APP_ID, ENTER, LEAVE, STATE, DONE, CLOSED = range(7)
OUTPUTS = 2


class Windows:
    """The globals, the client's resources for them, and the windows by the test's names."""

    def __init__(self, socket: str, version: int) -> None:
        self.server = library()
        self.display = self.server.wl_display_create()
        if self.server.wl_display_add_socket(self.display, socket.encode()):
            raise OSError(f"no socket at {socket}")
        self.kept: list[object] = []  # what libwayland calls must stay
        self.outputs: dict[int, int] = {}
        self.windows: dict[str, int] = {}
        self.manager = self.client = self.version = 0
        output = Interface.in_dll(self.server, "wl_output_interface")
        for number in range(OUTPUTS):
            self.offer(output, 1, lambda made, number=number: self.outputs.update({number: made}))
        if version:
            self.offer(WINDOWS, version, self.bound)
        loop = self.server.wl_display_get_event_loop(self.display)
        told = self.keep(Readable(self.told))
        self.server.wl_event_loop_add_fd(loop, sys.stdin.fileno(), READABLE, told, None)

    def keep(self, it: Any) -> Any:
        self.kept.append(it)
        return it

    def offer(self, what: Interface, version: int, bound: Any) -> None:
        """Announce a global; `bound` gets the client's resource."""

        def bind(client: Any, _data: Any, version: int, number: int) -> None:
            self.client, self.version = client, version
            bound(self.create(what, number, version))

        create = self.server.wl_global_create
        create(self.display, byref(what), version, None, self.keep(Bind(bind)))

    def create(self, what: Interface, number: int, version: int) -> int:
        made = self.server.wl_resource_create(self.client, byref(what), version, number)
        requested = self.keep(Dispatch(self.requested))
        self.server.wl_resource_set_dispatcher(made, requested, None, None, None)
        return int(made)

    def bound(self, made: int) -> None:
        self.manager, self.manager_version = made, self.version

    def requested(self, _impl: Any, _target: Any, request: int, _message: Any, _args: Any) -> int:
        if WINDOW.requests[request].name == b"destroy":
            print("destroyed", flush=True)
        return 0

    def post(self, target: int, event: int, *args: Argument) -> None:
        given = (Argument * len(args))(*args) if args else None
        self.server.wl_resource_post_event_array(target, event, given)

    def told(self, stdin: int, _mask: int, _data: Any) -> int:
        """The test has written something."""
        said = os.read(stdin, 4096).decode()
        if not said:
            self.server.wl_display_terminate(self.display)
        for line in said.splitlines():
            self.do(*line.split())
            self.server.wl_display_flush_clients(self.display)
            print("ok", flush=True)
        return 0

    def do(self, verb: str, name: str = "", *words: str) -> None:
        if verb == "finish":
            self.post(self.manager, 1)
            return
        if verb == "open":
            window = self.windows[name] = self.create(WINDOW, 0, self.manager_version)
            self.post(self.manager, 0, Argument(o=window))
            self.post(window, APP_ID, Argument(s=words[0].encode()))
        window = self.windows[name]
        if verb in ("enter", "leave"):
            event = ENTER if verb == "enter" else LEAVE
            self.post(window, event, Argument(o=self.outputs[int(words[0])]))
        elif verb == "state":
            data = struct.pack(f"={len(words)}I", *map(int, words))
            buffer = ctypes.create_string_buffer(data, max(1, len(data)))
            array = Array(len(data), len(data), ctypes.addressof(buffer))
            self.post(window, STATE, Argument(a=ctypes.pointer(array)))
        elif verb == "close":
            self.post(window, CLOSED)
            return
        self.post(window, DONE)


if __name__ == "__main__":
    windows = Windows(sys.argv[1], int(sys.argv[2]))
    print("ready", flush=True)
    windows.server.wl_display_run(windows.display)
