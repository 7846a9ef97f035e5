"""The mutation run itself: what it changes, what it leaves alone, and that it sees tests fail."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.mutants.changes import all_modules, mutants, source

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("f = a < b", ["a < b  ->  a <= b"]),
        (
            "f = 0 < a <= b",
            ["0 < a <= b  ->  0 <= a <= b", "0 < a <= b  ->  0 < a < b", "0  ->  1"],
        ),
        ("if a == b:\n    c()", ["c()  ->  left out", "a == b  ->  a != b"]),
        ("if a:\n    b = 1.5", ["a  ->  not a", "1.5  ->  2.5"]),
        ("turn.set(a=b)", ["turn.set(a=b)  ->  left out", "turn.set(a=b)  ->  turn.set()"]),
        ("a = max(b, c)", ["max(b, c)  ->  min(b, c)"]),
    ],
)
def test_what_is_changed(text: str, made: list[str]) -> None:
    assert [mutant.what for mutant in mutants("any", text)] == made


@pytest.mark.parametrize(
    "text",
    [
        "# if a < 1: b()",
        '"""If a < 1, b()."""',
        "def f(a: int | None) -> dict[int, 1]: ...",
        "@dataclass(frozen=True, slots=True)\nclass A: ...",
        "Either = A | B | C",
        "assert a is not None",
        "if TYPE_CHECKING:\n    from a import b",
    ],
)
def test_what_no_test_could_notice_is_left_alone(text: str) -> None:
    assert mutants("any", text) == []


def test_every_module_of_the_core_has_its_mutants() -> None:
    assert sum(len(mutants(module, source(module))) for module in all_modules()) > 1000


TRIED = """
import os, sys
from tests.faults.mutants.changes import mutants, source
from tests.faults.mutants.trial import Collected, freshly, run_pytest

tests = ["tests/core/test_stretch.py::test_a_breath_takes_five_seconds"]
seconds = dict.fromkeys(tests, 1.0)
wanted = {
    "5.0  ->  6.0",
    "10.0  ->  11.0",
    "sides * self.sets * self.breaths  ->  sides * self.sets / self.breaths",
    "full.hold >= SHORT_HOLD_S  ->  full.hold > SHORT_HOLD_S",
}
chosen = [m for m in mutants("stretch", source("stretch")) if m.what in wanted]

def tell(start, some):
    for mutant in [None, *some]:
        trial = start(mutant, tests)
        by = trial.noticed_by(os.waitpid(trial.child, 0)[1])
        print("tried", mutant and mutant.what, by, sep=" | ", flush=True)

tell(freshly(seconds), [m for m in chosen if m.at_import])
later = [m for m in chosen if not m.at_import]
run_pytest(["tests/core/test_stretch.py"], Collected(seconds, lambda start: tell(start, later)))
"""


def test_what_the_tests_notice_is_told_from_what_they_do_not() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRIED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    by = "tests/core/test_stretch.py::test_a_breath_takes_five_seconds"
    rows = [line.split(" | ")[1:] for line in done.stdout.splitlines() if line.startswith("tried")]
    assert rows == [
        ["None", "None"],
        ["5.0  ->  6.0", by],
        ["10.0  ->  11.0", "None"],
        ["None", "None"],
        ["sides * self.sets * self.breaths  ->  sides * self.sets / self.breaths", by],
        ["full.hold >= SHORT_HOLD_S  ->  full.hold > SHORT_HOLD_S", "None"],
    ]
