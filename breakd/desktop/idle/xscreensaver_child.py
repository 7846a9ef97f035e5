"""A process, `python -m breakd.desktop.idle.xscreensaver_child THRESHOLD`, that asks X11.

It writes `idle SECONDS` or `active` whenever that changes, and ends, without a word, with the
display, or when nobody reads any more.
"""

import contextlib
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from breakd.desktop.idle.source import next_look


def reader() -> Callable[[], float]:
    """What asks the display for the seconds since the last input; OSError without a way to."""
    display = import_module("Xlib.display").Display()
    extension: Any = import_module("Xlib.ext.screensaver")
    if not display.has_extension(extension.extname):
        raise OSError("the display does not know")
    root = display.screen().root

    def read() -> float:
        return float(extension.query_info(root).idle / 1000)

    return read


def main(threshold: float) -> int:
    """Write what changes until the display or the reader is gone."""
    error: Any = import_module("Xlib.error")
    with contextlib.suppress(OSError, error.DisplayError, error.ConnectionClosedError):
        read = reader()
        said = None
        while True:
            idle = read()
            word = "idle" if idle >= threshold else "active"
            if word != said:
                print(f"idle {idle}" if word == "idle" else word, flush=True)
                said = word
            time.sleep(next_look(idle, threshold))
    return 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
