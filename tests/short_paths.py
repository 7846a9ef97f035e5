"""`tmp_path` is a short one, whichever way pytest is called: the path of a socket has to fit into
108 bytes (104 on macOS), and pytest's own folder, with xdist's in it, leaves too few of them.
"""

import secrets
import shutil
import tempfile
from pathlib import Path

import pytest

_ROOT = Path("/tmp") if Path("/tmp").is_dir() else Path(tempfile.gettempdir())
_ours = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Before pytest decides where its folders are; what --basetemp says goes first.  pytest makes
    it, for itself alone, when a test asks for a folder."""
    if config.option.basetemp is None:
        config.stash[_ours] = _ROOT / f"b-{secrets.token_hex(5)}"
        config.option.basetemp = str(config.stash[_ours])


def pytest_unconfigure(config: pytest.Config) -> None:
    """It goes with the run."""
    if folder := config.stash.get(_ours, None):
        shutil.rmtree(folder, ignore_errors=True)
