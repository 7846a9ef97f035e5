"""What the tests of the command line share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from breakd.__main__ import main
from tests.control.scripted import Scripted


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Directories of one's own for everything that breakd reads and writes."""
    for name in ("CONFIG_HOME", "STATE_HOME", "DATA_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        folder = tmp_path / name.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(f"XDG_{name}", str(folder))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def daemon(home: Path) -> Iterator[Scripted]:
    """A control server where the command line looks for it."""
    with Scripted(home / "runtime_dir" / "breakd") as scripted:
        yield scripted


Command = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def breakd(home: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line; gives its exit status, its output and what it complained."""

    def run(line: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(line.split())
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run
