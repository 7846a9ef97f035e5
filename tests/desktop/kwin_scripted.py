"""KWin's scripting service on a private bus, as far as breakd uses it; no window manager.

It reads the name that a loaded script is to call, and calls it with what the test says.
"""

import re
from pathlib import Path
from typing import Any

from breakd.desktop.dbus.bus import Bus, BusError, Method

NAME = "org.kde.KWin"
TELL = ("/org/breakd/FullScreen", "org.breakd.FullScreen", "Tell")


class ScriptedKWin:
    """`plugins`: the loaded scripts; `first`: what a started script tells, None for nothing."""

    def __init__(self, first: bool | None = False) -> None:
        self.plugins: dict[str, str] = {}  # name -> whom it calls
        self.first = first
        self._bus: Bus | None = None

    async def connect(self) -> None:
        """Be there without the name."""
        self._bus = await Bus.connect()

    async def start(self) -> None:
        """Appear on the bus."""
        await self.connect()
        assert self._bus is not None
        methods = {
            "loadScript": Method("ss", "i", self._load),
            "unloadScript": Method("s", "b", self._unload),
            "start": Method("", "", self._start),
        }
        self._bus.export("/Scripting", "org.kde.kwin.Scripting", methods)
        assert await self._bus.own(NAME)

    async def stop(self) -> None:
        """Vanish."""
        if self._bus is not None:
            await self._bus.close()
            self._bus = None

    async def tell(self, full: bool) -> None:
        """What the scripts see has changed; returns once they have been heard."""
        assert self._bus is not None
        for caller in self.plugins.values():
            self._bus.send(caller, *TELL, "b", full)
        await self._bus.call(*("org.freedesktop.DBus", "/", "org.freedesktop.DBus"), "GetId")

    def _load(self, file: str, name: str) -> tuple[Any, ...]:
        found = re.search(r'const TO = "(:[0-9.]+)"', Path(file).read_text())
        if found is None:
            raise BusError("it does not say whom to call")
        self.plugins[name] = found[1]
        return (len(self.plugins),)

    def _unload(self, name: str) -> tuple[Any, ...]:
        return (self.plugins.pop(name, None) is not None,)

    def _start(self) -> tuple[Any, ...]:
        assert self._bus is not None
        if self.first is not None:
            for caller in self.plugins.values():
                self._bus.send(caller, *TELL, "b", self.first)
        return ()
