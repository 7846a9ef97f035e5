"""Prints when the user is busy in the next 24 hours: one JSON object a line, then ends.

`{"start": S, "end": E}` for each time, in order and apart, in POSIX seconds;
`{"problem": SENTENCE}` for each calendar left out; `{"until": U}` last of all: without that line
the output is not complete.
"""

import argparse
import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from breakd.clocks.clock import local_zone
from breakd.text import calendar as text

AHEAD_S = 24 * 3600.0
MOST_TIMES = 500
MOST_PROBLEMS = 20
CPU_S = 60  # for everything; then the system ends us
MEMORY = 1 << 30


def main() -> int:
    """Read the calendars that the command line names."""
    parser = argparse.ArgumentParser(text.PROG, description=text.ABOUT)
    parser.add_argument("places", metavar="PLACE", nargs="+", type=Path, help=text.PLACES)
    parser.add_argument("--me", metavar="ADDRESS", action="append", default=[], help=text.ME)
    arguments = parser.parse_args()
    try:
        from breakd.calendar.reader import read_calendars
    except ImportError:
        print(text.NOT_INSTALLED, file=sys.stderr)
        return 1
    _be_modest()
    wall, zone = time.time(), local_zone()
    now, until = (datetime.fromtimestamp(at, zone) for at in (wall, wall + AHEAD_S))
    me = frozenset(address.lower() for address in arguments.me)
    times, problems = read_calendars(arguments.places, now, until, me)
    for problem in problems[:MOST_PROBLEMS]:
        _say(problem=problem)
    for one in times[:MOST_TIMES]:
        _say(start=one.start, end=one.end)
    _say(until=until.timestamp())
    return 0


def _be_modest() -> None:
    """Nobody waits for this: let others go first, and do not take the machine down."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(10)
    for limit, most in ((resource.RLIMIT_CPU, CPU_S), (resource.RLIMIT_AS, MEMORY)):
        _soft, hard = resource.getrlimit(limit)
        resource.setrlimit(
            limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
        )


def _say(**what: object) -> None:
    print(json.dumps(what))


if __name__ == "__main__":
    sys.exit(main())
