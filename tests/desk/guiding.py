"""The guide on a display: its windows, its keys, and a breakd beside it."""

import os
import subprocess
import sys
from pathlib import Path

from breakd.guide.order import Order
from tests.desk.desktop import Desktop
from tests.desk.running import Breakd
from tests.desk.waiting import wait_until


class Running(Breakd):
    """breakd on a display, whose next break is an hour away."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop, every="1h")
        self.process = self.start()

    def guide(self) -> int:
        """The process id of its guide."""
        pid = self.process.pid
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if b"breakd.guide" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        raise AssertionError("no guide")


def windows(desktop: Desktop) -> list[str]:
    """The guide's windows that are on the screen."""
    return desktop.run("xdotool", "search", "--onlyvisible", "--class", "^breakd$").stdout.split()


def wait_for_window(desktop: Desktop) -> str:
    """Wait until it is there, and has been for long enough to take keys."""
    found = wait_until(lambda: windows(desktop), "the guide", 30)
    desktop.output("sleep", "1.2")
    return found[0]


def wait_until_closed(desktop: Desktop) -> None:
    wait_until(lambda: not windows(desktop), "the guide to close")


def press(desktop: Desktop, key: str) -> None:
    desktop.output("xdotool", "key", "--clearmodifiers", key)


def spawn_guide(desktop: Desktop, order: Order) -> subprocess.Popen[bytes]:
    """The guide as the daemon would start it, but with an order of ours."""
    fifo = desktop.folder / "orders"
    os.mkfifo(fifo)
    # Opened for both, its input does not end.
    words = ("sh", "-c", 'exec "$0" -m breakd.guide <> "$1"', sys.executable, str(fifo))
    process = desktop.spawn("guide", *words)
    with fifo.open("wb") as orders:
        orders.write(order.line())
    return process
