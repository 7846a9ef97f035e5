"""Hands on a desktop's mouse and keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desk.desktop import Desktop
from tests.desk.running import kill

STROKES = 600  # of 0.1 s each: more than any test takes
MOVE = ("mousemove_relative", "--", "3", "0", "sleep", "0.1")
BACK = ("mousemove_relative", "--", "-3", "0", "sleep", "0.1")

SHAKE = "seat - cursor move 3 0, seat - cursor move -3 0"
MOVE_ON_SWAY = f"while swaymsg -q '{SHAKE}'; do sleep 0.2; done"


@contextmanager
def moving(desktop: Desktop) -> Iterator[None]:
    """Somebody moves the mouse all the time, on X11."""
    hand = desktop.spawn("hand", "xdotool", *(MOVE + BACK) * (STROKES // 2))
    try:
        yield
    finally:
        kill(hand)


@contextmanager
def typing(desktop: Desktop) -> Iterator[None]:
    """Somebody types all the time, on X11."""
    hand = desktop.spawn("hand", "xdotool", "type", "--delay", "100", "a" * STROKES)
    try:
        yield
    finally:
        kill(hand)
        desktop.output("xdotool", "keyup", "a")  # or it goes on repeating


@contextmanager
def moving_on_sway(desktop: Desktop) -> Iterator[None]:
    """Somebody moves the mouse all the time, on sway."""
    hand = desktop.spawn("hand", "sh", "-c", MOVE_ON_SWAY)
    try:
        yield
    finally:
        kill(hand)
