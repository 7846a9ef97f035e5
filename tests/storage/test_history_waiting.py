"""While the history cannot be written, rows wait in memory; nothing is lost or said twice."""

import logging
import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from breakd.storage import history as module
from breakd.storage.history import History
from breakd.storage.reader import HistoryError
from tests.storage.history_entries import NOON, cycles, entry, filled

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "breakd" / "history.sqlite3"


def newer(path: Path) -> None:
    filled(path, 1)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def test_a_newer_history_is_left_alone(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    newer(path)
    before = path.read_bytes()
    history = History(path, "lineage-2")
    for cycle in (1, 2, 3):
        history.add(entry(cycle=cycle))
    assert history.today(NOON, 3600).done == 3
    history.close()
    assert path.read_bytes() == before
    assert history.waiting == 3
    [said] = [r.getMessage() for r in caplog.records]
    assert "newer breakd" in said
    with pytest.raises(HistoryError, match="newer breakd"):
        cycles(path)


def test_the_rows_wait_while_another_process_writes(
    path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(module, "PATIENCE_S", 0.01)
    filled(path, 1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    history = History(path, "lineage-2")
    history.add(entry("prompt", cycle=1))
    history.add(entry("done", cycle=1))
    assert history.waiting == 2
    assert history.ended(1) == entry("done", cycle=1)
    assert history.today(NOON, 3600).done == 1
    assert len(caplog.records) == 1
    other.execute("ROLLBACK")
    other.close()
    assert history.flush()
    assert history.problem is None
    assert history.today(NOON, 3600).done == 1
    history.close()
    assert cycles(path) == [0, 1, 1]
    assert len(caplog.records) == 2


def test_memory_is_bounded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IN_MEMORY", 100)
    newer(path)
    history = History(path, "lineage-2")
    for cycle in range(150):
        history.add(entry(cycle=cycle))
    assert history.waiting == 100
    assert [e.cycle for e in history.recent_picks()] == []
    assert history.today(NOON, 3600).done == 100
    history.forget_waiting()
    assert history.today(NOON, 3600).done == 0


def run(script: str, *arguments: object, before: str = "") -> None:
    """Run Python after some shell commands; in a mount namespace of its own if there are any."""
    code = textwrap.dedent(script)
    python = [sys.executable, "-c", code, *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    if before:
        python = ["unshare", "--mount", "sh", "-ec", before + '\nexec "$@"', "sh", *python]
    done = subprocess.run(python, check=False, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


FILL_UP = """
    import os, resource, sys
    from pathlib import Path
    from tests.storage.history_entries import NOON, entry
    from breakd.storage.history import History

    path, how = Path(sys.argv[1]), sys.argv[2]
    history = History(path, "lineage-1")
    history.add(entry(cycle=1))
    assert history.problem is None, history.problem
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    ballast = path.with_name("ballast")

    def fill():
        if how == "limit":
            resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 10, unlimited[1]))
        else:
            try:
                with ballast.open("wb", buffering=0) as file:
                    while file.write(bytes(4096)):
                        pass
            except OSError:
                pass

    def make_room():
        if how == "limit":
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        else:
            ballast.unlink()

    fill()
    cycle = 1
    while not history.waiting:
        cycle += 1
        assert cycle < 1000, "it never filled up"
        history.add(entry(cycle=cycle, utc=NOON + cycle))
    for _ in range(50):
        cycle += 1
        history.add(entry(cycle=cycle, utc=NOON + cycle))
    assert history.waiting == 51, history.waiting
    assert str(path) in history.problem, history.problem
    assert history.today(NOON, 3600).done == cycle, history.today(NOON, 3600)
    make_room()
    assert history.flush()
    assert history.problem is None, history.problem
    assert history.today(NOON, 3600).done == cycle
    history.close()

    from breakd.storage.reader import reading
    with reading(path) as reader:
        assert [e.cycle for e in reader.everything()] == list(range(1, cycle + 1))
    assert not list(path.parent.glob("*.bad-*"))
"""


# A limit on the size of files stands in for the full disk where only root may mount one.
@pytest.mark.parametrize("how", ["limit", "disk"] if ROOT else ["limit"])
def test_rows_wait_in_memory_until_there_is_room_again(how: str, path: Path) -> None:
    path.parent.mkdir()
    disk = f"mount -t tmpfs -o size=192k tmpfs {path.parent}"
    run(FILL_UP, path, how, before=disk if how == "disk" else "")


READ_ONLY = """
    import sys
    from pathlib import Path
    from tests.storage.history_entries import NOON, entry
    from breakd.storage.history import History
    from breakd.storage.purge import purge
    from breakd.storage.reader import HistoryError, reading

    path, count = Path(sys.argv[1]), int(sys.argv[2])
    history = History(path, "lineage-2")
    for cycle in (1, 2):
        history.add(entry(cycle=cycle))
    assert history.waiting == 2
    assert str(path) in history.problem, history.problem
    assert history.today(NOON, 3600).done == 2
    history.close()
    with reading(path) as reader:
        assert len(list(reader.everything())) == count
    if count:
        try:
            purge(path)
        except HistoryError as error:
            assert str(path) in str(error)
        else:
            raise AssertionError("purged what cannot be written")
"""


@pytest.mark.parametrize("count", [0, 5])
def test_on_a_read_only_disk_it_runs_on_in_memory(path: Path, count: int) -> None:
    path.parent.mkdir()
    if count:
        filled(path, count)
    if ROOT:  # whom no permission stops
        folder = path.parent
        bind = f"mount --bind {folder} {folder}\nmount -o remount,ro,bind {folder}"
        run(READ_ONLY, path, count, before=bind)
        return
    if count:
        path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        run(READ_ONLY, path, count)
    finally:
        path.parent.chmod(0o700)
