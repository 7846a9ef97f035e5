"""Reading the history from any process, whether or not the daemon runs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from breakd.core.stats import Entry
from breakd.storage import rows
from breakd.storage.database import is_beyond_use, open_to_read
from breakd.storage.health import reason
from breakd.storage.migrations import NewerError, NotOursError
from breakd.text import storage as text

if TYPE_CHECKING:
    from sqlite3 import Connection


class HistoryError(Exception):
    """The history cannot be read, or not be purged; the message is the sentence to show."""


class Reader:
    """Queries on an open history.  Rows come one by one: a long history is never held whole."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def day(self, day: date) -> Iterator[Entry]:
        """The rows of one day."""
        return rows.between(self._connection, day, day)

    def between(self, first: date, last: date) -> Iterator[Entry]:
        """The rows of these days, both included."""
        return rows.between(self._connection, first, last)

    def since(self, utc: float) -> Iterator[Entry]:
        """The rows from this instant (POSIX seconds) on, by time."""
        return rows.since(self._connection, utc)

    def everything(self) -> Iterator[Entry]:
        """All rows, as they were added."""
        return rows.everything(self._connection)

    def recent_picks(self, most: int = 50) -> list[Entry]:
        """The outcomes of the last cycles that had a stretch, newest first."""
        return rows.recent_picks(self._connection, most)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """The history at `path`, opened for reading only; an empty one if there is none.  Raises
    HistoryError, on opening and from the queries within the block."""
    connection = opened(path, open_to_read)
    import sqlite3

    try:
        yield Reader(connection)
    except sqlite3.Error as error:
        raise HistoryError(_sentence(path, error)) from error
    finally:
        connection.close()


def opened(path: Path, how: Callable[[Path], Connection]) -> Connection:
    """What `how` opens; HistoryError if it cannot."""
    try:
        import sqlite3
    except ImportError as error:
        raise HistoryError(text.history_unreadable(path, text.no_sqlite())) from error
    try:
        return how(path)
    except (sqlite3.Error, OSError, NewerError, NotOursError) as error:
        raise HistoryError(_sentence(path, error)) from error


def _sentence(path: Path, error: Exception) -> str:
    if isinstance(error, NewerError):
        return text.history_newer(path)
    if is_beyond_use(error):
        return text.history_damaged(path)
    return text.history_unreadable(path, reason(error))
