"""A terminal whose keys come one by one, and that is left as it was found."""

import asyncio
import atexit
import contextlib
import logging
import os
import select
import signal
import sys
import termios
from collections.abc import Callable
from typing import Any

from breakd.streams import encoded

log = logging.getLogger("breakd.terminal")

LONGEST_READ = 64


class Device:
    """The terminal of this process, on the running loop.

    `on_key` gets each character typed, `on_resize()` is called when the terminal has another
    size or the process is back in the foreground, `on_gone()` when there is no terminal any more.
    Ctrl-C stays a signal.  A terminal that does not take output (a stalled remote one) is not
    waited for.
    """

    def __init__(
        self,
        on_key: Callable[[str], None],
        on_resize: Callable[[], None],
        on_gone: Callable[[], None],
    ) -> None:
        self._in = sys.stdin.fileno()
        self._out = sys.stdout.fileno()
        self._encoding = sys.stdout.encoding or "utf-8"
        self._on_key = on_key
        self._on_resize = on_resize
        self._on_gone = on_gone
        self._found: list[Any] | None = None
        self._reading = False
        self.plain = os.environ.get("TERM", "dumb") == "dumb"

    @staticmethod
    def there() -> bool:
        """Whether somebody can see us and type to us: a terminal on both sides, and ours."""
        try:
            streams = sys.stdin.isatty() and sys.stdout.isatty()
            return streams and os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
        except (AttributeError, OSError, ValueError):  # no stream, closed, or no terminal of ours
            return False

    @property
    def columns(self) -> int:
        """The present width."""
        with contextlib.suppress(OSError):
            return os.get_terminal_size(self._out).columns or 80
        return 80

    def open(self) -> None:
        """Take the keys one by one, without echo, until `close` or the end of the process."""
        if self._found is not None:
            return
        self._found = termios.tcgetattr(self._in)
        atexit.register(self._restore)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGWINCH, self._on_resize)
        loop.add_signal_handler(signal.SIGTSTP, self._suspended)
        loop.add_signal_handler(signal.SIGCONT, self._continued)
        self._listen()

    def close(self) -> None:
        """Leave the terminal as it was found."""
        if self._found is None:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT):
            loop.remove_signal_handler(number)
        self._deafen()
        self._restore()
        atexit.unregister(self._restore)
        self._found = None

    def write(self, text: str) -> None:
        """Print, unless that would have to wait."""
        data = encoded(text, self._encoding)
        try:
            if select.select((), (self._out,), (), 0)[1]:
                os.write(self._out, data)
        except OSError as error:
            log.debug("The terminal took no output: %s", error)

    def _listen(self) -> None:
        """Read keys; a process in the background must not touch the terminal, or it is stopped."""
        if not self.there():
            self._deafen()
            return
        mode = termios.tcgetattr(self._in)
        mode[0] &= ~termios.IXON  # Ctrl-S would stop our output, and us with it
        mode[3] &= ~(termios.ICANON | termios.ECHO)
        mode[6] = [*mode[6]]
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        termios.tcsetattr(self._in, termios.TCSADRAIN, mode)
        if not self._reading:
            asyncio.get_running_loop().add_reader(self._in, self._readable)
            self._reading = True

    def _deafen(self) -> None:
        if self._reading:
            asyncio.get_running_loop().remove_reader(self._in)
            self._reading = False

    def _suspended(self) -> None:
        """Ctrl-Z: the shell is to have its terminal back as it was."""
        self._restore()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continued(self) -> None:
        self._listen()
        self._on_resize()

    def _readable(self) -> None:
        try:
            data = os.read(self._in, LONGEST_READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:  # hung up: in this mode Ctrl-D is a character like any other
            self._deafen()
            self._on_gone()
        elif not data.startswith(b"\x1b"):  # arrows and the like mean nothing here
            for char in data.decode("utf-8", "replace"):
                self._on_key(char)

    def _restore(self) -> None:
        with contextlib.suppress(termios.error, OSError):  # hung up
            if self._found is not None and os.tcgetpgrp(self._in) == os.getpgrp():
                termios.tcsetattr(self._in, termios.TCSADRAIN, self._found)
