"""The terminal as something to write on."""

import os
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

NARROWEST, WIDEST = 32, 84  # columns; longer lines are hard to read
_BOLD, _FAINT, _WARM, _END = "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Paper:
    """`width` in columns; `colours`: it is a terminal that shows them; `plain`: it can show no
    more than ASCII."""

    width: int = 80
    colours: bool = False
    plain: bool = False

    @staticmethod
    def under(stream: TextIO, environ: Mapping[str, str]) -> "Paper":
        """What `stream` writes on.  $COLUMNS, $NO_COLOR and $TERM are obeyed."""
        terminal = stream.isatty()
        told = environ.get("COLUMNS", "")
        columns = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0
        if terminal and not columns:
            try:
                columns = os.get_terminal_size(stream.fileno()).columns
            except OSError:  # it has none
                columns = 0
        colours = terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
        if os.name == "nt":  # an old console would print the codes
            colours = colours and "WT_SESSION" in environ
        unicode = (stream.encoding or "").lower().startswith("utf")
        return Paper(min(max(columns or 80, NARROWEST), WIDEST), colours, not unicode)

    def bold(self, text: str) -> str:
        return self._in(_BOLD, text)

    def faint(self, text: str) -> str:
        return self._in(_FAINT, text)

    def warm(self, text: str) -> str:
        return self._in(_WARM, text)

    def rule(self) -> str:
        return self.faint(("-" if self.plain else "─") * self.width)

    def wrap(self, text: str, lead: str = "") -> list[str]:
        """Lines of `text` behind `lead`, which is as wide as the indent of the others.  A number
        stays with its "s", and what is within backquotes on one line."""
        held = re.sub(r"`[^`]*`", lambda found: found[0].replace(" ", "\0"), text)
        held = re.sub(r"(\d) s\b", "\\1\0s", held)
        lines = textwrap.wrap(
            held,
            self.width,
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
            break_on_hyphens=False,
        )
        return [line.replace("\0", " ") for line in lines]

    def _in(self, code: str, text: str) -> str:
        return f"{code}{text}{_END}" if self.colours and text else text
