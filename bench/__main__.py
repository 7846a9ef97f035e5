"""`python -m bench [PART...]`: measure, and print one line for each figure."""

import argparse
import os
import sys
from collections.abc import Callable

import pytest

from bench import drawing, films, growth, guide, running, sources, year

PARTS = frozenset(
    {"idle", "work", "sources", "icon", "command", "drawing", "guide", "growth", "year"}
)

WORKDAYS = 240  # of a year


def main() -> int:
    """Measure the parts that are asked for, all by default."""
    options = _options()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, {os.uname().release}")
    parts: dict[str, Callable[[], None]] = {
        "idle": lambda: _costs("idle", options.settle, options.span, at_work=False),
        "work": lambda: _costs("at work", options.settle, options.span, at_work=True),
        "sources": lambda: _sources(options.settle, options.span),
        "icon": lambda: _say("icon", f"{running.summary(running.icon_s(10))} from exec"),
        "command": lambda: _say("breakd status", running.summary(running.command_s(20))),
        "drawing": _drawing,
        "guide": _guide,
        "growth": _growth,
        "year": _year,
    }
    status = 0
    for name in options.parts or parts:
        try:
            parts[name]()
        except pytest.skip.Exception as skipped:  # a program of the desktop is missing
            _say(name, str(skipped))
            status = 1
    return status


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(sorted(PARTS))}; default: all"
    )
    parser.add_argument("--settle", type=float, default=70, help="seconds before looking (70)")
    parser.add_argument("--span", type=float, default=180, help="seconds of looking (180)")
    options = parser.parse_args()
    unknown = sorted(set(options.parts) - PARTS)
    if unknown:
        parser.error(f"{unknown[0]} is none of {', '.join(sorted(PARTS))}")
    return options


def _costs(what: str, settle: float, span: float, *, at_work: bool) -> None:
    held, done = running.costs(settle, span, at_work=at_work)
    _say(what, f"{held.uss:.1f} MiB private, {held.pss:.1f} PSS, {held.rss:.1f} RSS")
    _say("", f"{done.cpu_s_per_min:.3f} s of processor time a minute")
    _say("", f"{done.wakeups_per_s:.3f} wake-ups a second, {done.threads} thread(s)")


def _sources(settle: float, span: float) -> None:
    found = sources.costs(settle, span)
    plain = next(cost.memory.uss for cost in found if not cost.source)
    for cost in found:
        name, who = cost.source or "no idle time", "at work" if cost.at_work else "nobody there"
        more = f" ({cost.memory.uss - plain:+.1f})" if cost.source else ""
        wakeups = f"{cost.activity.wakeups_per_s:.3f} wake-ups a second"
        _say(name, f"{who}: {cost.memory.uss:.1f} MiB private{more}, {wakeups}")


def _drawing() -> None:
    drawn = drawing.draw_all()
    _say("drawing", f"{running.summary(drawn.anew)} from exec to the pictures of a stretch")
    _say("", f"{running.summary(drawn.again)} where they are in the cache")
    _say("", f"{drawn.kib:.0f} KiB for all {len(drawn.anew)} stretches")
    made = films.draw_all()
    _say("films", f"{running.summary(made.pictures)} of processor time for a picture")
    _say("", f"{running.summary(made.stretches)} for still and film of a stretch")
    count = len(made.stretches)
    _say("", f"{made.webp_mb:.1f} MB of WebP and {made.other_kb:.0f} KB more for all {count}")


def _guide() -> None:
    passed, worked = map(list, zip(*guide.starts(10), strict=True))
    _say("guide", f"{running.summary(passed)} from exec to the first picture")
    _say("", f"{running.summary(worked)} of processor time until then")
    held, done = guide.cost(settle=8, span=20)
    _say("", f"{held.uss:.1f} MiB private, {held.pss:.1f} PSS, {held.rss:.1f} RSS")
    _say("", f"{done.cpu_s_per_min:.1f} s of processor time a minute while it leads")


def _year() -> None:
    went = year.simulate()
    _say("a year", f"{went.seconds:.1f} s of processor time for {went.steps} steps")
    _say("", f"{went.prompts} prompts, {went.done} breaks done")


def _growth() -> None:
    for start in growth.starts(5):
        _say(
            f"{start.rows} rows", f"{start.icon_s:.2f} s to the icon, {start.ready_s:.2f} to answer"
        )
        _say("", f"status {start.status_s:.2f} s, stats {start.week_s:.2f}, all {start.all_s:.2f}")
        _say("", f"{start.memory.uss:.1f} MiB private")
    for held in growth.year(WORKDAYS, 24):
        _say(f"day {held.day}", f"{held.breaks} breaks, {held.memory.uss:.1f} MiB private")
        _say("", f"{held.descriptors} descriptors, {held.threads} thread(s)")


def _say(what: str, figures: str) -> None:
    print(f"{what:14} {figures}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
