"""The guide on a display: its windows, its keys, and a breakd beside it."""

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageChops

from breakd.guide.colours import Colours, rgb
from breakd.guide.order import Order
from tests.desk.desktop import Desktop
from tests.desk.running import CONFIG, Breakd
from tests.desk.screen import shot
from tests.desk.waiting import wait_until


class Running(Breakd):
    """breakd on a display, whose next break is an hour away; with `more` configuration."""

    def __init__(self, desktop: Desktop, more: str = "") -> None:
        config = CONFIG.format(every="1h", lifetime="60s")
        super().__init__(desktop, config=config + more)
        self.process = self.start()

    def guide(self) -> int:
        """The process id of its guide, as soon as there is one."""
        return wait_until(self._guides, "a guide")[0]

    def _guides(self) -> list[int]:
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        lines = {int(child): Path(f"/proc/{child}/cmdline") for child in children}
        return [child for child, line in lines.items() if b"breakd.guide" in line.read_bytes()]


def windows(desktop: Desktop) -> list[str]:
    """The guide's windows that are on the screen."""
    return desktop.run("xdotool", "search", "--onlyvisible", "--class", "^breakd$").stdout.split()


def wait_for_window(desktop: Desktop) -> str:
    """Wait until it is there, and has been for long enough to take keys."""
    found = wait_until(lambda: windows(desktop), "the guide")
    desktop.output("sleep", "1.2")
    return found[0]


def place(desktop: Desktop, colours: Colours) -> tuple[int, int, int, int]:
    """Where the guide's window is on the screen, without its frame, by the paper that it shows:
    left, top, width, height."""
    image = shot(desktop)
    paper = Image.new("RGB", image.size, rgb(colours.paper))
    other = ImageChops.difference(image, paper).convert("L").point([255] + [0] * 255)
    box = other.getbbox()
    assert box is not None
    return box[0], box[1], box[2] - box[0], box[3] - box[1]


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
