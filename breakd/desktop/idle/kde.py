"""Idle time from KDE's screen locker on X11, which can only be asked, in milliseconds.

On Wayland it answers 0 (Plasma 5.24) or NotSupported (later), so it is not asked there.
"""

from breakd.desktop.dbus.bus import Bus, BusError
from breakd.desktop.dbus.shapes import INTEGERS
from breakd.desktop.idle.poll import Polled
from breakd.desktop.idle.source import Report, Unavailable

PATH = "/org/freedesktop/ScreenSaver"
INTERFACE = "org.freedesktop.ScreenSaver"


def source(report: Report, threshold: float, bus: Bus, name: str) -> Polled:
    """The source; see `breakd.desktop.idle.source`."""

    async def read() -> float:
        try:
            (milliseconds,) = await bus.call(
                name, PATH, INTERFACE, "GetSessionIdleTime", gives=INTEGERS
            )
        except BusError as error:
            raise Unavailable(f"{error.name}: {error}") from error
        return float(milliseconds / 1000)

    return Polled(read, report, threshold)
