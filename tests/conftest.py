"""What tests of several parts share."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.clockshim.clocks import Clocks, compiled

pytest_plugins = ["tests.left_out", "tests.order", "tests.short_paths"]


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
