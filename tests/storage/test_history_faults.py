"""The history on full, read-only and damaged disks: the daemon runs on and loses nothing."""

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from history_entries import NOON, entry

from breakd.storage import history as module
from breakd.storage.history import History
from breakd.storage.migrations import APPLICATION_ID
from breakd.storage.reader import HistoryError, reading

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "breakd" / "history.sqlite3"


def cycles(path: Path) -> list[int]:
    with reading(path) as reader:
        return [e.cycle for e in reader.everything()]


def filled(path: Path, count: int = 200) -> None:
    history = History(path, "lineage-1")
    for n in range(count):
        history.add(entry("prompt", cycle=n, utc=NOON + n, stretch="chin-tuck"))
    history.close()
    assert history.problem is None


# --- damaged -------------------------------------------------------------------------------------


def a_text(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, today I stretched.\n" * 100)


def cut_short(path: Path) -> None:
    filled(path)
    os.truncate(path, path.stat().st_size // 2)


def cut_within_a_page(path: Path) -> None:
    filled(path)
    os.truncate(path, path.stat().st_size - 1000)


def scribbled_over(path: Path) -> None:
    filled(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 8000)


def a_folder(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "keepsake").write_text("mine")


def of_another_program(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (address TEXT)")
        connection.execute("INSERT INTO bookmarks VALUES ('https://example.org')")
    connection.close()


def without_its_table(path: Path) -> None:
    filled(path)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE entries")
    connection.close()


DAMAGE = [
    a_text,
    cut_short,
    cut_within_a_page,
    scribbled_over,
    a_folder,
    of_another_program,
    without_its_table,
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_set_aside_whole_and_a_new_one_begun(
    damage: Callable[[Path], None], path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damage(path)
    before = None if path.is_dir() else path.read_bytes()

    history = History(path, "lineage-2")
    history.today(NOON, 3600)
    for cycle in (1, 2):
        history.add(entry(cycle=cycle))
    assert cycles(path) == [1, 2]
    assert history.today(NOON, 3600).done == 2
    history.close()

    [said] = [r.getMessage() for r in caplog.records]
    assert history.problem == said
    assert "history.sqlite3.bad-1" in said
    aside = path.with_name("history.sqlite3.bad-1")
    assert aside.is_dir() if before is None else aside.read_bytes() == before


@pytest.mark.parametrize("damage", [d for d in DAMAGE if d is not cut_within_a_page])
def test_reading_a_damaged_file_ends_in_one_sentence_and_changes_nothing(
    damage: Callable[[Path], None], path: Path
) -> None:
    damage(path)
    names = sorted(p.name for p in path.parent.iterdir())
    with pytest.raises(HistoryError, match=r"not a sound breakd history"):
        cycles(path)
    assert sorted(p.name for p in path.parent.iterdir())[: len(names)] == names


def test_a_file_damaged_while_open_is_set_aside_with_its_log(path: Path) -> None:
    history = History(path, "lineage-1")
    history.add(entry(cycle=1))
    with path.open("r+b") as file:
        file.write(b"This is no database any more. " * 100)
    with path.with_name(path.name + "-wal").open("r+b") as file:
        file.truncate(0)
    history.close()
    history.add(entry(cycle=2))
    history.add(entry(cycle=3))
    history.close()
    assert cycles(path) == [2, 3]
    assert path.with_name("history.sqlite3.bad-1").exists()


def test_its_log_goes_along_with_a_damaged_file_that_another_program_has_open(path: Path) -> None:
    filled(path)
    with reading(path) as reader:
        rows = reader.everything()
        next(rows)
        with path.open("r+b") as file:
            file.write(b"This is no database any more. " * 100)
        log = path.with_name(path.name + "-wal")
        log.write_bytes(b"what only the log knows")
        history = History(path, "lineage-2")
        history.add(entry(cycle=1))
        assert path.with_name("history.sqlite3.bad-1-wal").read_bytes() == (
            b"what only the log knows"
        )
    history.add(entry(cycle=2))
    assert cycles(path) == [1, 2]
    history.close()
    assert cycles(path) == [1, 2]


def test_a_second_damaged_file_does_not_take_the_place_of_the_first(path: Path) -> None:
    path.parent.mkdir()
    for n in (1, 2, 3):
        path.write_text(f"junk {n}" * 200)
        history = History(path, "lineage")
        history.add(entry())
        history.close()
    for n in (1, 2, 3):
        assert path.with_name(f"{path.name}.bad-{n}").read_text().startswith(f"junk {n}")


@pytest.mark.parametrize("left", [0, 10, 33, 4000, 9000])
def test_a_log_cut_short_costs_the_last_rows_and_no_more(path: Path, left: int) -> None:
    history = History(path, "lineage-1")
    for cycle in range(5):
        history.add(entry(cycle=cycle, utc=NOON + cycle))
    copy = path.parent.parent / "copy" / path.name  # as a power cut would leave it
    shutil.copytree(path.parent, copy.parent)
    copy.with_name(copy.name + "-shm").unlink()
    os.truncate(copy.with_name(copy.name + "-wal"), left)

    after = History(copy, "lineage-1")
    after.add(entry(cycle=99, utc=NOON + 99))
    after.close()
    history.close()
    *kept, last = cycles(copy)
    assert last == 99
    assert kept == list(range(len(kept)))


# --- not to be written now -----------------------------------------------------------------------


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
    assert history.ended(1)
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
    from history_entries import NOON, entry
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
    from history_entries import NOON, entry
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


# --- killed --------------------------------------------------------------------------------------

WRITER = """
    import sys
    from pathlib import Path
    from history_entries import NOON, entry
    from breakd.storage.history import History

    history = History(Path(sys.argv[1]), "lineage-1")
    cycle = int(sys.argv[2])
    while True:
        cycle += 1
        utc = NOON + float(sys.argv[3]) + cycle
        history.add(entry("prompt", cycle=cycle, utc=utc - 0.5))
        history.add(entry("done", cycle=cycle, utc=utc))
        assert not history.waiting, history.problem
        print(cycle, flush=True)
"""


def test_killed_at_any_moment_it_keeps_what_it_took_and_counts_nothing_twice(path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    acknowledged = 0
    for n in range(30):
        # Each start goes back a little, as it would with a snapshot older than the history.
        start = max(0, acknowledged - 2)
        arguments = [sys.executable, "-c", textwrap.dedent(WRITER), str(path), str(start), str(n)]
        with subprocess.Popen(arguments, env=env, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in range(1 + 7 * n % 60):
                assert writer.stdout.readline(), "the writer stopped by itself"
            writer.kill()
            rest = [int(line) for line in writer.stdout.read().split(b"\n")[:-1]]
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
        with reading(path) as reader:
            done = [e.cycle for e in reader.everything() if e.what == "done"]
        acknowledged = max([start + 1 + 7 * n % 60, *rest])
        assert sorted(done) == list(range(1, len(done) + 1)), "lost, or counted twice"
        assert len(done) in (acknowledged, acknowledged + 1)
    assert not list(path.parent.glob("*.bad-*"))


def test_a_file_with_our_mark_and_nothing_in_it_is_not_ours(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    history = History(path, "lineage")
    history.add(entry())
    assert cycles(path) == [1]
    history.close()
