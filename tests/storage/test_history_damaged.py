"""A damaged history is set aside, whole, and a new one begun."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from breakd.storage.history import History
from breakd.storage.migrations import APPLICATION_ID
from breakd.storage.reader import HistoryError, reading
from tests.storage.history_entries import NOON, cycles, entry, filled


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "breakd" / "history.sqlite3"


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
