"""The daemon on a private desktop: what it costs at rest and at work, and how soon it is there."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.process import Activity, Memory, activity, memory
from tests.desk import parts, tray
from tests.desk.bus import Bus
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

PROGRAM = str(Path(sys.executable).with_name("breakd"))
LOOK_EVERY_S = 0.002
MOVE_EVERY_S = 3


@contextmanager
def desktop() -> Iterator[Desktop]:
    """Xvfb, dunst and xfce4-panel on buses of their own; breakd has been there before."""
    with Desktop() as desk:
        desk.x11()
        parts.dunst(desk)
        parts.xfce4_panel(desk)
        data = desk.home / ".local/share/breakd"
        data.mkdir(mode=0o700, parents=True)
        (data / "history.sqlite3").touch(mode=0o600)
        yield desk


def costs(settle: float, span: float, *, at_work: bool) -> tuple[Memory, Activity]:
    """What the daemon costs; with `at_work`, while somebody moves the mouse."""
    with desktop() as desk:
        if at_work:
            move = "xdotool mousemove_relative 3 0; xdotool mousemove_relative -- -3 0"
            desk.spawn("mouse", "sh", "-c", f"while sleep {MOVE_EVERY_S}; do {move}; done")
        daemon = start(desk)
        time.sleep(settle)
        done = activity(daemon.pid, span)
        return memory(daemon.pid), done


def start(desk: Desktop) -> subprocess.Popen[bytes]:
    """Start the daemon, and return once its icon is there."""
    daemon = desk.processes.spawn("breakd", PROGRAM, "run", env=desk.env)
    with desk.bus() as bus:
        tray.wait_for_icon(bus)
    return daemon


def icon_s(times: int) -> list[float]:
    """Seconds from exec to the icon, warm; the first start is not among them."""
    with desktop() as desk, Bus(desk.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        found = []
        for _ in range(times + 1):
            began = time.monotonic()
            daemon = desk.processes.spawn("breakd", PROGRAM, "run", env=desk.env)
            while not tray.items(bus):
                assert time.monotonic() - began < PATIENCE_S, desk.processes.log("breakd")
                time.sleep(LOOK_EVERY_S)
            found.append(time.monotonic() - began)
            daemon.terminate()
            daemon.wait(PATIENCE_S)
            wait_until(lambda: not tray.items(bus), "the icon to go")
        return found[1:]


def command_s(times: int) -> list[float]:
    """Seconds that `breakd status` takes."""
    with desktop() as desk:
        start(desk)
        wait_until(lambda: desk.run(PROGRAM, "status").returncode == 0, "breakd to answer")
        found = []
        for _ in range(times):
            began = time.monotonic()
            desk.output(PROGRAM, "status")
            found.append(time.monotonic() - began)
        return found


def summary(seconds: list[float]) -> str:
    """Such as "0.18 s (0.17 to 0.21)"."""
    return f"{median(seconds):.3f} s ({min(seconds):.3f} to {max(seconds):.3f})"
