"""`tmp_path` is a short one, whichever way pytest is called: the path of a socket has to fit into
108 bytes (104 on macOS), and pytest's own folder, with xdist's in it, leaves too few of them.
"""

import shutil
import tempfile
from pathlib import Path

import pytest

_ROOT = "/tmp" if Path("/tmp").is_dir() else None
_made = pytest.StashKey[str]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Before pytest decides where its folders are; what --basetemp says goes first."""
    if config.option.basetemp is None:
        config.stash[_made] = config.option.basetemp = tempfile.mkdtemp(prefix="b-", dir=_ROOT)


def pytest_unconfigure(config: pytest.Config) -> None:
    """It goes with the run."""
    if folder := config.stash.get(_made, None):
        shutil.rmtree(folder, ignore_errors=True)
