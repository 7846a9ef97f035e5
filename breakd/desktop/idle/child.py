"""Idle time from a program that runs beside us and writes a line whenever it changes."""

import asyncio
import contextlib
import os
import subprocess
from collections.abc import Callable, Sequence

from breakd.desktop.idle.source import Unavailable

TRIAL_S = 0.5  # one that says nothing yet, and cannot work, has ended by then
_CHUNK = 4096


class Child:
    """A program whose lines go to `line`; `ended` is called when it ends by itself."""

    def __init__(self, line: Callable[[str], None], ended: Callable[[], None]) -> None:
        self._line = line
        self._ended = ended
        self._process: subprocess.Popen[bytes] | None = None
        self._rest = b""
        self._trial: asyncio.Event | None = None  # while it lasts; set by a line or the end

    async def start(self, words: Sequence[str], trial: float = TRIAL_S) -> None:
        """Run it; Unavailable when it cannot be run, or ends before it has written anything or
        `trial` seconds are over."""
        process = self._process = _run(words)
        self._trial = asyncio.Event()
        asyncio.get_running_loop().add_reader(self._fileno(), self._readable)
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(trial):
                    await self._trial.wait()
        except BaseException:
            self.stop()
            raise
        self._trial = None
        if process.returncode is not None:
            raise Unavailable(f"{words[0]} ended with status {process.returncode}")

    def stop(self) -> None:
        """End it, and hear nothing more."""
        if self._process is None:
            return
        asyncio.get_running_loop().remove_reader(self._fileno())
        self._process.kill()  # it has nothing to put in order, and cannot make us wait
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None

    def _fileno(self) -> int:
        assert self._process is not None
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def _readable(self) -> None:
        data = os.read(self._fileno(), _CHUNK)
        if self._trial is not None:
            self._trial.set()
        if not data:
            self.stop()
            if self._trial is None:
                self._ended()
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._line(line.decode(errors="replace"))


def _run(words: Sequence[str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    try:
        return subprocess.Popen(words, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet)
    except OSError as error:
        raise Unavailable(f"{words[0]}: {error.strerror}") from error
