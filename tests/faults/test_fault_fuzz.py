"""A few of the thousands: see `fuzz/runner.py`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.fuzz.runner import INPUTS

A_SECOND = "0.02"


@pytest.mark.parametrize("name", INPUTS)
def test_nonsense_is_refused_or_lived_with(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.fuzz.runner", name, A_SECOND, "1"],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
