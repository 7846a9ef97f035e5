"""`python -m bench.peers`: breakd beside other break reminders, each alone on an equal desktop.

The others come from the distribution; one that is missing is named and left out.  Prints a table.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

from bench import closure
from bench.icons import Icons
from bench.process import Activity, Memory, family, memory, together
from bench.running import PROGRAM, desktop
from breakd import __version__
from tests.desk.desktop import Desktop
from tests.desk.programs import find

MARK = "BREAKD_BENCH", str(os.getpid())  # in the environment of all that the program starts
AT_WORK = (
    "while sleep 1; do xdotool mousemove_relative 3 0 key shift mousemove_relative -- -3 0; done"
)
MOST_AT_WORK_S = 150  # Workrave asks for its first break after three minutes
HEAD = (
    *("", "USS MiB", "PSS", "RSS", "wake-ups/s, nobody there", "at work"),
    *("CPU s/min, nobody there", "at work", "exec to icon, s", "installed MiB", "without Python"),
)


def _nothing(_desk: Desktop) -> None:
    pass


@dataclass(frozen=True)
class Peer:
    """A program, and the settings that spare it what a user sees once or has put away."""

    name: str
    program: str
    packages: tuple[str, ...]  # none: pip installs it
    prepare: Callable[[Desktop], None] = _nothing

    @property
    def version(self) -> str:
        return closure.version(self.packages[0]) if self.packages else __version__


def _no_window(desk: Desktop) -> None:
    """Workrave in the tray alone: its window counts the seconds."""
    desk.output("gsettings", "set", "org.workrave.gui.main-window", "enabled", "false")


def _no_welcome(desk: Desktop) -> None:
    text = "[Notification Messages]\ndont_show_welcome_again_for_001=false\n"
    (desk.home / ".config/rsibreakrc").write_text(text)


PEERS = (
    Peer("breakd", PROGRAM, ()),
    Peer("Workrave", "workrave", ("workrave",), _no_window),
    # Its icon is among what its package recommends.
    Peer("Safe Eyes", "safeeyes", ("safeeyes", "gir1.2-ayatanaappindicator3-0.1", "xprintidle")),
    Peer("RSIBreak", "rsibreak", ("rsibreak",), _no_welcome),
)


@dataclass(frozen=True)
class Cost:
    """Of one program; memory is the larger of what it holds with nobody there and at work."""

    memory: Memory
    rest: Activity
    work: Activity
    icon_s: list[float]
    size: closure.Size


def cost(peer: Peer, settle: float, span: float, starts: int) -> Cost:
    """Watch one program, alone on a fresh desktop."""
    with desktop() as desk:
        peer.prepare(desk)
        icon_s = [_start(desk, peer) for _ in range(starts + 1)][1:]  # the first fills caches
        with _running(desk, peer):
            time.sleep(settle)
            rest = together(_family, span)
            held = memory(*_family())
            user = desk.spawn("user", "sh", "-c", AT_WORK)
            time.sleep(2)
            work = together(_family, min(span, MOST_AT_WORK_S))
            later = memory(*_family())
            user.terminate()
    size = closure.of_packages(*peer.packages) if peer.packages else closure.of_breakd()
    return Cost(max(held, later, key=lambda m: m.uss), rest, work, icon_s, size)


def _start(desk: Desktop, peer: Peer) -> float:
    """Seconds from exec to the icon."""
    with Icons(desk) as icons:
        began = time.monotonic()
        with _running(desk, peer):
            took = icons.wait(began)
            time.sleep(1)  # let it get over its start, as it might not heed its end before
    return took


@contextmanager
def _running(desk: Desktop, peer: Peer) -> Iterator[subprocess.Popen[bytes]]:
    program = find(peer.program)
    assert program is not None
    process = desk.processes.spawn(peer.name, program, env=desk.env | dict([MARK]))
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def _family() -> list[int]:
    return family(*MARK)


def _row(peer: Peer, of: Cost) -> tuple[str, ...]:
    held, icon = of.memory, f"{median(of.icon_s):.2f} ({min(of.icon_s):.2f}–{max(of.icon_s):.2f})"
    return (
        f"{peer.name} {peer.version}",
        *(f"{mib:.1f}" for mib in (held.uss, held.pss, held.rss)),
        *(f"{of_.wakeups_per_s:.2f}" for of_ in (of.rest, of.work)),
        *(f"{of_.cpu_s_per_min:.3f}" for of_ in (of.rest, of.work)),
        icon,
        *(f"{mib:.0f}" for mib in (of.size.whole, of.size.without_python)),
    )


def main() -> int:
    """Measure those that are asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("peers", nargs="*", type=int, metavar="N", help=_numbers())
    parser.add_argument("--settle", type=float, default=60, help="seconds before looking (60)")
    parser.add_argument("--span", type=float, default=180, help="seconds of looking (180)")
    parser.add_argument("--starts", type=int, default=9, help="starts that are timed (9)")
    options = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, {_system()}")
    print(*(f"| {' | '.join(cells)} |" for cells in (HEAD, ["---"] * len(HEAD))), sep="\n")
    missing = []
    for number, peer in enumerate(PEERS):
        if options.peers and number not in options.peers:
            continue
        if find(peer.program) is None:
            missing.append(" ".join(peer.packages))
            continue
        try:
            row = _row(peer, cost(peer, options.settle, options.span, options.starts))
        except pytest.skip.Exception as skipped:  # a program of the desktop is missing
            print(skipped)
            return 1
        print(f"| {' | '.join(row)} |", flush=True)
    if missing:
        print(f"left out (Debian: apt install --no-install-recommends {' '.join(missing)})")
    return 0


def _numbers() -> str:
    """Numbers, as Safe Eyes takes any Python with its name on the command line for itself."""
    return f"{', '.join(f'{n} {peer.name}' for n, peer in enumerate(PEERS))}; default: all"


def _system() -> str:
    release = Path("/etc/os-release").read_text().splitlines()
    names = [line.partition("=")[2].strip('"') for line in release if line[:12] == "PRETTY_NAME="]
    return names[0] if names else os.uname().release


if __name__ == "__main__":
    sys.exit(main())
