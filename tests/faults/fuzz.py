"""Nonsense for everything that reads what somebody else has written, for as long as one likes.

Where atheris is installed it leads Hypothesis by what of breakd has been reached; else chance does.
A reader that takes longer than `HANGS_S` fails.
"""

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings

from tests.faults.fuzz_inputs import INPUTS

HANGS_S = 10


def run(names: Sequence[str], *, minutes: float, seed: int) -> int:
    """Each of them (all by default) in a process of its own; 0 if nothing was found."""
    status = 0
    for name in names or INPUTS:
        words = [sys.executable, "-m", __name__, name, str(minutes), str(seed)]
        status |= subprocess.run(words, check=False).returncode != 0
    return status


def _one(name: str, minutes: float, number: int) -> None:
    logging.disable()
    try:
        import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        test: Any = INPUTS[name]()
        tried = _by_chance(test, minutes, number)
        print(f"{name}: {tried} examples in {minutes:g} min, by Hypothesis", flush=True)
        return
    print(f"{name}: {minutes:g} min, by Hypothesis led by atheris", flush=True)
    limits = (f"-max_total_time={minutes * 60:.0f}", f"-timeout={HANGS_S}")
    with atheris.instrument_imports(include=["breakd"]):
        test = INPUTS[name]()
    atheris.Setup([name, *limits, f"-seed={number}"], test.hypothesis.fuzz_one_input)
    atheris.Fuzz()


def _by_chance(test: Any, minutes: float, number: int) -> int:
    end, tried = time.monotonic() + minutes * 60, 0
    inner = test.hypothesis.inner_test

    def timed(*values: object, **named: object) -> None:
        nonlocal tried
        if time.monotonic() < end:
            tried += 1
            signal.alarm(HANGS_S)
            inner(*values, **named)
            signal.alarm(0)

    test.hypothesis.inner_test = timed
    test = settings(
        max_examples=500,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )(test)
    while time.monotonic() < end:
        number += 1
        seed(number)(test)()
    return tried


if __name__ == "__main__":
    _one(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
