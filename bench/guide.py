"""The guide's window: how soon it shows the stretch, and what it holds while it moves."""

import os
import time

from bench.process import Activity, Memory, activity, memory
from breakd.catalogue.loader import load
from breakd.config.settings import Settings
from breakd.guide.launch import COMMAND
from breakd.guide.trial import trial
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until

LOOK_EVERY_S = 0.002
STRETCH = "cross-body-shoulder-stretch"


def ready_s(times: int) -> list[float]:
    """Seconds from exec until the window is up with the first picture, which is in the cache."""
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


def _run(desk: Desktop, *, keep: bool = False) -> tuple[float, int]:
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
    if not keep:
        process.kill()
        process.wait(10)
    return took, process.pid
