"""The guide's window: how soon it shows the stretch, and what it holds while it moves."""

import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from bench.process import Activity, Memory, activity, memory
from breakd.catalogue.loader import load
from breakd.config.settings import Settings
from breakd.guide.launch import COMMAND
from breakd.guide.trial import trial
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until

LOOK_EVERY_S = 0.002
WAITS_S = 2.0  # in which it comes to rest
STRETCH = "cross-body-shoulder-stretch"


class Start(NamedTuple):
    """Seconds until the window is up with the first picture: as they pass, which other programs
    draw out, and of the processor."""

    passed: float
    worked: float


def starts(times: int, *, ahead: bool = False) -> list[Start]:
    """From exec, or from the order where the process was started `ahead` of it.  With the picture
    in the cache."""
    with Desktop() as desk:
        desk.x11()
        _draw(desk)
        return [_run(desk, ahead=ahead)[0] for _ in range(times)]


def waiting() -> Memory:
    """Of a guide that has no order yet."""
    with Desktop() as desk:
        desk.x11()
        return memory(_start(desk, WAITS_S).pid)


def cost(settle: float, span: float) -> tuple[Memory, Activity]:
    """Of a guide that leads through a stretch."""
    with Desktop() as desk:
        desk.x11()
        _draw(desk)
        _, process = _run(desk, keep=True)
        time.sleep(settle)
        done = activity(process, span)
        return memory(process), done


def _draw(desk: Desktop) -> None:
    """Fill the cache, as breakd does ahead of a break."""
    _run(desk)
    figures = desk.home / ".cache/breakd/figures"
    wait_until(lambda: len(list(figures.glob("*.webp"))) == 2, "the film", 120)


def _run(desk: Desktop, *, ahead: bool = False, keep: bool = False) -> tuple[Start, int]:
    """Have the guide show a stretch; how long it took, and its process id."""
    order = trial(load([]).stretches[STRETCH], Settings())
    began = time.monotonic()
    process = _start(desk, WAITS_S if ahead else 0.0)
    before = 0.0
    if ahead:
        began, before = time.monotonic(), _worked(process.pid)
    with (desk.folder / "orders").open("wb") as pipe:
        pipe.write(order.line())
    while "ready" not in desk.processes.log("guide"):
        assert process.poll() is None, desk.processes.log("guide")
        time.sleep(LOOK_EVERY_S)
    took = Start(time.monotonic() - began, _worked(process.pid) - before)
    if not keep:
        process.kill()
        process.wait(10)
    return took, process.pid


def _start(desk: Desktop, wait: float) -> subprocess.Popen[bytes]:
    """Start it, and wait so many seconds."""
    orders = desk.folder / "orders"
    if not orders.exists():
        os.mkfifo(orders)
    (desk.folder / "log/guide").write_text("")
    # Opened for both, its input does not end.
    words = ("sh", "-c", f'exec "$@" <> {orders}', "sh", *COMMAND)
    process = desk.processes.spawn("guide", *words, env=desk.env)
    time.sleep(wait)
    return process


def _worked(process: int) -> float:
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
