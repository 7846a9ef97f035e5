"""The whole run: every mutant of the core meets the tests that may notice it.

Those come first that have noticed much already and are quick, and only so many as there is time
for.  What became of each mutant is kept, so that a run that was cut short, or whose survivors
were given a test or more time, can be taken up again.
"""

import json
import os
import random
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.faults.mutants.changes import Mutant, all_modules, mutants, source
from tests.faults.mutants.reach import TESTS, Reach, reach
from tests.faults.mutants.trial import (
    ROOT,
    Collected,
    Start,
    Trial,
    freshly,
    in_a_child,
    run_pytest,
)

GOAL = 0.95
RESULTS = ROOT / "build" / "mutants" / "results.jsonl"


@dataclass(frozen=True)
class Effort:
    """How hard to try: so many mutants side by side, so many seconds of tests for each of them,
    and so many minutes for all."""

    jobs: int = 2
    seconds: float = 10.0
    minutes: float = 240.0


def run(
    modules: Sequence[str], effort: Effort, *, share: float = 1.0, seed: int = 1, resume: bool
) -> int:
    """Print each survivor, and the killed share; 0 if it is at least 95 %."""
    found = [m for module in modules or all_modules() for m in mutants(module, source(module))]
    chosen = random.Random(seed).sample(found, round(len(found) * share))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    if not resume:
        RESULTS.unlink(missing_ok=True)
    noticed = _results()
    todo = [mutant for mutant in chosen if noticed.get(_key(mutant)) is None]
    print(f"{len(chosen)} of {len(found)} mutants, {len(todo)} to be tried", flush=True)
    _try(todo, reach(), effort)
    return _tell(chosen)


def _try(todo: Sequence[Mutant], reached: Reach, effort: Effort) -> None:
    end = time.monotonic() + effort.minutes * 60

    def later() -> int:
        plan = _Plan(reached, effort, end)
        some = [mutant for mutant in todo if not mutant.at_import]
        return run_pytest(
            TESTS, Collected(reached.seconds, lambda start: plan.carry_out(some, start))
        )

    os.waitpid(in_a_child(later, quiet=False), 0)
    plan = _Plan(reached, effort, end)
    plan.carry_out([mutant for mutant in todo if mutant.at_import], freshly(reached.seconds))


def _tell(chosen: Sequence[Mutant]) -> int:
    results = _results()
    tried = [mutant for mutant in chosen if _key(mutant) in results]
    survivors = [mutant for mutant in tried if results[_key(mutant)] is None]
    killed = len(tried) - len(survivors)
    print(*sorted(map(str, survivors)), sep="\n")
    print(f"killed {killed} of {len(tried)}: {killed / max(1, len(tried)):.1%}")
    return 0 if killed >= GOAL * len(tried) else 1


# --- what became of each -------------------------------------------------------------------------

_Key = tuple[str, int, int]


def _key(mutant: Mutant) -> _Key:
    """The mutant, as long as its module stays the same."""
    return mutant.module, zlib.crc32(source(mutant.module).encode()), mutant.number


def _results() -> dict[_Key, str | None]:
    """The test that noticed each mutant; None: none did."""
    rows = map(json.loads, RESULTS.read_text().splitlines() if RESULTS.exists() else [])
    return {(row[0], row[1], row[2]): row[4] for row in rows}


def _note(mutant: Mutant, by: str | None) -> None:
    if by is None:
        print(f"survived  {mutant}", flush=True)
    with RESULTS.open("a") as results:
        print(json.dumps([*_key(mutant), str(mutant), by]), file=results)


# --- in which order ------------------------------------------------------------------------------


class _Plan:
    """Which mutants meet which tests, some side by side."""

    def __init__(self, reached: Reach, effort: Effort, end: float) -> None:
        self._reach = reached
        self._effort = effort
        self._end = end
        self._noticed = Counter[str]()
        for (module, _, _), by in _results().items():
            self._learn(module, by)

    def carry_out(self, mutants: Sequence[Mutant], start: Start) -> None:
        """Try them all."""
        for n, (mutant, by) in enumerate(self._tried(mutants, start), 1):
            _note(mutant, by)
            self._learn(mutant.module, by)
            if n % 100 == 0:
                print(f"          {n} of {len(mutants)} tried", flush=True)

    def _learn(self, module: str, by: str | None) -> None:
        if by is not None:
            self._noticed.update((by, f"{module} {by}"))

    def _tests(self, mutant: Mutant) -> list[str]:
        """The best first, for as long as there is time."""
        chosen, total = list[str](), 0.0
        for test in sorted(self._reach.tests_of(mutant), key=lambda test: self._cost(mutant, test)):
            total += self._reach.seconds[test]
            if total <= self._effort.seconds or not chosen:
                chosen.append(test)
        return chosen

    def _cost(self, mutant: Mutant, test: str) -> float:
        module = mutant.module
        named_for_it = 20 * (f"test_{module}.py" in test)
        credit = 1 + self._noticed[test] + 5 * self._noticed[f"{module} {test}"] + named_for_it
        return (self._reach.seconds[test] + 0.01) / credit

    def _tried(self, todo: Sequence[Mutant], start: Start) -> Iterator[tuple[Mutant, str | None]]:
        """Each mutant, and the test that noticed it, in the order in which they are through."""
        waiting = list(reversed(todo))
        running: dict[int, tuple[Mutant, Trial]] = {}
        while running or (waiting and time.monotonic() < self._end):
            while waiting and len(running) < self._effort.jobs and time.monotonic() < self._end:
                mutant = waiting.pop()
                if tests := self._tests(mutant):
                    trial = start(mutant, tests)
                    running[trial.child] = (mutant, trial)
                else:
                    yield mutant, None
            if running:
                child, status = os.wait()
                mutant, trial = running.pop(child)
                yield mutant, trial.noticed_by(status)
