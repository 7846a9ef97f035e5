"""Where the daemon's memory goes: what it holds once it has imported so much and no more."""

import os
import subprocess
import sys
import time
from statistics import median

from bench.process import memory
from bench.running import PROGRAM as BREAKD
from bench.running import desktop, start

# What each line imports beyond the one before.
STEPS = (
    ("bare interpreter", ()),
    ("asyncio without `ssl` and `inspect`, with `logging`, `subprocess`, `typing` …", ("asyncio",)),
    ("jeepney", ("jeepney",)),
    (
        "what the icon needs: `breakd.daemon.app`, the core's values, `datetime`",
        ("breakd.daemon.app", "breakd.desktop.linux"),
    ),
    ("the configuration", ("breakd.config.load",)),
    ("all other parts", ("breakd.daemon.parts",)),
    ("SQLite", ("sqlite3",)),
)

PROGRAM = """
import sys
if sys.argv[1:]:
    from breakd.daemon.lean import spare
    spare()
    sys.modules["ssl"] = None
for name in sys.argv[1:]:
    __import__(name)
print(flush=True)
sys.stdin.read()
"""


SETTLE_S = 75.0  # the first minute of work brings the first snapshot


def running() -> tuple[float, float]:
    """The MiB of anonymous memory of the daemon on X11: after a minute, and after a break."""
    with desktop() as desk:
        daemon = start(desk)
        time.sleep(SETTLE_S)
        before = memory(daemon.pid).anonymous
        for verb in ("now", "done"):
            desk.output(BREAKD, verb)
            time.sleep(5)
        return before, memory(daemon.pid).anonymous


def steps(times: int) -> list[tuple[str, float]]:
    """What is imported so far, and the MiB of anonymous memory: the median of so many."""
    found: list[tuple[str, float]] = []
    so_far: list[str] = []
    for what, names in STEPS:
        so_far += names
        found.append((what, median(_anonymous(so_far) for _ in range(times))))
    return found


def _anonymous(names: list[str]) -> float:
    words = (sys.executable, "-P", "-c", PROGRAM, *names)
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, env={"PATH": os.defpath}) as process:
        assert process.stdout is not None
        process.stdout.readline()
        held = memory(process.pid).anonymous
        process.kill()
    return held
