"""The SYNC extension of X11, as far as idle time needs it: libxcb does the talking.

libxcb rather than Xlib, because it does not end the process when the display goes away; by ctypes
rather than python-xlib, which lacks this extension and takes 2.8 MiB where this takes 0.4.
"""

import ctypes
import struct
from collections.abc import Iterator
from ctypes import (
    POINTER,
    Structure,
    c_char_p,
    c_int,
    c_int32,
    c_uint8,
    c_uint16,
    c_uint32,
    c_void_p,
)

IDLETIME = b"IDLETIME"  # milliseconds since the last input, counted by the server

# xcb/sync.h
_CHANGES = 0b111111  # counter, value type, value, test type, delta, events
_ABSOLUTE = 0
_AT_LEAST, _AT_MOST = 2, 3  # positive and negative comparison
_ALARM_NOTIFY = 1
_SENT = 0x80  # the flag on what other clients send
_NAME_AT = 14  # in a counter's description; xcb_sync_systemcounter_name is off by its padding


class _Cookie(Structure):
    _fields_ = (("sequence", c_uint32),)


class _Extension(Structure):
    _fields_ = (
        ("_head", c_uint8 * 8),
        ("present", c_uint8),
        ("major", c_uint8),
        ("first_event", c_uint8),
        ("first_error", c_uint8),
    )


class _Iterator(Structure):
    _fields_ = (("data", c_void_p), ("left", c_int), ("index", c_int))


class _Int64(Structure):
    _fields_ = (("high", c_int32), ("low", c_uint32))

    def __int__(self) -> int:
        return (int(self.high) << 32) | int(self.low)


class _QueryCounterReply(Structure):
    _fields_ = (("_head", c_uint8 * 8), ("value", _Int64))


class _AlarmEvent(Structure):
    _fields_ = (
        ("type", c_uint8),
        ("kind", c_uint8),
        ("sequence", c_uint16),
        ("alarm", c_uint32),
        ("counter", _Int64),
        ("value", _Int64),
        ("timestamp", c_uint32),
        ("state", c_uint8),
    )


class DisplayGone(OSError):  # noqa: N818 - reads better where it is caught
    """The connection to the display has ended, or there never was one."""


class NoCounter(Exception):  # noqa: N818
    """The display does not count idle time."""


