"""Clocks that a test can set, for a child process (see clockshim/shim.c)."""

import mmap
import os
import struct
from pathlib import Path

_OFFSETS = struct.Struct("=3q")  # REALTIME, BOOTTIME, MONOTONIC


class Clocks:
    """The clocks of every child that runs with `env`, or with `preload` beside its own; all is
    seconds.

    A nap of an hour is `shift(real=3600, boot=3600)`; the wall clock set back by as much is
    `shift(real=-3600)`.
    """

    def __init__(self, library: Path, control: Path) -> None:
        if not control.exists():
            control.write_bytes(_OFFSETS.pack(0, 0, 0))
        with control.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _OFFSETS.size)
        self.preload = {"LD_PRELOAD": str(library), "CLOCKSHIM": str(control)}
        self.env = {**os.environ, **self.preload}

    @classmethod
    def mine(cls) -> "Clocks":
        """Those of this process, which itself is such a child."""
        return cls(Path(os.environ["LD_PRELOAD"]), Path(os.environ["CLOCKSHIM"]))

    def shift(self, *, real: float = 0, boot: float = 0, mono: float = 0) -> None:
        """Set the clocks forward, or back, by so much."""
        now = _OFFSETS.unpack(self._map[:])
        moved = (at + round(by * 1e9) for at, by in zip(now, (real, boot, mono), strict=True))
        self._map[:] = _OFFSETS.pack(*moved)
