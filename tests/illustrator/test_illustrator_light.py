"""The daemon draws nothing itself."""

import subprocess
import sys

from tests.patience import PATIENCE_S

IMPORTS = """
import sys
import breakd.daemon.parts
heavy = {"PIL", "tkinter", "hashlib", "breakd.figure.cache", "breakd.figure.themes"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""


def test_it_imports_nothing_that_draws() -> None:
    subprocess.run([sys.executable, "-c", IMPORTS], check=True, timeout=PATIENCE_S)
