"""A day of a person's life with the real daemon: every prompt comes when it should.

`make timing` lives a month, and docs/reliability.md has what came of it.
"""

import os
import shutil
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.clockshim.clocks import compiled
from tests.timing.month import live

pytestmark = pytest.mark.desk


def test_a_day_with_all_that_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux" or shutil.which("cc") is None:
        pytest.skip("time can be conducted only on Linux, with a C compiler")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "set when the desktop is there")
    built = (compiled("shim", tmp_path), compiled("waits", tmp_path))
    lived = live(1, 1, datetime(2026, 10, 19, 8, 15), built)  # noqa: DTZ001 - in its own zone
    assert lived.verdict.wrong == []
    happened = {fact.what for fact in lived.facts}
    assert happened >= {"input", "lock", "slept", "prompt", "answer", "withdrawn"}
    assert lived.prompts >= 10
    assert "Traceback" not in lived.log
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] != ""
