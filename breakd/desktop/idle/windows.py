"""Idle time on Windows: GetLastInputInfo, which can only be asked."""

import ctypes
import sys
from typing import Any

from breakd.desktop.idle.poll import Polled
from breakd.desktop.idle.source import Report, Unavailable

_WRAP = 2**32  # both clocks count milliseconds in 32 bits: 49.7 days


class LastInputInfo(ctypes.Structure):
    """LASTINPUTINFO."""

    _fields_ = (("size", ctypes.c_uint), ("time", ctypes.c_uint))


def source(report: Report, threshold: float) -> Polled:
    """The source; see `breakd.desktop.idle.source`."""
    if sys.platform == "win32":
        user32, kernel32 = ctypes.windll.user32, ctypes.windll.kernel32

        async def read() -> float:
            return seconds(user32, kernel32)

        return Polled(read, report, threshold)
    raise Unavailable("this is not Windows", for_good=True)


def seconds(user32: Any, kernel32: Any) -> float:
    """Seconds since the last input in this session."""
    info = LastInputInfo(ctypes.sizeof(LastInputInfo))
    if not user32.GetLastInputInfo(ctypes.byref(info)):
        raise Unavailable("this session takes no input")
    ticks: int = kernel32.GetTickCount()
    then: int = info.time
    since = (ticks - then) % _WRAP
    return 0.0 if since > _WRAP // 2 else since / 1000  # input may be stamped a moment ahead
