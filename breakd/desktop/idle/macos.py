"""Idle time on macOS: CGEventSourceSecondsSinceLastEventType, which can only be asked."""

import ctypes
from typing import Any

from breakd.desktop.idle.poll import Polled
from breakd.desktop.idle.source import Report, Unavailable

FRAMEWORK = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
HARDWARE = 1  # kCGEventSourceStateHIDSystemState: what programs pretend does not count
ANY_INPUT = 0xFFFFFFFF  # kCGAnyInputEventType


def source(report: Report, threshold: float) -> Polled:
    """The source; see `breakd.desktop.idle.source`."""
    try:
        services = ctypes.CDLL(FRAMEWORK)
    except OSError as error:
        raise Unavailable(str(error), for_good=True) from error

    async def read() -> float:
        return seconds(services)

    return Polled(read, report, threshold)


def seconds(services: Any) -> float:
    """Seconds since the last input."""
    since = services.CGEventSourceSecondsSinceLastEventType
    since.argtypes = (ctypes.c_int32, ctypes.c_uint32)
    since.restype = ctypes.c_double
    idle = float(since(HARDWARE, ANY_INPUT))
    if not idle >= 0:  # without a window server: NaN or negative
        raise Unavailable("this session takes no input")
    return idle
