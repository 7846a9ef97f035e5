"""A Wayland compositor that only tells idle time, and does what it is told.

It stands for those that speak ext-idle-notify-v1, in the first or the second version, or nothing:
`python -m tests.desktop.scripted_compositor SOCKET VERSION`, where version 0 is none of it.  It
writes "ready" and then each request with its time-out; it reads `idled`, `resumed` and `unplug`
(the seat), one a line, and ends with its input.  libwayland-server does the talking.
"""

import ctypes
import os
import sys
from ctypes import CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_uint32, c_void_p
from typing import Any

from breakd.desktop.wayland.client import Argument, Interface, interface

NOTIFICATION = interface(
    b"ext_idle_notification_v1", 2, ((b"destroy", b""),), ((b"idled", b""), (b"resumed", b""))
)
REQUESTS = ("destroy", "get_idle_notification", "get_input_idle_notification")
SIGNATURES = (b"", b"nuo", b"2nuo")
READABLE = 1

Bind = CFUNCTYPE(None, c_void_p, c_void_p, c_uint32, c_uint32)
Dispatch = CFUNCTYPE(c_int, c_void_p, c_void_p, c_uint32, c_void_p, POINTER(Argument))
Readable = CFUNCTYPE(c_int, c_int, c_uint32, c_void_p)


def library() -> ctypes.CDLL:
    """libwayland-server, with the types of what is used of it."""
    server = ctypes.CDLL("libwayland-server.so.0")
    p, u, interface_p = c_void_p, c_uint32, POINTER(Interface)
    for name, gives, takes in (
        ("wl_display_create", p, ()),
        ("wl_display_add_socket", c_int, (p, c_char_p)),
        ("wl_display_get_event_loop", p, (p,)),
        ("wl_display_flush_clients", None, (p,)),
        ("wl_display_run", None, (p,)),
        ("wl_display_terminate", None, (p,)),
        ("wl_event_loop_add_fd", p, (p, c_int, u, Readable, p)),
        ("wl_global_create", p, (p, interface_p, c_int, p, Bind)),
        ("wl_global_destroy", None, (p,)),
        ("wl_resource_create", p, (p, interface_p, c_int, u)),
        ("wl_resource_set_dispatcher", None, (p, Dispatch, p, p, p)),
        ("wl_resource_get_client", p, (p,)),
        ("wl_resource_get_version", c_int, (p,)),
        ("wl_resource_post_event_array", None, (p, u, POINTER(Argument))),
    ):
        function: Any = getattr(server, name)
        function.restype, function.argtypes = gives, takes
    return server


class Compositor:
    """The globals, and the notification that was asked for last."""

    def __init__(self, socket: str, version: int) -> None:
        self.server = library()
        self.display = self.server.wl_display_create()
        if self.server.wl_display_add_socket(self.display, socket.encode()):
            raise OSError(f"no socket at {socket}")
        self.notification = None
        self.kept: list[object] = []  # what libwayland calls must stay
        seat = Interface.in_dll(self.server, "wl_seat_interface")
        self.seat = self.offer(seat, 1)
        if version:
            messages = tuple(zip([r.encode() for r in REQUESTS], SIGNATURES, strict=True))
            self.offer(interface(b"ext_idle_notifier_v1", 2, messages), version)
        loop = self.server.wl_display_get_event_loop(self.display)
        told = self.keep(Readable(self.told))
        self.server.wl_event_loop_add_fd(loop, sys.stdin.fileno(), READABLE, told, None)

    def keep(self, it: Any) -> Any:
        self.kept.append(it)
        return it

    def offer(self, what: Interface, version: int) -> Any:
        """Announce a global whose requests are written down."""

        def bind(client: Any, _data: Any, version: int, number: int) -> None:
            made = self.server.wl_resource_create(client, byref(what), version, number)
            self.server.wl_resource_set_dispatcher(made, requested, None, None, None)

        self.keep(what)
        requested = self.keep(Dispatch(self.requested))
        create = self.server.wl_global_create
        return create(self.display, byref(what), version, None, self.keep(Bind(bind)))

    def requested(self, _impl: Any, target: Any, request: int, _message: Any, args: Any) -> int:
        """A request of the notifier's."""
        client = self.server.wl_resource_get_client(target)
        version = self.server.wl_resource_get_version(target)
        self.notification = self.server.wl_resource_create(
            client, byref(NOTIFICATION), version, args[0].u
        )
        print(REQUESTS[request], args[1].u, flush=True)
        return 0

    def told(self, stdin: int, _mask: int, _data: Any) -> int:
        """The test has written something."""
        words = os.read(stdin, 4096).decode().split()
        if not words:
            self.server.wl_display_terminate(self.display)
        for word in words:
            if word == "unplug":
                self.server.wl_global_destroy(self.seat)
            else:
                event = ("idled", "resumed").index(word)
                self.server.wl_resource_post_event_array(self.notification, event, None)
        self.server.wl_display_flush_clients(self.display)
        return 0


if __name__ == "__main__":
    compositor = Compositor(sys.argv[1], int(sys.argv[2]))
    print("ready", flush=True)
    compositor.server.wl_display_run(compositor.display)
