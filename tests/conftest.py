"""What tests of several parts share."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clocks import Clocks

pytest_plugins = ["tests.left_out"]


@pytest.fixture(scope="session")
def clock_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library to preload, compiled for this run."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("clocks can be shifted only on Linux, with a C compiler")
    source = Path(__file__).parent / "clockshim" / "shim.c"
    library = tmp_path_factory.mktemp("clockshim") / "shim.so"
    command = [compiler, "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    subprocess.run([*command, "-o", str(library), str(source)], check=True)
    return library


@pytest.fixture
def clocks(clock_library: Path, tmp_path: Path) -> Clocks:
    """Clocks of their own for the children that a test starts with `env=clocks.env`."""
    return Clocks(clock_library, tmp_path / "clocks")
