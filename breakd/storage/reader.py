"""Reading the history from any process, whether or not the daemon runs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator
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
        self._queries: list[Generator[Entry, None, None]] = []

    def day(self, day: date) -> Iterator[Entry]:
        """The rows of one day."""
        return self.between(day, day)

    def between(self, first: date, last: date) -> Iterator[Entry]:
        """The rows of these days, both included."""
        return self._begun(rows.between(self._connection, first, last))

    def since(self, utc: float) -> Iterator[Entry]:
        """The rows from this instant (POSIX seconds) on, by time."""
        return self._begun(rows.since(self._connection, utc))

    def everything(self) -> Iterator[Entry]:
        """All rows, as they were added."""
        return self._begun(rows.everything(self._connection))

    def recent_picks(self, most: int = 50) -> list[Entry]:
        """The outcomes of the last cycles that had a stretch, newest first."""
        return rows.recent_picks(self._connection, most)

    def close(self) -> None:
        """End the queries too: one half read would keep the file in use."""
        for query in self._queries:
            query.close()
        self._connection.close()

    def _begun(self, query: Generator[Entry, None, None]) -> Generator[Entry, None, None]:
        self._queries.append(query)
        return query


@contextlib.contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """The history at `path`, opened for reading only; an empty one if there is none.  Raises
    HistoryError, on opening and from the queries within the block."""
    reader = Reader(opened(path, open_to_read))
    import sqlite3

    try:
        yield reader
    except sqlite3.Error as error:
        raise HistoryError(_sentence(path, error)) from error
    finally:
        reader.close()


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
