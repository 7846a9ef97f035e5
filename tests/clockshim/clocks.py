"""Clocks that a test can set, for a child process (see shim.c)."""

import mmap
import os
import struct
import subprocess
import time
from pathlib import Path

_OFFSETS = struct.Struct("=4q")  # REALTIME, BOOTTIME, MONOTONIC; whether they stand still


def compiled(name: str, folder: Path) -> Path:
    """A library to preload, such as "shim"; FileNotFoundError where there is no C compiler."""
    source = Path(__file__).parent / f"{name}.c"
    library = folder / f"{name}.so"
    command = ["cc", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    subprocess.run([*command, "-o", str(library), str(source)], check=True)
    return library


class Clocks:
    """The clocks of every child that runs with `env`, or with `preload` beside its own; all is
    seconds.

    A nap of an hour is `shift(real=3600, boot=3600)`; the wall clock set back by as much is
    `shift(real=-3600)`.
    """

    def __init__(self, library: Path, control: Path) -> None:
        if not control.exists():
            control.write_bytes(_OFFSETS.pack(0, 0, 0, 0))
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
        self.shift_ns(*(round(by * 1e9) for by in (real, boot, mono)))

    def shift_ns(self, *by: int) -> None:
        """The same for all three of them, in nanoseconds."""
        *now, still = _OFFSETS.unpack(self._map[:])
        moved = (at + more for at, more in zip(now, by, strict=True))
        self._map[:] = _OFFSETS.pack(*moved, still)

    def stop(self, *, real: float, boot: float, mono: float) -> None:
        """Let the clocks stand at these times, but for later shifts."""
        at = (round(seconds * 1e9) for seconds in (real, boot, mono))
        self._map[:] = _OFFSETS.pack(*at, 1)

    def read_ns(self) -> tuple[int, int, int]:
        """REALTIME, BOOTTIME and MONOTONIC as the children read them, in nanoseconds."""
        *offsets, still = _OFFSETS.unpack(self._map[:])
        clocks = (time.CLOCK_REALTIME, time.CLOCK_BOOTTIME, time.CLOCK_MONOTONIC)
        now = (0 if still else time.clock_gettime_ns(clock) for clock in clocks)
        real, boot, mono = (at + by for at, by in zip(now, offsets, strict=True))
        return real, boot, mono
