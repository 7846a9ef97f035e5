"""`python -m bench [PART...]`: measure, and print the tables of docs/performance.md.

With --write they are written into it, each in the place of the last one.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from statistics import median

import pytest

from bench import document, drawing, films, growth, guide, imports, running, sources, year

WORKDAYS = 240  # of a year


def main() -> int:
    """Measure the parts that are asked for, all by default."""
    options = _options()
    status = 0
    for name in options.parts or PARTS:
        said = f"Measured: {document.conditions()}."
        print(f"--- {name}: {said}", flush=True)
        try:
            table = PARTS[name](options)
        except pytest.skip.Exception as skipped:  # a program of the desktop is missing
            print(skipped)
            status = 1
            continue
        print(table, flush=True)
        if options.write:
            document.write(name, f"{said}\n\n{table}")
    return status


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all"
    )
    parser.add_argument("--settle", type=float, default=70, help="seconds before looking (70)")
    parser.add_argument("--span", type=float, default=120, help="seconds of looking (120)")
    parser.add_argument("--days", type=int, default=WORKDAYS, help=f"of growth ({WORKDAYS})")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    options = parser.parse_args()
    unknown = sorted(set(options.parts) - PARTS.keys())
    if unknown:
        parser.error(f"{unknown[0]} is none of {', '.join(PARTS)}")
    return options


def _costs(options: argparse.Namespace) -> str:
    both = [running.costs(options.settle, options.span, at_work=work) for work in (False, True)]
    rows = [
        ("private memory (USS)", *(f"{held.uss:.1f} MiB" for held, _ in both)),
        ("PSS / RSS", *(f"{held.pss:.1f} / {held.rss:.1f} MiB" for held, _ in both)),
        ("processor time", *(f"{done.cpu_s_per_min:.3f} s a minute" for _, done in both)),
        ("wake-ups", *(f"{done.wakeups_per_s:.2f} a second" for _, done in both)),
        ("threads", *(f"{done.threads}" for _, done in both)),
    ]
    return document.table(("", "nobody at the desk", "at work"), rows)


def _times(_options: argparse.Namespace) -> str:
    return _medians(
        ("exec to tray icon", running.icon_s(10)), ("`breakd status`", running.command_s(20))
    )


def _memory(_options: argparse.Namespace) -> str:
    before, after = imports.running()
    lines = [
        *imports.steps(3),
        ("the daemon on X11 after a minute of work: buses, idle time, open files", before),
        ("after the first break: the stretches, the prompt", after),
    ]
    return document.table(("so far", "anonymous MiB", "more"), _with_more(lines))


def _with_more(lines: list[tuple[str, float]]) -> Iterator[tuple[str, str, str]]:
    last = None
    for what, mib in lines:
        yield what, f"{mib:.1f}", "" if last is None else f"{mib - last:.1f}"
        last = mib


def _sources(options: argparse.Namespace) -> str:
    names = {"": "none", "Mutter": "Mutter (GNOME)", "Wayland": "Wayland (sway)"}
    found = {(one.source, one.at_work): one for one in sources.costs(options.settle, options.span)}
    rows = []
    for source in sources.SOURCES:
        work, rest = found[source, True], found.get((source, False))
        wakeups = f"{rest.activity.wakeups_per_s:.3f} a second" if rest else "– (all time is work)"
        rows.append(
            (
                names.get(source, source),
                f"{work.memory.uss:.1f} MiB",
                wakeups,
                f"{work.activity.wakeups_per_s:.3f} a second",
            )
        )
    head = ("source", "private memory (USS)", "wake-ups, nobody there", "wake-ups, at work")
    return document.table(head, rows)


def _growth(options: argparse.Namespace) -> str:
    few, many = growth.starts(5)
    rows = [
        ("private memory (USS)", *(f"{one.memory.uss:.1f} MiB" for one in (few, many))),
        (
            "exec to icon / to the first answer",
            *(f"{one.icon_s:.2f} / {one.ready_s:.2f} s" for one in (few, many)),
        ),
        ("`breakd stats` (a week)", *(f"{one.week_s:.2f} s" for one in (few, many))),
        ("`breakd stats --days 3660`", *(f"{one.all_s:.2f} s" for one in (few, many))),
    ]
    return document.table(("least of five", "no history", f"{many.rows:,} rows"), rows)


def _life(options: argparse.Namespace) -> str:
    head = ("day", "breaks", "private memory (USS)", "descriptors", "threads")
    rows = []
    for held in growth.year(options.days, max(1, options.days // 10)):
        rows.append(
            (
                str(held.day),
                f"{held.breaks:,}",
                f"{held.memory.uss:.2f} MiB",
                str(held.descriptors),
                str(held.threads),
            )
        )
        print(*rows[-1], sep=" · ", flush=True)
    return document.table(head, rows)


def _drawing(_options: argparse.Namespace) -> str:
    drawn = drawing.draw_all()
    return "\n".join(
        (
            _medians(
                ("exec to the pictures of a stretch", drawn.anew),
                ("the same from the cache", drawn.again),
            ),
            f"| the pictures of all {len(drawn.anew)} stretches | {drawn.kib / 1024:.1f} MiB | |",
        )
    )


def _films(_options: argparse.Namespace) -> str:
    made = films.draw_all()
    return "\n".join(
        (
            _medians(
                ("a picture, of processor time", made.pictures),
                ("still and film of a stretch, of processor time", made.stretches),
            ),
            f"| the films of all {len(made.stretches)} stretches | {made.webp_mb:.1f} MB | |",
            f"| what lies beside them | {made.other_kb:.0f} KB | |",
        )
    )


def _guide(_options: argparse.Namespace) -> str:
    at_once, worked = map(list, zip(*guide.starts(10, ahead=True), strict=True))
    passed, worked_in_all = map(list, zip(*guide.starts(10), strict=True))
    held, done = guide.cost(settle=8, span=20)
    return "\n".join(
        (
            _medians(
                ("Show me in a prompt to the first picture, from the cache", at_once),
                ("of which processor time", worked),
                ("the same where it must be started first (`breakd start`)", passed),
                ("of which processor time", worked_in_all),
            ),
            f"| private memory (USS) while it waits | {guide.waiting().uss:.0f} MiB | |",
            f"| private memory (USS) while it moves | {held.uss:.0f} MiB | |",
            f"| processor time while it moves | {done.cpu_s_per_min:.1f} s a minute | |",
        )
    )


def _year(_options: argparse.Namespace) -> str:
    went = year.simulate()
    return (
        f"A simulated year of {WORKDAYS} working days takes the engine {went.seconds:.1f} s of "
        f"processor time: {went.steps:,} steps, {went.prompts:,} prompts."
    )


def _medians(*rows: tuple[str, list[float]]) -> str:
    cells = [
        (what, f"{median(found):.2f} s", f"{min(found):.2f}–{max(found):.2f} s")
        for what, found in rows
    ]
    return document.table(("", "median", "range"), cells)


PARTS: dict[str, Callable[[argparse.Namespace], str]] = {
    "costs": _costs,
    "times": _times,
    "memory": _memory,
    "growth": _growth,
    "life": _life,
    "drawing": _drawing,
    "films": _films,
    "guide": _guide,
    "sources": _sources,
    "year": _year,
}

if __name__ == "__main__":
    sys.exit(main())
