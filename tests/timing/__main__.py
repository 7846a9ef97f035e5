"""`python -m tests.timing`: how late each prompt of a month comes, printed as a distribution."""

import argparse
import json
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from statistics import median

from tests.clockshim.clocks import compiled
from tests.timing.month import Lived, live
from tests.timing.verdict import IN_TIME_S


def main() -> int:
    """Live the days; 1 if a prompt was early, late or missed."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        built = (compiled("shim", Path(folder)), compiled("waits", Path(folder)))
        lived = live(options.days, options.seed, options.first, built, flows=options.flow)
    if options.log is not None:
        lines = (json.dumps(asdict(fact)) for fact in lived.facts)
        options.log.write_text("".join(f"{line}\n" for line in lines))
    print(report(lived))
    print(*lived.verdict.wrong, sep="\n")
    return 1 if lived.verdict.wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.timing", description=__doc__)
    parser.add_argument("--days", type=int, default=22, help="working days (22)")
    parser.add_argument("--seed", type=int, default=1, help="another life (1)")
    parser.add_argument(
        "--first",
        type=datetime.fromisoformat,
        default=datetime(2026, 10, 12, 8, 15),  # noqa: DTZ001 - local to where it happens
        help="local time at which it begins (2026-10-12T08:15: summer time ends meanwhile)",
    )
    parser.add_argument(
        "--flow", action="store_true", help="time passes also while the daemon is awake"
    )
    parser.add_argument(
        "--log", type=Path, help="keep the raw log in this file, one line of JSON for each fact"
    )
    return parser.parse_args()


def report(lived: Lived) -> str:
    """What was injected, and the distribution."""
    what = Counter(_name(fact.what, fact.more) for fact in lived.facts)
    days = (lived.facts[-1].wall - lived.facts[0].wall) / 86400
    late, verdict = sorted(lived.verdict.late), lived.verdict
    injected = ", ".join(f"{count} {name}" for name, count in sorted(what.items()) if name)
    return "\n".join(
        (
            f"{days:.1f} days: {injected}",
            f"{len(late)} prompts: {late[0]:.2f} s late at least, {median(late):.2f} s median, "
            f"{late[len(late) * 95 // 100]:.2f} s for 95 %, {late[-1]:.2f} s at most "
            f"({verdict.latest})",
            f"{verdict.early} early, "
            f"{sum(s > IN_TIME_S for s in late)} later than {IN_TIME_S:g} s, "
            f"{len(verdict.missed)} missed",
        )
    )


def _name(what: str, more: dict[str, object]) -> str:
    begins = {"input": "goes_on", "lock": "locked", "call": "goes_on"}
    plain = {"slept": "sleeps", "step": "clock steps", "prompt": "", "withdrawn": "withdrawn"}
    if what == "answer":
        return str(more["how"])
    if what in begins:
        names = {"input": "bursts of input", "lock": "locks", "call": "calls"}
        return names[what] if more[begins[what]] else ""
    return plain.get(what, "")


if __name__ == "__main__":
    sys.exit(main())
