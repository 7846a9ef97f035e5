"""What is on the screen, kept in a file: a breakd that was killed cannot take it down, and its
buttons answer nobody, so the next one does."""

import contextlib
import json
from pathlib import Path

from breakd.desktop.dbus.errors import BusError
from breakd.desktop.dbus.shapes import uint32

Shown = tuple[str, int]  # a notification service's unique name, and its id


class Left:
    """The notifications that are up, in `file`; without one nothing outlives the process."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._bus = ""
        self._shown: list[Shown] = []

    def on(self, bus: str) -> list[Shown]:
        """What is still up on this bus (its id) from earlier, under our name or another process's,
        until `gone` is told of it."""
        if bus != self._bus:
            self._bus, self._shown = bus, self._read(bus)
        return self._shown.copy()

    def shown(self, one: Shown) -> None:
        """It has come up, or been replaced."""
        if one not in self._shown:
            # A service that has gone has taken all with it.
            self._shown = [other for other in self._shown if other[0] == one[0]] + [one]
            self._write()

    def gone(self, one: Shown) -> None:
        """It is not up any more."""
        if one in self._shown:
            self._shown.remove(one)
            self._write()

    def _read(self, bus: str) -> list[Shown]:
        if self._file is not None:
            with contextlib.suppress(OSError, ValueError, TypeError, LookupError, BusError):
                kept = json.loads(self._file.read_text(encoding="utf-8"))
                if kept["bus"] == bus:
                    return [(str(owner), uint32(int(number))) for owner, number in kept["shown"]]
        return []

    def _write(self) -> None:
        if self._file is None:
            return
        with contextlib.suppress(OSError):  # then at worst something stays up a little too long
            if not self._shown:
                self._file.unlink(missing_ok=True)
                return
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps({"bus": self._bus, "shown": self._shown}), encoding="utf-8")
            new.replace(self._file)
