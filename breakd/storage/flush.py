"""Flushing a file while the program sleeps: Linux's asynchronous fsync, by system call.

`os.fsync` waits for the disk, and a program that waits is woken: five times for one small file on
ext4.  A thread would be woken as often.  See io_submit(2); files since Linux 4.18.
"""

import ctypes
import errno
import os
import struct
import sys

# io_setup, io_submit, io_getevents
_GENERIC = (0, 2, 4)
_NUMBERS = {"x86_64": (206, 209, 208), "aarch64": _GENERIC, "riscv64": _GENERIC}
_FSYNC = 2  # IOCB_CMD_FSYNC
_CONTROL = struct.Struct("=QIIHhIQQqQII")  # struct iocb
_EVENT = struct.Struct("=QQqq")  # struct io_event
_AT_ONCE = 4  # flushes under way


class Flushes:
    """Flushes of files, each under a number.  OSError where the system has no such thing."""

    def __init__(self) -> None:
        numbers = _NUMBERS.get(os.uname().machine) if sys.platform == "linux" else None
        if numbers is None or struct.calcsize("P") != 8:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        setup, self._submit, self._get_events = numbers
        self._system = ctypes.CDLL(None, use_errno=True).syscall
        self._system.restype = ctypes.c_long
        self._context = ctypes.c_ulong(0)
        self._last = 0
        self._call(setup, ctypes.c_long(_AT_ONCE), ctypes.byref(self._context))

    def begin(self, fd: int) -> int:
        """Have an open file flushed, which may be closed meanwhile.  Returns the flush's number;
        OSError when this file cannot be, or too many are under way."""
        self._last += 1
        control = _CONTROL.pack(self._last, 0, 0, _FSYNC, 0, fd, 0, 0, 0, 0, 0, 0)
        one = ctypes.create_string_buffer(control, _CONTROL.size)
        address = ctypes.c_void_p(ctypes.addressof(one))
        self._call(self._submit, self._context, ctypes.c_long(1), ctypes.byref(address))
        return self._last

    def ended(self) -> dict[int, int]:
        """The flushes that have ended since last asked; to each its number of an error, 0 if what
        was written is on the disk.  Waits for none."""
        found = ctypes.create_string_buffer(_EVENT.size * _AT_ONCE)
        none, most = ctypes.c_long(0), ctypes.c_long(_AT_ONCE)
        count = self._call(self._get_events, self._context, none, most, found, none)
        events = _EVENT.iter_unpack(found.raw[: _EVENT.size * count])
        return {number: max(0, -result) for number, _, result, _ in events}

    def _call(self, number: int, *values: object) -> int:
        done: int = self._system(ctypes.c_long(number), *values)
        if done < 0:
            failed = ctypes.get_errno()
            raise OSError(failed, os.strerror(failed))
        return done
