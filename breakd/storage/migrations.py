"""The history's tables, and how an older file becomes a current one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

APPLICATION_ID = 0x62726B64  # "brkd": tells our files from other programs' databases

Step = tuple[str, ...]

# One step per version, never changed once released.  Indexes: a day's rows; rows since an
# instant, of which the same one never counts twice when a write whose fate was unknown is
# repeated; and the one outcome of a cycle.
STEPS: tuple[Step, ...] = (
    (
        """CREATE TABLE entries (
            id INTEGER PRIMARY KEY,
            lineage TEXT NOT NULL,
            cycle INTEGER NOT NULL,
            what TEXT NOT NULL,
            break TEXT NOT NULL,
            stretch TEXT NOT NULL,
            area TEXT NOT NULL,
            utc REAL NOT NULL CHECK (utc BETWEEN 0 AND 253402214400),
            offset INTEGER NOT NULL CHECK (abs(offset) < 86400),
            zone TEXT NOT NULL,
            day TEXT NOT NULL,
            voluntary INTEGER NOT NULL,
            seconds REAL
        )""",
        "CREATE INDEX by_day ON entries (day)",
        "CREATE UNIQUE INDEX by_time ON entries (utc, lineage, cycle, what)",
        """CREATE UNIQUE INDEX one_outcome ON entries (lineage, cycle)
            WHERE what NOT IN ('prompt', 'snoozed')""",
        f"PRAGMA application_id = {APPLICATION_ID}",
    ),
)


class NotOursError(Exception):
    """The file is a database, but not a history of breakd's, or an incomplete one."""


class NewerError(Exception):
    """The file was written by a later version of breakd."""


def version(connection: Connection, steps: Sequence[Step] = STEPS) -> int:
    """The version of the file's tables, 0 if it is empty.  Raises NotOursError or NewerError."""
    found = _pragma(connection, "user_version")
    if _pragma(connection, "application_id") != APPLICATION_ID:
        if found or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise NotOursError
        return 0
    if found > len(steps):
        raise NewerError
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not {"entries", "by_day", "by_time", "one_outcome"} <= names:
        raise NotOursError
    return found


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file to the current version, entirely or not at all.

    The connection is in autocommit mode.  Raises what `version` does, and sqlite3.Error."""
    if version(connection, steps) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[version(connection, steps) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
