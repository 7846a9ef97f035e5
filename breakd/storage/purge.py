"""Deleting from the history for good, from any process, whether or not the daemon runs."""

from __future__ import annotations

import contextlib
import math
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from breakd.storage.aside import set_asides
from breakd.storage.database import open_to_write
from breakd.storage.health import reason
from breakd.storage.reader import HistoryError, opened
from breakd.text import storage as text

if TYPE_CHECKING:
    from sqlite3 import Connection

PATIENCE_S = 5.0  # for the daemon's lock


def purge(path: Path, before: float | None = None) -> int:
    """Delete the rows from before an instant (POSIX seconds), or all of them and with them the
    damaged files that were set aside; how many rows went.  Their bytes are overwritten and the
    file shrinks.  Raises HistoryError if not everything is gone."""
    if before is None:
        _remove(path, set_asides(path))
    if not path.exists():
        return 0
    connection = opened(path, partial(open_to_write, patience=PATIENCE_S))
    import sqlite3

    try:
        return _delete(connection, path, math.inf if before is None else before)
    except sqlite3.Error as error:
        raise HistoryError(text.history_not_purged(path, reason(error))) from error
    finally:
        connection.close()


def _delete(connection: Connection, path: Path, before: float) -> int:
    connection.execute("PRAGMA secure_delete = ON")
    gone = connection.execute("DELETE FROM entries WHERE utc < ?", (before,)).rowcount
    connection.execute("VACUUM")
    # The log holds copies of the old pages: fold it in and cut it to nothing.
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise HistoryError(text.history_not_purged(path, text.in_use()))
    return gone


def _remove(path: Path, files: list[Path]) -> None:
    try:
        for file in files:
            with contextlib.suppress(FileNotFoundError):
                file.unlink()
    except OSError as error:
        raise HistoryError(text.history_not_purged(path, reason(error))) from error
