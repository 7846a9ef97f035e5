"""What each source of idle time costs the daemon, on desktops that have nothing else."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.process import Activity, Memory, activities, memory
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until

PROGRAM = str(Path(sys.executable).with_name("breakd"))
LONG_S = 3600
MOVE_EVERY_S = 3


@dataclass(frozen=True)
class Cost:
    """Of one daemon, which knows of idle time from `source`: "" for nothing at all."""

    source: str
    at_work: bool
    memory: Memory
    activity: Activity


def costs(settle: float, span: float) -> list[Cost]:
    """Watch all of them at once, each with somebody at work and with nobody there."""
    with ExitStack() as stack:
        places = [(s, at_work) for s in SOURCES for at_work in (False, True) if s or at_work]
        daemons = [stack.enter_context(_daemon(*place)) for place in places]
        time.sleep(settle)
        done = activities([daemon.pid for daemon in daemons], span)
        held = [memory(daemon.pid) for daemon in daemons]
    found = zip(places, held, done, strict=True)
    return [Cost(*place, held, done) for place, held, done in found]


@contextmanager
def _daemon(source: str, at_work: bool) -> Iterator[subprocess.Popen[bytes]]:
    with Desktop() as desk:
        SOURCES[source](desk, at_work)
        daemon = desk.processes.spawn("breakd", PROGRAM, "run", env=desk.env)
        said = f"{source} tells" if source else "Nothing here tells"
        wait_until(lambda: said in desk.processes.log("breakd"), f"{source or 'nothing'} to tell")
        yield daemon


# --- desktops ------------------------------------------------------------------------------------


def _nothing(_desk: Desktop, _at_work: bool) -> None:
    pass


def _mutter(desk: Desktop, at_work: bool) -> None:
    """Who is at work is not told of, neither by this nor by the real one."""
    idle = "0" if at_work else str(LONG_S)
    env = desk.env | {"PYTHONPATH": str(Path(__file__).parents[1])}
    words = ("mutter", sys.executable, "-m", "bench.mutter", idle)
    service = "org.gnome.Mutter.IdleMonitor"
    desk.start_service(service, lambda: desk.processes.spawn(*words, env=env))


def _wayland(desk: Desktop, at_work: bool) -> None:
    desk.sway()
    if at_work:
        _keep_doing(desk, "swaymsg seat - cursor move 3 0; swaymsg seat - cursor move -3 0")


def _x11(desk: Desktop, at_work: bool) -> None:
    desk.x11()
    if at_work:
        _keep_doing(desk, "xdotool mousemove_relative 3 0; xdotool mousemove_relative -- -3 0")


def _keep_doing(desk: Desktop, commands: str) -> None:
    desk.spawn("mouse", "sh", "-c", f"while sleep {MOVE_EVERY_S}; do {commands}; done")


SOURCES: dict[str, Callable[[Desktop, bool], None]] = {
    "": _nothing,
    "Mutter": _mutter,
    "Wayland": _wayland,
    "X11": _x11,
}
