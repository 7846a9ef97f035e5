"""One run of the process that reads the calendars."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

PATIENCE_S = 120.0
MOST_BYTES = 256 * 1024


class Times(NamedTuple):
    """What it found: when the user is busy, in order and apart; up to when it looked; what is
    wrong with the calendars.  All in POSIX seconds."""

    busy: tuple[tuple[float, float], ...]
    until: float
    problems: tuple[str, ...]


class Process:
    """Starts the process; `done` gets what it found once it has ended, None if it failed."""

    def __init__(
        self, places: Sequence[Path], me: Sequence[str], done: Callable[[Times | None], None]
    ) -> None:
        self._done = done
        self._said = b""
        words = [sys.executable, "-P", "-m", "breakd.calendar"]
        words += [f"--me={address}" for address in me]
        self._process = subprocess.Popen(
            [*words, "--", *map(str, places)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        self._pipe = self._process.stdout.fileno()
        os.set_blocking(self._pipe, False)
        loop = asyncio.get_running_loop()
        loop.add_reader(self._pipe, self._readable)
        self._patience = loop.call_later(PATIENCE_S, self._end, None)

    def stop(self) -> None:
        """End it; `done` is not called."""
        asyncio.get_running_loop().remove_reader(self._pipe)
        self._patience.cancel()
        # It has said all it had to say, or is not to be waited for.
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _readable(self) -> None:
        try:
            said = os.read(self._pipe, 65536)
        except BlockingIOError:
            return
        self._said += said
        if not said or len(self._said) > MOST_BYTES:
            self._end(_understand(self._said))

    def _end(self, times: Times | None) -> None:
        self.stop()
        self._done(times)


def _understand(said: bytes) -> Times | None:
    """What the lines mean; None unless they are complete."""
    busy: list[tuple[float, float]] = []
    problems: list[str] = []
    for line in said.splitlines():
        try:
            what = json.loads(line)
        except ValueError:
            return None
        match what:
            case {"start": float(start), "end": float(end)}:
                busy.append((start, end))
            case {"problem": str(sentence)}:
                problems.append(sentence)
            case {"until": float(until)}:
                return Times(tuple(busy), until, tuple(problems))
    return None
