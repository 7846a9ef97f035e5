"""Which test of the core runs which of its lines, and how long it takes: recorded once."""

import json
import os
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from tests.faults.mutants.changes import CORE, Mutant
from tests.faults.mutants.trial import ROOT, in_a_child, run_pytest, try_less_hard

# The core's own tests, and one that knows the defaults.
TESTS = ("tests/core", "tests/config/test_config_example.py")
# Too long to be asked about each mutant.
TOO_LONG = ("test_a_year_of_working_days", "test_nothing_is_offered_that_is_not_allowed")
ENOUGH = 200  # calls of one function in one test: the rest of them is not watched
KEPT = ROOT / "build" / "mutants" / "reach.json"


@dataclass(frozen=True)
class Reach:
    """By test: the seconds it takes while it is watched, and by module the lines it runs."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, frozenset[int]]]

    def tests_of(self, mutant: Mutant) -> list[str]:
        """Those that may notice it: any, if it shows as soon as the module is imported."""
        changed = range(mutant.first, mutant.last + 1)
        return [
            test
            for test, ran in self.lines.items()
            if mutant.at_import or not ran.get(mutant.module, frozenset()).isdisjoint(changed)
        ]


def reach() -> Reach:
    """As recorded, now or when neither the core nor its tests were other than now."""
    files = [f for top in (CORE, *(ROOT / t for t in TESTS)) for f in (top, *top.rglob("*.py"))]
    texts = [f.read_bytes() for f in sorted(set(files)) if f.is_file()]
    stamp = zlib.crc32(b"".join(texts))
    if not KEPT.exists() or json.loads(KEPT.read_bytes())["stamp"] != stamp:
        print("running the tests once, to see which lines each of them runs", flush=True)
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        if os.waitstatus_to_exitcode(os.waitpid(in_a_child(lambda: _record(stamp)), 0)[1]):
            raise SystemExit("the core's tests fail as it is")
    return _read(KEPT)


def _record(stamp: int) -> int:
    watch = _Watch()
    status = run_pytest(list(TESTS), watch)
    data = {"stamp": stamp, "seconds": watch.seconds, "lines": watch.lines}
    if status == 0:
        KEPT.write_text(json.dumps(data, default=sorted))
    return status


def _read(file: Path) -> Reach:
    data = json.loads(file.read_bytes())
    lines = {
        test: {module: frozenset(numbers) for module, numbers in by_module.items()}
        for test, by_module in data["lines"].items()
    }
    return Reach(data["seconds"], lines)


class _Watch:
    """Sees the lines of the core that each test runs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.lines: dict[str, dict[str, set[int]]] = {}
        self._now: dict[str, set[int]] = {}
        self._calls = Counter[CodeType]()
        self._core = f"{CORE}{os.sep}"

    def pytest_collection(self) -> None:
        try_less_hard()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.name not in TOO_LONG]

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self._now = self.lines[item.nodeid] = {}
        self._calls.clear()
        begun = time.process_time()
        sys.settrace(self._called)
        try:
            yield
        finally:
            sys.settrace(None)
            self.seconds[item.nodeid] = time.process_time() - begun

    def _called(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        code = frame.f_code
        path = code.co_filename
        if not path.startswith(self._core) or self._calls[code] >= ENOUGH:
            return None
        self._calls[code] += 1
        seen = self._now.setdefault(Path(path).stem, set())
        seen.add(frame.f_lineno)

        def line(frame: FrameType, event: str, _: Any) -> Any:
            if event == "line":
                seen.add(frame.f_lineno)
            return line

        return line
