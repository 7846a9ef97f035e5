"""`python -m tests.faults [PART...]`: the long parts of the fault campaign, which take hours."""

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("quick", "kills", "fuzz", "mutants")


def main() -> int:
    """Run the parts that are asked for, all by default; 0 if all of them went well."""
    options = _options()
    parts: dict[str, Callable[[argparse.Namespace], int]] = {
        "quick": _quick,
        "kills": _kills,
        "fuzz": _fuzz,
        "mutants": _mutants,
    }
    return max([parts[name](options) for name in options.parts or PARTS])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all"
    )
    parser.add_argument("--seed", type=int, default=1, help="what chance is drawn from (1)")
    parser.add_argument("--jobs", type=int, default=2, help="processes side by side (2)")
    parser.add_argument("--kills", type=int, default=1000, help="how often to kill (1000)")
    parser.add_argument("--minutes", type=float, default=10, help="for each fuzzed input (10)")
    parser.add_argument("--inputs", nargs="*", default=[], help="what to fuzz (everything)")
    parser.add_argument("--share", type=float, default=1.0, help="of all mutants (1)")
    parser.add_argument("--modules", nargs="*", default=[], help="of the core (all)")
    parser.add_argument("--most-minutes", type=float, default=240, help="for the mutants (240)")
    parser.add_argument("--most-seconds", type=float, default=10, help="of tests for a mutant (10)")
    parser.add_argument(
        "--resume", action="store_true", help="leave out the mutants that were noticed before"
    )
    options = parser.parse_args()
    unknown = sorted(set(options.parts) - set(PARTS))
    if unknown:
        parser.error(f"{unknown[0]} is none of {', '.join(PARTS)}")
    return options


def _quick(_: argparse.Namespace) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", str(HERE)], check=False).returncode


def _kills(options: argparse.Namespace) -> int:
    from tests.faults import kills

    return kills.run(options.kills, jobs=options.jobs, seed=options.seed)


def _fuzz(options: argparse.Namespace) -> int:
    from tests.faults.fuzz import runner

    return runner.run(options.inputs, minutes=options.minutes, seed=options.seed)


def _mutants(options: argparse.Namespace) -> int:
    from tests.faults.mutants import campaign

    effort = campaign.Effort(options.jobs, options.most_seconds, options.most_minutes)
    return campaign.run(
        options.modules,
        effort,
        share=options.share,
        seed=options.seed,
        resume=options.resume,
    )


if __name__ == "__main__":
    sys.exit(main())
