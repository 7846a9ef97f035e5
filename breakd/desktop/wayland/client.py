"""The little of libwayland-client that breakd needs, by ctypes.

The library speaks the protocol; here are its functions, and the descriptions of interfaces that
its scanner would generate.  By ctypes rather than pywayland, which takes 2.4 MiB where this takes
0.3, and which has to be compiled on many machines.
"""

import ctypes
import struct
from collections.abc import Callable
from ctypes import POINTER, Structure, Union, c_char_p, c_int, c_int32, c_size_t, c_uint32, c_void_p
from typing import Any


class Message(Structure):
    """wl_message: a request or an event; in `signature` n stands for a new object, o for an
    object, u for a number, s for a string, a for an array."""

    _fields_ = (("name", c_char_p), ("signature", c_char_p), ("types", POINTER(c_void_p)))


class Interface(Structure):
    """wl_interface."""

    _fields_ = (
        ("name", c_char_p),
        ("version", c_int),
        ("request_count", c_int),
        ("requests", POINTER(Message)),
        ("event_count", c_int),
        ("events", POINTER(Message)),
    )


class Array(Structure):
    """wl_array."""

    _fields_ = (("size", c_size_t), ("alloc", c_size_t), ("data", c_void_p))

    def numbers(self) -> list[int]:
        """Its content, where that is numbers."""
        data = ctypes.string_at(self.data, self.size) if self.size else b""
        return list(struct.unpack(f"={len(data) // 4}I", data))


class Argument(Union):
    """wl_argument."""

    _fields_ = (
        ("u", c_uint32),
        ("i", c_int32),
        ("s", c_char_p),
        ("o", c_void_p),
        ("a", POINTER(Array)),
    )


Handler = Callable[[int, Any], None]  # an event's number and its arguments, by index

_Dispatcher = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_uint32, c_void_p, POINTER(Argument))
_NO_TYPES = (c_void_p * 4)()  # an argument's interface matters only where an event makes it


def interface(
    name: bytes,
    version: int,
    requests: tuple[tuple[bytes, bytes], ...],
    events: tuple[tuple[bytes, bytes], ...] = (),
    makes: Interface | None = None,
) -> Interface:
    """Describe an interface; requests and events are (name, signature).  `makes` is what the
    events of signature n bring."""

    def messages(
        all_: tuple[tuple[bytes, bytes], ...], types: "ctypes.Array[c_void_p]"
    ) -> "ctypes.Array[Message]":
        return (Message * len(all_))(*(Message(*one, types) for one in all_))

    new = _NO_TYPES if makes is None else (c_void_p * 4)(ctypes.addressof(makes))
    asked, told = messages(requests, _NO_TYPES), messages(events, new)
    return Interface(name, version, len(requests), asked, len(events), told)


class DisplayGone(OSError):  # noqa: N818 - reads better where it is caught
    """The compositor cannot be reached, or not any more."""


class Connection:
    """A connection to the compositor; OSError where there is none, or no library.

    Nothing waits: requests go out with `flush`, and `dispatch`, to be called when the descriptor
    is readable, hands every event to the handler of its object.  Handlers must not raise.
    """

    def __init__(self) -> None:
        self._library = _library()
        self._dispatchers: dict[int, object] = {}  # kept from the garbage collector
        self._display: int | None = self._library.wl_display_connect(None)
        if not self._display:
            raise DisplayGone("the Wayland compositor cannot be reached")

    def close(self) -> None:
        """Hang up; every object is gone with it."""
        if self._display:
            self._library.wl_display_disconnect(self._display)
            self._display = None

    def fileno(self) -> int:
        """What becomes readable when events come."""
        return int(self._library.wl_display_get_fd(self._display))

    def known(self, name: str) -> Interface:
        """One of the core interfaces, which the library describes."""
        return Interface.in_dll(self._library, f"{name}_interface")

    def sync(self, handler: Handler) -> None:
        """Call `handler` when the compositor has done all that was asked before."""
        self.listen(self.request(None, 0, self.known("wl_callback"), 1, Argument()), handler)

    def registry(self, handler: Handler) -> int:
        """The registry, whose events tell what the compositor offers."""
        made = self.request(None, 1, self.known("wl_registry"), 1, Argument())
        self.listen(made, handler)
        return made

    def bind(self, registry: int, name: int, to: Interface, version: int) -> int:
        """The object that the registry has announced as `name`."""
        args = (Argument(u=name), Argument(s=to.name), Argument(u=version), Argument())
        return self.request(registry, 0, to, version, *args)

    def request(
        self, target: int | None, number: int, makes: Interface, version: int, *args: Argument
    ) -> int:
        """Send a request (to None: the display) that makes an object; that object."""
        made = self._library.wl_proxy_marshal_array_constructor_versioned(
            target or self._display,
            number,
            (Argument * len(args))(*args),
            ctypes.byref(makes),
            version,
        )
        if not made:
            raise DisplayGone("the Wayland compositor takes no requests")
        return int(made)

    def end(self, target: int, number: int) -> None:
        """Send the request that does away with an object."""
        self._library.wl_proxy_marshal_array(target, number, None)
        self._library.wl_proxy_destroy(target)
        self._dispatchers.pop(target, None)

    def listen(self, target: int, handler: Handler) -> None:
        """Hand the events of an object to `handler`."""

        def dispatch(_impl: Any, _target: Any, number: int, _message: Any, args: Any) -> int:
            handler(number, args)
            return 0

        dispatcher = _Dispatcher(dispatch)
        self._dispatchers[target] = dispatcher
        self._library.wl_proxy_add_dispatcher(target, dispatcher, None, None)

    def flush(self) -> None:
        """Send what was requested."""
        self._library.wl_display_flush(self._display)

    def roundtrip(self) -> None:
        """Wait until the compositor has answered all requests, and handle what has arrived."""
        if self._library.wl_display_roundtrip(self._display) < 0:
            raise DisplayGone("the Wayland compositor has gone")

    def dispatch(self) -> None:
        """Handle what has arrived; DisplayGone when the connection has ended."""
        if self._library.wl_display_dispatch(self._display) < 0:
            raise DisplayGone("the Wayland compositor has gone")


def _library() -> ctypes.CDLL:
    """libwayland-client, with the types of what is used of it."""
    library = ctypes.CDLL("libwayland-client.so.0")
    proxy = display = c_void_p
    constructor = (proxy, c_uint32, POINTER(Argument), POINTER(Interface), c_uint32)
    for name, gives, takes in (
        ("wl_display_connect", display, (c_char_p,)),
        ("wl_display_disconnect", None, (display,)),
        ("wl_display_get_fd", c_int, (display,)),
        ("wl_display_flush", c_int, (display,)),
        ("wl_display_dispatch", c_int, (display,)),
        ("wl_display_roundtrip", c_int, (display,)),
        ("wl_proxy_marshal_array_constructor_versioned", proxy, constructor),
        ("wl_proxy_marshal_array", None, (proxy, c_uint32, POINTER(Argument))),
        ("wl_proxy_destroy", None, (proxy,)),
        ("wl_proxy_add_dispatcher", c_int, (proxy, _Dispatcher, c_void_p, c_void_p)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library