class IdleAlarm:
    """One alarm on the display's idle time, which rings once each time it is set.

    OSError when the libraries or the display are missing, NoCounter when the display cannot.
    """

    def __init__(self) -> None:
        self._xcb, self._sync, self._free = _libraries()
        self._connection: int | None = self._xcb.xcb_connect(None, None)
        try:
            self._check()
            self._first_event = self._begin()
            self._counter = self._find_counter()
        except BaseException:
            self.close()
            raise
        self._alarm: int | None = None

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._xcb.xcb_disconnect(self._connection)
            self._connection = None

    def fileno(self) -> int:
        """Readable when `rings` may have something."""
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    def idle(self) -> float:
        """Seconds since the last input; waits for the display's answer."""
        cookie = self._sync.xcb_sync_query_counter(self._connection, self._counter)
        reply = self._sync.xcb_sync_query_counter_reply(self._connection, cookie, None)
        self._check()
        if not reply:
            raise NoCounter
        try:
            return int(_QueryCounterReply.from_address(reply).value) / 1000
        finally:
            self._free(reply)

    def ring_at_least(self, seconds: float) -> None:
        """Ring as soon as the idle time is so long, or longer."""
        self._set(round(seconds * 1000), _AT_LEAST)

    def ring_below(self, seconds: float) -> None:
        """Ring as soon as the idle time is shorter than that."""
        self._set(round(seconds * 1000) - 1, _AT_MOST)

    def rings(self) -> Iterator[float]:
        """The idle time, in seconds, at each ring since the last look; DisplayGone at the end."""
        while event := self._xcb.xcb_poll_for_event(self._connection):
            try:
                ring = _AlarmEvent.from_address(event)
                if ring.type & ~_SENT == self._first_event + _ALARM_NOTIFY:
                    yield int(ring.counter) / 1000
            finally:
                self._free(event)
        self._check()

    # --- setting up ------------------------------------------------------------------------------

    def _check(self) -> None:
        if self._xcb.xcb_connection_has_error(self._connection):
            raise DisplayGone("the X11 display cannot be reached")

    def _begin(self) -> int:
        """Agree on the extension's version; the number of its first event."""
        identity = ctypes.addressof(c_uint8.in_dll(self._sync, "xcb_sync_id"))
        found = self._xcb.xcb_get_extension_data(self._connection, identity)
        self._check()
        extension = _Extension.from_address(found)
        if not extension.present:
            raise NoCounter
        cookie = self._sync.xcb_sync_initialize(self._connection, 3, 1)
        self._free(self._sync.xcb_sync_initialize_reply(self._connection, cookie, None))
        self._check()
        return int(extension.first_event)

    def _find_counter(self) -> int:
        cookie = self._sync.xcb_sync_list_system_counters(self._connection)
        reply = self._sync.xcb_sync_list_system_counters_reply(self._connection, cookie, None)
        self._check()
        if not reply:
            raise NoCounter
        try:
            each = self._sync.xcb_sync_list_system_counters_counters_iterator(reply)
            while each.left:
                length = self._sync.xcb_sync_systemcounter_name_length(each.data)
                if ctypes.string_at(each.data + _NAME_AT, length) == IDLETIME:
                    return c_uint32.from_address(each.data).value
                self._sync.xcb_sync_systemcounter_next(ctypes.byref(each))
        finally:
            self._free(reply)
        raise NoCounter

    def _set(self, milliseconds: int, test: int) -> None:
        high, low = milliseconds >> 32, milliseconds & 0xFFFFFFFF
        words = (self._counter, _ABSOLUTE, high, low, test, 0, 0, True)  # delta: 64 bits of 0
        values = struct.pack("=8I", *words)
        if self._alarm is None:
            self._alarm = int(self._xcb.xcb_generate_id(self._connection))
            set_alarm = self._sync.xcb_sync_create_alarm
        else:
            set_alarm = self._sync.xcb_sync_change_alarm
        set_alarm(self._connection, self._alarm, _CHANGES, values)
        self._xcb.xcb_flush(self._connection)


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL, "ctypes._NamedFuncPointer"]:
    """libxcb and libxcb-sync, with the types of what is used of them, and C's free."""
    xcb = ctypes.CDLL("libxcb.so.1")
    sync = ctypes.CDLL("libxcb-sync.so.1")
    free = ctypes.CDLL(None).free
    free.argtypes, free.restype = (c_void_p,), None
    pointer, number, error = c_void_p, c_uint32, POINTER(c_void_p)
    for library, name, gives, takes in (
        (xcb, "xcb_connect", pointer, (c_char_p, POINTER(c_int))),
        (xcb, "xcb_disconnect", None, (pointer,)),
        (xcb, "xcb_connection_has_error", c_int, (pointer,)),
        (xcb, "xcb_get_file_descriptor", c_int, (pointer,)),
        (xcb, "xcb_get_extension_data", pointer, (pointer, pointer)),
        (xcb, "xcb_generate_id", number, (pointer,)),
        (xcb, "xcb_flush", c_int, (pointer,)),
        (xcb, "xcb_poll_for_event", pointer, (pointer,)),
        (sync, "xcb_sync_initialize", _Cookie, (pointer, c_uint8, c_uint8)),
        (sync, "xcb_sync_initialize_reply", pointer, (pointer, _Cookie, error)),
        (sync, "xcb_sync_list_system_counters", _Cookie, (pointer,)),
        (sync, "xcb_sync_list_system_counters_reply", pointer, (pointer, _Cookie, error)),
        (sync, "xcb_sync_list_system_counters_counters_iterator", _Iterator, (pointer,)),
        (sync, "xcb_sync_systemcounter_name_length", c_int, (pointer,)),
        (sync, "xcb_sync_systemcounter_next", None, (POINTER(_Iterator),)),
        (sync, "xcb_sync_query_counter", _Cookie, (pointer, number)),
        (sync, "xcb_sync_query_counter_reply", pointer, (pointer, _Cookie, error)),
        (sync, "xcb_sync_create_alarm", _Cookie, (pointer, number, number, c_char_p)),
        (sync, "xcb_sync_change_alarm", _Cookie, (pointer, number, number, c_char_p)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return xcb, sync, free
