"""The clocks and the time zone of this machine.

The kernel's clocks differ in name between systems; `Now` needs one that counts sleep (`boot`)
and one that does not (`mono`), neither of which steps, and the wall clock, which does.
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, tzinfo
from io import BytesIO
from pathlib import Path
from struct import pack
from zoneinfo import ZoneInfo

from breakd.core.model import Now

log = logging.getLogger("breakd.clock")

LOCALTIME = "/etc/localtime"
_WINDOWS_REREAD_S = 60.0

if sys.platform == "win32":

    def _unbiased() -> Callable[[], float]:
        """QueryUnbiasedInterruptTime: 100 ns units since boot, sleep left out."""
        import ctypes

        query = ctypes.windll.kernel32.QueryUnbiasedInterruptTime
        ticks = ctypes.c_ulonglong()

        def read_ticks() -> float:
            query(ctypes.byref(ticks))
            return ticks.value / 1e7

        return read_ticks

    _boot: Callable[[], float] = time.monotonic
    _mono: Callable[[], float] = _unbiased()
elif sys.platform == "darwin":

    def _boot() -> float:
        # mach_continuous_time; CLOCK_MONOTONIC is derived from the wall clock there.
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)

    _mono = time.monotonic  # mach_absolute_time: stands still in sleep
elif sys.platform == "linux":

    def _boot() -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    _mono = time.monotonic
else:
    _boot = _mono = time.monotonic


def read() -> Now:
    """Read all clocks, as good as at once."""
    while True:
        boot, mono, wall = _boot(), _mono(), time.time()
        # A process stopped in between would seem to have slept, or to have been set right.
        if _boot() - boot < 0.5:
            return Now(boot, mono, wall, local_zone())


def zone_name(zone: tzinfo) -> str:
    """What the zone is called: "Europe/Berlin", or what stands for a name where it has none."""
    return str(getattr(zone, "key", None) or zone)


_cached: tuple[object, tzinfo] | None = None


def local_zone() -> tzinfo:
    """The machine's time zone, as of now: from TZ, else from /etc/localtime, else UTC.

    Looks up no more than the setting itself as long as that stays the same.
    """
    global _cached  # noqa: PLW0603 - a cache of the machine's setting, of which there is one
    setting = _setting()
    if _cached is None or _cached[0] != setting:
        _cached = setting, _resolve()
    return _cached[1]


def _setting() -> object:
    """Something that is equal as long as the zone's setting is the same."""
    named = os.environ.get("TZ")
    return named if named is not None else _system_setting()


def _resolve() -> tzinfo:
    named = os.environ.get("TZ")
    return _named(named) if named is not None else _system_zone()


if sys.platform == "win32":

    def _system_setting() -> object:
        return time.monotonic() // _WINDOWS_REREAD_S

    def _system_zone() -> tzinfo:
        import tzlocal

        return tzlocal.reload_localzone()
else:

    def _system_setting() -> object:
        try:
            return os.readlink(LOCALTIME)  # noqa: PTH115 - no Path object at every reading
        except OSError:
            pass
        try:
            found = os.stat(LOCALTIME)  # noqa: PTH116 - the same
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _system_zone() -> tzinfo:
        try:
            return _from_file(LOCALTIME)
        except FileNotFoundError:
            return UTC  # what the C library does
        except (OSError, ValueError) as error:
            log.warning("cannot read the time zone from %s (%s); using UTC", LOCALTIME, error)
            return UTC


def _named(name: str) -> tzinfo:
    """The zone that TZ names: a zone, a file, or a rule such as CET-1CEST,M3.5.0,M10.5.0/3."""
    name = name.removeprefix(":")
    if not name:
        return UTC
    try:
        if name.startswith("/"):
            return _from_file(name)
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        pass
    try:
        return _from_rule(name)
    except ValueError:
        log.warning("TZ=%r names no time zone known here; using UTC", name)
        return UTC


def _from_file(path: str) -> tzinfo:
    _, folder, key = os.path.realpath(path).partition("/zoneinfo/")
    if folder:
        try:
            return ZoneInfo(key)
        except (KeyError, ValueError, OSError):
            pass  # its folder is not where Python looks for zones
    with Path(path).open("rb") as file:
        return ZoneInfo.from_file(file, key=key or path)


def _from_rule(rule: str) -> tzinfo:
    """A zone that follows a POSIX rule: a zone file (RFC 9636) without a history, whose last
    line is the rule."""
    header = pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
    block = header + pack(">lBB", 0, 0, 0) + b"UTC\0"
    last_line = b"\n" + rule.encode("ascii", "replace") + b"\n"
    return ZoneInfo.from_file(BytesIO(block + block + last_line), key=rule)
