"""Other programs: one that lives while it is wanted, and the output of one that does not."""

import asyncio
import contextlib
import logging
import os
import subprocess
from collections.abc import Callable, Sequence

log = logging.getLogger("breakd.attention")

END_S = 2.5  # to end by itself; longer than anything it may be waiting for
_CHUNK = 65536


class Child:
    """A program whose lines go to `line`, and whose end to `ended(status)`.

    It is to end when its standard input does.  OSError when it cannot be run; `quiet` drops what
    it complains about.
    """

    def __init__(
        self,
        words: Sequence[str],
        line: Callable[[str], None],
        ended: Callable[[int], None] = lambda _status: None,
        *,
        quiet: bool = False,
    ) -> None:
        self.over = asyncio.Event()
        self._line = line
        self._ended = ended
        self._rest = b""
        self._killer: asyncio.TimerHandle | None = None
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else None,
            process_group=0,  # Ctrl-C in a terminal is for us; we end it
        )
        asyncio.get_running_loop().add_reader(self._output(), self._readable)

    def stop(self) -> None:
        """Hear nothing more, and let it end; `over` tells when it has."""
        self._line = self._ended = _ignore
        if self._killer is None and not self.over.is_set():
            self._hang_up()
            loop = asyncio.get_running_loop()
            self._killer = loop.call_later(END_S, self._process.kill)

    def kill(self) -> None:
        """End it at once, and hear nothing more."""
        self._line = self._ended = _ignore
        if not self.over.is_set():
            self._finish()

    def _output(self) -> int:
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def _hang_up(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()

    def _readable(self) -> None:
        data = os.read(self._output(), _CHUNK)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._line(line.decode(errors="replace"))
        if not data:
            self._finish()

    def _finish(self) -> None:
        asyncio.get_running_loop().remove_reader(self._output())
        if self._killer is not None:
            self._killer.cancel()
        self._hang_up()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.kill()  # it has closed its output: it is done, or will never be
        status = self._process.wait()
        self.over.set()
        self._ended(status)


def _ignore(_: object) -> None:
    pass


async def output_of(words: Sequence[str], timeout: float) -> str:  # noqa: ASYNC109
    """What a program prints; OSError when it cannot be run, TimeoutError when it takes longer."""
    lines: list[str] = []
    child = Child(words, lines.append, quiet=True)
    try:
        async with asyncio.timeout(timeout):
            await child.over.wait()
    finally:
        child.kill()
    return "\n".join(lines)
