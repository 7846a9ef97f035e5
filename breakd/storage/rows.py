"""The history's rows: written, and read back by day, by time, or all of them.

Every function works on an open connection to a current file, and lets sqlite3.Error through.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from typing import TYPE_CHECKING, Any

from breakd.core.stats import Entry

if TYPE_CHECKING:
    from sqlite3 import Connection

_COLUMNS = "what, utc, offset, zone, cycle, break, stretch, area, voluntary, seconds"
_ENDS = "what NOT IN ('prompt', 'snoozed')"  # as in the index, or it is not used


def insert(connection: Connection, lineage: str, entry: Entry) -> None:
    """Add a row, unless it is there already or its cycle has an outcome already."""
    connection.execute(
        f"INSERT INTO entries (lineage, day, {_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            lineage,
            entry.day.isoformat(),
            entry.what,
            float(entry.utc),
            entry.offset,
            entry.zone,
            entry.cycle,
            entry.break_name,
            entry.stretch,
            entry.area,
            int(entry.voluntary),
            None if entry.seconds is None else float(entry.seconds),
        ),
    )


def ended(connection: Connection, lineage: str, cycle: int) -> Entry | None:
    """This cycle's outcome."""
    found = _entries(connection, f"WHERE lineage = ? AND cycle = ? AND {_ENDS}", lineage, cycle)
    return next(found, None)


def between(connection: Connection, first: date, last: date) -> Generator[Entry, None, None]:
    """The rows of these days, both included."""
    days = (first.isoformat(), last.isoformat())
    return _entries(connection, "WHERE day BETWEEN ? AND ? ORDER BY day, id", *days)


def since(connection: Connection, utc: float) -> Generator[Entry, None, None]:
    """The rows from this instant on, by time."""
    return _entries(connection, "WHERE utc >= ? ORDER BY utc, id", utc)


def everything(connection: Connection) -> Generator[Entry, None, None]:
    """All rows, as they were added."""
    return _entries(connection, "ORDER BY id")


def recent_picks(connection: Connection, most: int) -> list[Entry]:
    """The outcomes of the last cycles that had a stretch, newest first."""
    found = _entries(connection, f"WHERE {_ENDS} AND stretch != '' ORDER BY id DESC LIMIT ?", most)
    return list(found)


def _entries(connection: Connection, rest: str, *values: object) -> Generator[Entry, None, None]:
    for row in connection.execute(f"SELECT {_COLUMNS} FROM entries {rest}", values):
        entry = _entry(row)
        if entry is not None:
            yield entry


def _entry(row: tuple[Any, ...]) -> Entry | None:
    """None for a row that somebody has tampered with: it has no place in time."""
    what, utc, offset, zone, cycle, break_name, stretch, area, voluntary, seconds = row
    entry = Entry(
        what, utc, offset, zone, cycle, break_name, stretch, area, bool(voluntary), seconds
    )
    try:
        entry.local, entry.day  # noqa: B018 - worked out for their errors
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return entry
