"""A program in a pseudo-terminal of its own, and what the terminal shows."""

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE_S

CHILD = Path(__file__).with_name("terminal_child.py")


class Screen:
    """What a terminal shows of what was written to it: lines, of which the last is live."""

    def __init__(self) -> None:
        self.lines = [""]
        self.bells = 0
        self._column = 0

    def feed(self, text: str) -> None:
        for token in re.findall(r"\x1b\[[0-9;]*[A-Za-z]|.|\n", text):
            line = self.lines[-1]
            if token == "\r":
                self._column = 0
            elif token == "\n":
                self.lines.append("")
                self._column = 0
            elif token == "\a":
                self.bells += 1
            elif token == "\x1b[K":
                self.lines[-1] = line[: self._column]
            elif token.startswith("\x1b"):
                assert token.endswith("m"), token
            else:
                self.lines[-1] = line[: self._column] + token + line[self._column + 1 :]
                self._column += 1


class Session:
    """The child in its own session on a pseudo-terminal, as a shell would run it."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.log = folder / "log"
        self.log.touch()
        orders = folder / "orders"
        os.mkfifo(orders)
        self.master, self.slave = os.openpty()
        self.resize(80)
        self.found = termios.tcgetattr(self.slave)
        self.screen = Screen()
        self.written = ""

        def own_the_terminal() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            [sys.executable, CHILD, self.log, orders],
            stdin=self.slave,
            stdout=self.slave,
            stderr=subprocess.PIPE,
            env={**os.environ, "TERM": "xterm", "PYTHONUTF8": "1", **environment},
            preexec_fn=own_the_terminal,  # noqa: PLW1509 - this process has no threads
        )
        self._orders = os.fdopen(os.open(orders, os.O_RDWR), "w", buffering=1)

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def order(self, *orders: str) -> None:
        """Let the child do something, and wait until it has."""
        for order in orders:
            done = self.posts().count(f"did {order}") + 1
            self._orders.write(f"{order}\n")
            self.until(partial(self._did, order, done))

    def _did(self, order: str, times: int) -> bool:
        return self.posts().count(f"did {order}") == times

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def posts(self) -> list[str]:
        return self.log.read_text().splitlines()

    def until(self, condition: Callable[[], object]) -> None:
        """Read the screen until something holds."""
        end = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < end, (self.screen.lines, self.posts())
            self.read(0.02)
        self.read(0.02)

    def read(self, wait: float) -> None:
        while select.select([self.master], [], [], wait)[0]:
            text = os.read(self.master, 65536).decode()
            self.written += text
            self.screen.feed(text.replace("\r\n", "\n"))

    def mode(self) -> list[Any]:
        return termios.tcgetattr(self.slave)

    def end(self) -> int:
        """The exit status."""
        status = self.process.wait(PATIENCE_S)
        assert self.process.stderr is not None
        assert self.process.stderr.read() == b""
        return status

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()
        self._orders.close()
        for end in (self.master, self.slave):
            if end >= 0:
                os.close(end)
