"""Leads through an order: in a window, or on a page in the browser where there can be none."""

import logging
import os
import sys
from typing import TYPE_CHECKING

from breakd.guide.meanwhile import Meanwhile
from breakd.guide.order import Order, parse
from breakd.guide.screens import screens
from breakd.guide.surroundings import Surroundings, look_around

if TYPE_CHECKING:
    from breakd.guide.window import Window

log = logging.getLogger("breakd.guide")

NO_SCREEN = 3
CLASS = "breakd"  # how others know the window for ours (see the lookout for full screen)
INPUT = 0


def main() -> int:
    """The exit status."""
    window = _begin_import()  # often nobody orders anything yet
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
    return _lead(order, None, _begin_import())


def _lead(order: Order, orders: int | None, window: "Meanwhile[type[Window]] | None") -> int:
    surroundings = Meanwhile(look_around)
    if window is None:
        return _lead_on_a_page(order, surroundings.answer())
    import tkinter

    found = Meanwhile(screens)
    try:
        # This takes as long as those imports, which go on meanwhile.
        root = tkinter.Tk(className=CLASS)
    except tkinter.TclError as error:
        log.info("no window: %s", error)
        return NO_SCREEN
    window.answer()(root, order, surroundings, found, orders).run(lambda: _said("ready"))
    return 0


def _lead_on_a_page(order: Order, surroundings: Surroundings) -> int:
    from breakd.guide.frames import frames_for
    from breakd.guide.page import show

    if not show(order, frames_for(order, surroundings)):
        return NO_SCREEN
    _said("page")
    return 0


def _begin_import() -> "Meanwhile[type[Window]] | None":
    """None without tkinter, which is looked for before anything runs beside: of two threads that
    import what cannot be imported, one may be given the half of it."""
    try:
        import tkinter  # noqa: F401
    except ImportError:
        return None
    return Meanwhile(_import_window)


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
