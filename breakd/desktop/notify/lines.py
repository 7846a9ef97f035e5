"""Prompts as plain lines on the standard output: where nothing shows notifications and nobody can
type to us, but somebody may well be reading (`breakd run | tee log`, a container)."""

import asyncio
import contextlib
import logging
import os
import select
import stat
from collections.abc import Callable
from typing import Self, TextIO

from breakd.card import ButtonKey, Card
from breakd.core.events import Event, ShowFailed, Shown
from breakd.core.view import View
from breakd.text.state import headline, local_now

log = logging.getLogger("breakd.terminal")

AT_ONCE = 512  # bytes that a pipe takes whole or not at all, everywhere


class Lines:
    """Prints cards with the commands that answer them; nothing waits for whoever reads slowly."""

    def __init__(self, post: Callable[[Event], None], out: TextIO) -> None:
        self._post = post
        self._out = out.fileno()
        self._encoding = out.encoding or "utf-8"
        self._began = False

    @classmethod
    def attached(cls, post: Callable[[Event], None], out: TextIO) -> Self | None:
        """For a pipe or a terminal; None for all else, such as a supervisor's journal, where a
        prompt would count as shown that nobody sees."""
        with contextlib.suppress(OSError, ValueError):  # no file, or closed
            mode = os.fstat(out.fileno()).st_mode
            if os.name == "posix" and (stat.S_ISFIFO(mode) or out.isatty()):
                return cls(post, out)
        return None

    def show(self, token: int, card: Card) -> None:
        """Print a prompt."""
        shown = self._print(card)
        event = Shown(token) if shown else ShowFailed(token)
        asyncio.get_running_loop().call_soon(self._post, event)

    def withdraw(self, token: int) -> None:
        """What is printed stays."""

    def open_guide(self, card: Card) -> None:
        """Print all steps."""
        self._print(card)

    def close_guide(self) -> None:
        """What is printed stays."""

    def tell(self, card: Card, pressed: Callable[[ButtonKey], None] | None = None) -> None:
        """Print a notice; its buttons are the commands that it names."""
        self._print(card)

    def show_state(self, view: View) -> None:
        """Say once, at the start, where things stand; from then on `breakd status` does."""
        if not self._began:
            self._began = True
            self._write(headline(view, local_now()) + "\n")

    def close(self) -> None:
        """Nothing is left to be done."""

    def _print(self, card: Card) -> bool:
        lines = filter(None, (card.title, card.body, *card.steps, card.commands))
        return self._write("\n" + "\n".join(lines) + "\n")

    def _write(self, text: str) -> bool:
        """Whether all of it went out."""
        from breakd.streams import encoded

        data = encoded(text, self._encoding)
        try:
            while data and select.select((), (self._out,), (), 0)[1]:
                data = data[os.write(self._out, data[:AT_ONCE]) :]
        except OSError as error:
            log.debug("Nobody reads the output: %s", error)
        return not data
