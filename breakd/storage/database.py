"""Opening the history's SQLite file, and what its errors mean.  `sqlite3` is imported by the
first call only: the tray icon must not wait for it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from breakd.storage.migrations import NotOursError, migrate, version

if TYPE_CHECKING:
    from sqlite3 import Connection

COMPANIONS = ("-wal", "-shm", "-journal")
_CORRUPT, _NOT_A_DATABASE, _CANNOT_OPEN, _READ_ONLY = 11, 26, 14, 8  # SQLite's result codes


def open_to_write(path: Path, *, patience: float) -> Connection:
    """The file, made (0600) or brought up to date where needed; `patience` is how many seconds
    to wait while another process writes.  Raises OSError, sqlite3.Error, NotOursError,
    NewerError, and ImportError where Python has no SQLite."""
    import sqlite3

    _make(path)
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        connection.execute("PRAGMA cache_size = -256")  # KiB: rows are few and small
        version(connection)  # a stranger's file is not to be touched, not even its journal mode
        _make_private(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 100")
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_to_read(path: Path) -> Connection:
    """The file as it is, or an empty history where there is none.  Raises as above."""
    import sqlite3

    if not path.exists():
        connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(connection)
        return connection
    plain_file(path)
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=2.0, isolation_level=None)
    try:
        try:
            found = version(connection)
        except sqlite3.OperationalError as error:
            if result_code(error) not in (_CANNOT_OPEN, _READ_ONLY):
                raise
            # The file system is read-only: nobody writes, so none of SQLite's locks is needed.
            connection.close()
            connection = sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)
            found = version(connection)
        if found == 0:
            connection.close()
            connection = sqlite3.connect(":memory:", isolation_level=None)
            migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def result_code(error: BaseException) -> int | None:
    """SQLite's primary result code, None if the error is not from SQLite itself."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def is_beyond_use(error: BaseException) -> bool:
    """Whether the file itself is bad, so that trying again cannot help."""
    return isinstance(error, NotOursError) or result_code(error) in (_CORRUPT, _NOT_A_DATABASE)


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another one put in its place; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def plain_file(path: Path) -> None:
    """Raise NotOursError if a folder, pipe or device lies there."""
    if path.exists() and not path.is_file():
        raise NotOursError


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    plain_file(path)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _make_private(path: Path) -> None:
    """A copy put back by hand is often open to others."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        with contextlib.suppress(OSError):
            path.chmod(0o600)
