"""The guide's window: how soon it shows the stretch, and what it holds while it moves."""

import os
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
STRETCH = "cross-body-shoulder-stretch"


class Start(NamedTuple):
    """Seconds from exec until the window is up with the first picture: as they pass, which other
    programs draw out, and of the processor."""

    passed: float
    worked: float


def starts(times: int) -> list[Start]:
    """With the picture in the cache."""
    with Desktop() as desk:
        desk.x11()
        _draw(desk)
        return [_run(desk)[0] for _ in range(times)]


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


def _run(desk: Desktop, *, keep: bool = False) -> tuple[Start, int]:
    """Start the guide; how long it took, and its process id."""
    order = trial(load([]).stretches[STRETCH], Settings())
    orders = desk.folder / "orders"
    if not orders.exists():
        os.mkfifo(orders)
        (desk.folder / "log/guide").touch()
    ready = desk.processes.log("guide").count("ready")
    began = time.monotonic()
    # Opened for both, its input does not end.
    words = ("sh", "-c", f'exec "$@" <> {orders}', "sh", *COMMAND)
    process = desk.processes.spawn("guide", *words, env=desk.env)
    with orders.open("wb") as pipe:
        pipe.write(order.line())
    while desk.processes.log("guide").count("ready") == ready:
        assert process.poll() is None, desk.processes.log("guide")
        time.sleep(LOOK_EVERY_S)
    took = time.monotonic() - began
    worked = int(Path(f"/proc/{process.pid}/schedstat").read_text().split()[0]) / 1e9
    if not keep:
        process.kill()
        process.wait(10)
    return Start(took, worked), process.pid
