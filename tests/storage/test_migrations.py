"""An older history becomes a current one, entirely or not at all."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from breakd.storage.migrations import STEPS, NewerError, NotOursError, migrate, version

LATER = (*STEPS, ("ALTER TABLE entries ADD COLUMN mood TEXT NOT NULL DEFAULT 'good'",))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "h.sqlite3", isolation_level=None)
    yield connection
    connection.close()


def columns(connection: sqlite3.Connection) -> set[str]:
    return {row[1] for row in connection.execute("PRAGMA table_info(entries)")}


def test_each_step_is_taken_once(connection: sqlite3.Connection) -> None:
    assert version(connection) == 0
    for _ in range(2):
        migrate(connection)
        assert version(connection) == len(STEPS)
    assert "mood" not in columns(connection)
    for _ in range(2):
        migrate(connection, LATER)
        assert version(connection, LATER) == len(LATER)
    assert "mood" in columns(connection)


def test_rows_are_carried_over(connection: sqlite3.Connection) -> None:
    migrate(connection)
    connection.execute(
        "INSERT INTO entries (lineage, cycle, what, break, stretch, area, utc, offset, zone, day,"
        " voluntary) VALUES ('l', 1, 'done', 'stretch', '', '', 1.0, 0, 'UTC', '1970-01-01', 0)"
    )
    migrate(connection, LATER)
    assert connection.execute("SELECT what, mood FROM entries").fetchall() == [("done", "good")]


def test_a_step_that_fails_half_way_leaves_the_file_as_it_was(
    connection: sqlite3.Connection,
) -> None:
    migrate(connection)
    broken = (*LATER[:-1], (*LATER[-1], "CREATE TABLE entries (twice)"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, broken)
    assert version(connection) == len(STEPS)
    assert "mood" not in columns(connection)
    assert not connection.in_transaction


def test_a_later_version_is_not_touched(connection: sqlite3.Connection) -> None:
    migrate(connection, LATER)
    with pytest.raises(NewerError):
        migrate(connection)
    assert version(connection, LATER) == len(LATER)


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE bookmarks (address)"],
        ["PRAGMA user_version = 3"],
        ["PRAGMA user_version = 99", "CREATE TABLE entries (id)"],
    ],
)
def test_another_programs_file_is_not_touched(
    statements: list[str], connection: sqlite3.Connection
) -> None:
    for statement in statements:
        connection.execute(statement)
    with pytest.raises(NotOursError):
        migrate(connection)
