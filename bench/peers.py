"""`python -m bench.peers`: breakd beside other break reminders, each alone on an equal desktop.

The others come from the distribution.  Prints a table, and writes it into docs/performance.md
unless one of them is missing or left out.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import pytest

from bench import closure, document
from bench.contest import Contest, Cost, Runner
from bench.process import Memory
from breakd import __version__
from tests.desk.desktop import Desktop
from tests.desk.programs import find

HEAD = (
    *("", "USS MiB", "PSS", "RSS", "anonymous", "wake-ups/s, nobody there", "at work"),
    *("CPU s/min, nobody there", "at work", "exec to icon, s", "installed MiB", "with Python"),
)
FORMS = ("{:.1f}",) * 4 + ("{:.2f}",) * 2 + ("{:.3f}",) * 2 + ("{:.2f}",) + ("{:.0f}",) * 2


@dataclass(frozen=True)
class Peer(Runner):
    """A program, and the settings that spare it what a user sees once or has put away."""

    packages: tuple[str, ...] = ()  # none: pip installs it

    @property
    def version(self) -> str:
        return closure.version(self.packages[0]) if self.packages else __version__

    @property
    def size(self) -> closure.Size:
        return closure.of_packages(*self.packages) if self.packages else closure.of_breakd()


def _nothing(_desk: Desktop) -> None:
    pass


def _no_window(desk: Desktop) -> None:
    """Workrave in the tray alone: its window counts the seconds."""
    desk.output("gsettings", "set", "org.workrave.gui.main-window", "enabled", "false")


def _no_welcome(desk: Desktop) -> None:
    text = "[Notification Messages]\ndont_show_welcome_again_for_001=false\n"
    (desk.home / ".config/rsibreakrc").write_text(text)


# Safe Eyes' icon is among what its package recommends.
SAFE_EYES = ("safeeyes", "gir1.2-ayatanaappindicator3-0.1", "xprintidle")
PEERS = (
    Peer("breakd", "", _nothing),
    Peer("Workrave", "workrave", _no_window, ("workrave",)),
    Peer("Safe Eyes", "safeeyes", _nothing, SAFE_EYES),
    Peer("RSIBreak", "rsibreak", _no_welcome, ("rsibreak",)),
)


def main() -> int:
    """Measure those that are asked for, all by default."""
    options = _options()
    chosen = [PEERS[number] for number in options.peers or range(len(PEERS))]
    there = [peer for peer in chosen if not peer.program or find(peer.program)]
    missing = [package for peer in chosen if peer not in there for package in peer.packages]
    if missing:
        print(f"left out (Debian: apt install --no-install-recommends {' '.join(missing)})")
    said = _conditions(options.settle, options.span, options.starts)
    print(said, flush=True)
    sizes = [peer.size for peer in there]
    try:
        with Contest() as contest:
            icon_s = contest.starts(there, options.starts)
            costs = []
            for peer in there:
                print(f"watching {peer.name}", flush=True)
                costs.append(contest.cost(peer, options.settle, options.span))
    except pytest.skip.Exception as skipped:  # a program of the desktop is missing
        print(skipped)
        return 1
    table = _table(there, costs, icon_s, sizes)
    print(table)
    if len(there) == len(PEERS) and not options.print:
        document.write("peers", f"{said}\n\n{table}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    # Numbers, as Safe Eyes takes any Python with its name on the command line for itself.
    names = ", ".join(f"{number} {peer.name}" for number, peer in enumerate(PEERS))
    parser.add_argument("peers", nargs="*", type=int, metavar="N", help=f"{names}; default: all")
    parser.add_argument("--settle", type=float, default=70, help="seconds before looking (70)")
    parser.add_argument("--span", type=float, default=50, help="seconds of looking, twice (50)")
    parser.add_argument("--starts", type=int, default=9, help="starts that are timed (9)")
    parser.add_argument("--print", action="store_true", help="leave the document as it is")
    return parser.parse_args()


def _conditions(settle: float, span: float, starts: int) -> str:
    return (
        f"Measured in one run: {document.conditions()}. "
        f"{settle:g} s to settle, {span:g} s with nobody there, {span:g} s at work; "
        f"the median of {starts} starts."
    )


def _table(
    peers: Sequence[Peer],
    costs: Sequence[Cost],
    icon_s: Sequence[list[float]],
    sizes: Sequence[closure.Size],
) -> str:
    found = [_figures(*one) for one in zip(costs, icon_s, sizes, strict=True)]
    least = [min(column) for column in zip(*found, strict=True)]
    rows = []
    for peer, of, figures in zip(peers, costs, found, strict=True):
        rows.append([f"{peer.name} {peer.version}", *map(_shown, figures, least, FORMS)])
        if of.shared is not None:
            beside = map("{:.1f}".format, _held(of.shared))
            rows.append(["breakd beside another Python program", *beside, *[""] * 7])
    return document.table(HEAD, rows)


def _figures(of: Cost, icon_s: list[float], size: closure.Size) -> tuple[float, ...]:
    return (
        *_held(of.memory),
        *(of.rest.wakeups_per_s, of.work.wakeups_per_s),
        *(of.rest.cpu_s_per_min, of.work.cpu_s_per_min),
        median(icon_s),
        *(size.without_python, size.whole),
    )


def _held(memory: Memory) -> tuple[float, ...]:
    return memory.uss, memory.pss, memory.rss, memory.anonymous


def _shown(figure: float, least: float, form: str) -> str:
    text = form.format(figure)
    return f"**{text}**" if text == form.format(least) else text


if __name__ == "__main__":
    sys.exit(main())
