"""What tests of several parts share, and how hard Hypothesis tries: the same few examples every
time, or, with BREAKD_THOROUGH=1, many new ones; never against a clock, as machines are busy."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.clockshim.clocks import Clocks, compiled

pytest_plugins = ["tests.left_out", "tests.order", "tests.short_paths"]

slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "quick", deadline=None, derandomize=True, suppress_health_check=slow, print_blob=True
)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=3000,
    stateful_step_count=80,
    suppress_health_check=slow,
    print_blob=True,
)
settings.load_profile("thorough" if os.environ.get("BREAKD_THOROUGH") else "quick")


@pytest.fixture(scope="session")
def clock_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library to preload, compiled for this run."""
    if sys.platform != "linux" or shutil.which("cc") is None:
        pytest.skip("clocks can be shifted only on Linux, with a C compiler")
    return compiled("shim", tmp_path_factory.mktemp("clockshim"))


@pytest.fixture
def clocks(clock_library: Path, tmp_path: Path) -> Clocks:
    """Clocks of their own for the children that a test starts with `env=clocks.env`."""
    return Clocks(clock_library, tmp_path / "clocks")
