"""The daemon's side of the guide: one process that leads through one break at a time."""

import asyncio
import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence

from breakd.card import Lesson
from breakd.config.settings import Settings
from breakd.core.stretch import Stretch
from breakd.guide.order import Order, relevant

log = logging.getLogger("breakd.guide")

COMMAND = (sys.executable, "-P", "-m", "breakd.guide")
READY_S = 15.0  # by then it is up, or will never be
AHEAD_S = 60.0  # who presses Show me does so soon; for longer its memory is not held
END_S = 1.0  # to close by itself

Failed = Callable[[], None]


class Launcher:
    """Opens the guide and closes it; where it does not come up, or dies, `failed` is called.

    `stretch` gives a stretch by its id, `settings` what is configured now.
    """

    def __init__(
        self,
        stretch: Callable[[str], Stretch | None],
        settings: Callable[[], Settings],
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._stretch = stretch
        self._settings = settings
        self._command = command
        self._child: _Child | None = None
        self._ahead: asyncio.TimerHandle | None = None  # while one runs that has no order yet

    def prepare(self) -> None:
        """Have a process at hand, for a minute at most, that has imported all it needs and reached
        the display: then the window comes up in a quarter of the time."""
        if self._child is None and _has_display() and self._start():
            self._ahead = asyncio.get_running_loop().call_later(AHEAD_S, self.close)

    def open(self, lesson: Lesson, failed: Failed) -> bool:
        """Lead through this break, in the window that is open if there is one.  False where no
        window can be."""
        if not _has_display():
            return False
        line = self._order(lesson).line()
        self._call_off()
        if self._child is not None and self._child.give(line, failed):
            return True
        self.close()
        child = self._start()
        return child is not None and child.give(line, failed)

    def close(self) -> None:
        """The break is over, or none came of the prompt."""
        self._call_off()
        if self._child is not None:
            self._child.close()
            self._child = None

    def _start(self) -> "_Child | None":
        try:
            self._child = _Child(self._command)
        except OSError as error:
            log.warning("the guide cannot be started: %s", error)
        return self._child

    def _call_off(self) -> None:
        if self._ahead is not None:
            self._ahead.cancel()
            self._ahead = None

    def _order(self, lesson: Lesson) -> Order:
        settings, card = self._settings(), lesson.card
        return Order(
            stretch=self._stretch(lesson.stretch) if lesson.stretch else None,
            title=card.title,
            text=card.body,
            picture=card.picture or "break",
            length=lesson.length,
            token=lesson.token,
            snooze=any(button.key == "snooze" for button in card.buttons),
            packs=settings.preferences.packs,
            settings=relevant(settings),
            unasked=lesson.unasked,
        )


class _Child:
    """One process.  It reads orders, says when its window is up, and ends with its input."""

    def __init__(self, command: Sequence[str]) -> None:
        self._failed: Failed = _nothing
        self._is_ready = self._is_over = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Ctrl-C in a terminal is for us; we end it.
            process_group=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input = self._process.stdin.fileno()
        self._output = self._process.stdout.fileno()
        os.set_blocking(self._input, False)
        asyncio.get_running_loop().add_reader(self._output, self._readable)
        self._patience: asyncio.TimerHandle | None = None
        self._killer: asyncio.TimerHandle | None = None

    def give(self, line: bytes, failed: Failed) -> bool:
        """The first order, or another; whether it is going to be read."""
        if self._is_over or not self._write(line):
            return False
        self._failed = failed
        if not self._is_ready and self._patience is None:
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(READY_S, self._give_up)
        return True

    def close(self) -> None:
        """Let it end, and hear nothing more of it."""
        self._failed = _nothing
        if self._is_over:
            return
        self._hang_up()
        self._stop_waiting()
        self._killer = asyncio.get_running_loop().call_later(END_S, self._process.kill)

    def _write(self, line: bytes) -> bool:
        """Whether there was room for it; one that does not read is as good as none."""
        try:
            return os.write(self._input, line) == len(line)
        except OSError:
            return False

    def _readable(self) -> None:
        said = os.read(self._output, 4096)
        if not said:
            self._over()
        elif not self._is_ready:
            self._is_ready = True
            self._stop_waiting()
            if said.startswith(b"page"):  # which cannot tell how the break went
                self._failed()

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()

    def _give_up(self) -> None:
        log.warning("the guide does not come up")
        self._process.kill()

    def _over(self) -> None:
        """It has closed its output: it is done, or will never be."""
        asyncio.get_running_loop().remove_reader(self._output)
        self._stop_waiting()
        if self._killer is not None:
            self._killer.cancel()
        self._is_over = True
        self._hang_up()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.kill()
        status = self._process.wait()
        failed, self._failed = self._failed, _nothing
        if failed is not _nothing and (status or not self._is_ready):
            log.warning("the guide ended with status %d", status)
            failed()

    def _hang_up(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()


def _has_display() -> bool:
    """Whether a window, or a browser, could come up; whether one does is seen then."""
    if sys.platform == "win32":
        return False  # its event loop has no pipes that can be waited for
    if sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _nothing() -> None:
    pass
