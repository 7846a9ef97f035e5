"""Nonsense for everything that reads what somebody else has written, for as long as one likes.

Where atheris is installed it leads Hypothesis by what of breakd has been reached; else chance does.
A reader that takes longer than `HANGS_S` fails.
"""

import logging
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings

INPUTS = ("config", "pack", "pose", "snapshot", "socket", "replies")  # modules beside this one
HANGS_S = 10
FIRST = 50  # inputs to begin with
LONGEST = 4096  # bytes that an input is made of


def run(names: Sequence[str], *, minutes: float, seed: int) -> int:
    """Each of them (all by default) in a process of its own; 0 if nothing was found."""
    status = 0
    for name in names or INPUTS:
        words = [sys.executable, "-m", __name__, name, str(minutes), str(seed)]
        status |= subprocess.run(words, check=False).returncode != 0
    return status


def _one(name: str, minutes: float, number: int) -> None:
    logging.lastResort = None
    module = f"tests.faults.fuzz.{name}"
    try:
        import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        tried = _by_chance(import_module(module).reads, minutes, number)
        print(f"{name}: {tried} inputs in {minutes:g} min, by Hypothesis", flush=True)
        return
    print(f"{name}: {minutes:g} min, by Hypothesis led by atheris", flush=True)
    with atheris.instrument_imports(include=["breakd"]):
        test: Any = import_module(module).reads
    with tempfile.TemporaryDirectory(prefix="breakd-fuzz-") as folder:
        # Without long ones to begin with, it would take long until one sufficed for a whole file.
        chance = random.Random(number)
        for first in range(FIRST):
            (Path(folder) / str(first)).write_bytes(chance.randbytes(LONGEST))
        limits = (
            f"-max_total_time={minutes * 60:.0f}",
            f"-timeout={HANGS_S}",
            f"-seed={number}",
            f"-max_len={LONGEST}",
            "-len_control=0",
        )
        atheris.Setup([name, *limits, folder], test.hypothesis.fuzz_one_input)
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
        max_examples=20,
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
