"""Which boot of the machine this is."""

import sys
import time
from pathlib import Path

_LINUX = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str:
    """A text that stays the same until the machine boots again.

    Where the system keeps no such id, it is the boot's instant to within ten minutes: a clock
    step may then look like a boot, which costs exactness and nothing else.
    """
    if sys.platform == "darwin":
        return _darwin() or _by_clock()
    try:
        return _LINUX.read_text("ascii").strip() or _by_clock()
    except (OSError, UnicodeDecodeError):
        return _by_clock()


def _by_clock() -> str:
    return f"boot-{round((time.time() - time.monotonic()) / 600)}"


def _darwin() -> str:
    import ctypes  # heavy, and needed nowhere else

    size = ctypes.c_size_t(64)
    buffer = ctypes.create_string_buffer(size.value)
    libc = ctypes.CDLL(None)
    nothing = (None, ctypes.c_size_t(0))  # nothing is to be set
    failed = libc.sysctlbyname(b"kern.bootsessionuuid", buffer, ctypes.byref(size), *nothing)
    return "" if failed else buffer.value.decode("ascii", "replace")
