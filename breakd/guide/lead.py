"""Leads through an order: in a window, or on a page in the browser where there can be none."""

import logging
import os
import sys
from typing import TYPE_CHECKING

from breakd.guide.meanwhile import Meanwhile
from breakd.guide.order import Order, parse
from breakd.guide.screens import screens
from breakd.guide.surroundings import look_around

if TYPE_CHECKING:
    from breakd.guide.window import Window

log = logging.getLogger("breakd.guide")

NO_SCREEN = 3
CLASS = "breakd"  # how others know the window for ours (see the lookout for full screen)
INPUT = 0


def main() -> int:
    """The exit status."""
    window = Meanwhile(_import_window)  # often nobody orders anything yet
    line = _first_line()
    if not line:
        return 0
    try:
        order = parse(line)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return _lead(order, INPUT, window)


def lead(order: Order) -> int:
    """Show it; the exit status."""
    return _lead(order, None, Meanwhile(_import_window))


def _lead(order: Order, orders: int | None, window: "Meanwhile[type[Window]]") -> int:
    surroundings, found = Meanwhile(look_around), Meanwhile(screens)
    try:
        import tkinter
    except ImportError:
        from breakd.guide.frames import frames_for
        from breakd.guide.page import show

        if not show(order, frames_for(order, surroundings.answer())):
            return NO_SCREEN
        _said("page")
        return 0
    try:
        # This takes as long as those imports, which go on meanwhile.
        root = tkinter.Tk(className=CLASS)
    except tkinter.TclError as error:
        log.info("no window: %s", error)
        return NO_SCREEN
    window.answer()(root, order, surroundings, found, orders).run(lambda: _said("ready"))
    return 0


def _import_window() -> "type[Window]":
    from breakd.guide.window import Window

    return Window


def _said(word: str) -> None:
    if not sys.stdout.isatty():
        print(word, flush=True)


def _first_line() -> bytes:
    """Byte by byte would do, but an order is written at once."""
    said = b""
    while b"\n" not in said:
        piece = os.read(INPUT, 65536)
        if not piece:
            break
        said += piece
    return said
