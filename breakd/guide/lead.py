"""Leads through an order: in a window, or on a page in the browser where there can be none."""

import logging
import os
import sys
from collections.abc import Callable
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
    return _lead(_first_order, INPUT)


def lead(order: Order) -> int:
    """Show it; the exit status."""
    return _lead(lambda: order, None)


def _lead(ordered: Callable[[], Order], orders: int | None) -> int:
    """All that can be done before there is an order is done first: often none comes for a while,
    or ever."""
    surroundings = Meanwhile(look_around)
    try:
        # Before anything beside could import it too: of two threads that import what cannot be
        # imported, one may be given the half of it.
        import tkinter
    except ImportError:
        return _lead_on_a_page(ordered(), surroundings.answer())
    window, found = Meanwhile(_import_window), Meanwhile(screens)
    try:
        # This takes as long as those imports, and shows nothing yet.
        root = tkinter.Tk(className=CLASS)
    except tkinter.TclError as error:
        log.info("no window: %s", error)
        return NO_SCREEN
    order = ordered()
    window.answer()(root, order, surroundings, found, orders).run(lambda: _said("ready"))
    return 0


def _lead_on_a_page(order: Order, surroundings: Surroundings) -> int:
    from breakd.guide.frames import frames_for
    from breakd.guide.page import show

    if not show(order, frames_for(order, surroundings)):
        return NO_SCREEN
    _said("page")
    return 0


def _import_window() -> "type[Window]":
    from breakd.guide.window import Window

    return Window


def _said(word: str) -> None:
    if not sys.stdout.isatty():
        print(word, flush=True)


def _first_order() -> Order:
    """Ends the process where none comes, or none that can be read."""
    said = b""
    while b"\n" not in said:
        piece = os.read(INPUT, 65536)  # an order is written at once
        if not piece:
            sys.exit(0)
        said += piece
    try:
        return parse(said)
    except ValueError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
