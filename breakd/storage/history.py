"""The history: what was prompted, snoozed and how each cycle ended, in one SQLite file."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from breakd.core.stats import Day, Entry, day_of, today
from breakd.storage import rows
from breakd.storage.aside import set_aside
from breakd.storage.database import COMPANIONS, identity, is_beyond_use, open_to_write
from breakd.storage.health import Health, reason
from breakd.storage.migrations import NewerError, NotOursError
from breakd.text import storage as text

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")

IN_MEMORY = 10_000  # rows kept while the file cannot be written; the oldest go first
PATIENCE_S = 0.25  # for another process's lock: the event loop waits with us


class History:
    """The daemon's one writer of the history at `path`.  Never raises; opens the file when it is
    first needed.

    `lineage` is that of the snapshots: together with the cycle's number it names a cycle, of
    which a second outcome is not recorded.  A file that cannot be written now leaves the rows in
    memory until it can; one that is damaged or no history is set aside and a new one begun.
    """

    def __init__(self, path: Path, lineage: str) -> None:
        self._path = path
        self._lineage = lineage
        self._health = Health(path, "history")
        self._waiting: deque[Entry] = deque(maxlen=IN_MEMORY)
        self._connection: Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._today: tuple[int | None, Day] | None = None

    @property
    def problem(self) -> str | None:
        """The sentence to tell the user, None while all is well: why nothing can be written now,
        or else that a file was set aside."""
        return self._health.problem or self._health.notice

    @property
    def waiting(self) -> int:
        """Rows that are in memory only."""
        return len(self._waiting)

    def add(self, entry: Entry) -> None:
        """Add a row.  An outcome is on the disk when this returns, unless `waiting` grew."""
        self._waiting.append(entry)
        self._today = None
        self.flush()

    def flush(self) -> bool:
        """Write what waits in memory; whether nothing waits any more.  Costs nothing if nothing
        does: call it now and then, and before the end."""
        return not self._waiting or self._attempt(self._write_waiting) is not None

    def ended(self, cycle: int) -> Entry | None:
        """This cycle's outcome, if it has one already: after a crash between that and the snapshot
        that would have begun the next cycle."""
        waiting = (e for e in self._waiting if e.cycle == cycle and e.ends_cycle)
        found = next(waiting, None)
        return found or self._attempt(lambda c: rows.ended(c, self._lineage, cycle))

    def today(self, now_wall: float, offset: float) -> Day:
        """The counts of the day that now belongs to, where the clocks are `offset` seconds ahead
        of UTC.  Cached: cheap enough for every change of the tray."""
        date = day_of(now_wall, offset)
        version = self._attempt(_data_version)
        if self._today is None or self._today[0] != version or self._today[1].date != date:
            written = self._attempt(lambda c: list(rows.between(c, date, date))) or []
            self._today = (version, today([*written, *self._waiting], now_wall, offset))
        return self._today[1]

    def recent_picks(self, most: int = 50) -> list[Entry]:
        """The outcomes of the last cycles that had a stretch, newest first."""
        waiting = [e for e in reversed(self._waiting) if e.ends_cycle and e.stretch]
        written = self._attempt(lambda c: rows.recent_picks(c, most)) or []
        return [*waiting, *written][:most]

    def forget_waiting(self) -> None:
        """Drop what is in memory only: part of a purge."""
        self._waiting.clear()
        self._today = None

    def close(self) -> None:
        """Write what waits, and let go of the file; a later call opens it again."""
        self.flush()
        self._let_go()

    def _write_waiting(self, connection: Connection) -> bool:
        import sqlite3

        # A prompt that a power cut takes is no loss; an outcome is promised.
        lasting = any(entry.ends_cycle for entry in self._waiting)
        connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
        connection.execute("BEGIN IMMEDIATE")
        for entry in self._waiting:
            try:
                rows.insert(connection, self._lineage, entry)
            except (sqlite3.IntegrityError, OverflowError, ValueError):
                self._health.refuses(text.row_refused(entry.what))
        connection.execute("COMMIT")
        self._waiting.clear()
        self._health.works()
        return True

    def _attempt(self, act: Callable[[Connection], T]) -> T | None:
        """Do it with the open file, on a fresh one if the file turns out to be beyond use; None,
        with `problem` set, if it cannot be done now."""
        try:
            import sqlite3
        except ImportError:
            self._health.fails(text.history_unwritable(self._path, text.no_sqlite()))
            return None
        for _ in range(3):
            fresh = self._connection is None
            try:
                return act(self._open())
            except (sqlite3.Error, OSError, NewerError, NotOursError) as error:
                # Letting go folds SQLite's log into the file, which alone may make room enough.
                self._let_go()
                if fresh and not self._mended(error):
                    break
        return None

    def _open(self) -> Connection:
        if self._connection is not None and identity(self._path) != self._identity:
            self._let_go()  # somebody has removed the file, or put another in its place
        if self._connection is None:
            self._connection = open_to_write(self._path, patience=PATIENCE_S)
            self._identity = identity(self._path)
            self._today = None
        return self._connection

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _mended(self, error: Exception) -> bool:
        """Make way for a new file if this one is beyond use; otherwise say what is the matter."""
        if isinstance(error, NewerError):
            self._health.fails(text.history_newer(self._path))
        elif not is_beyond_use(error):
            self._health.fails(text.history_unwritable(self._path, reason(error)))
        else:
            try:
                aside = set_aside(self._path, COMPANIONS)
            except OSError:
                self._health.fails(text.history_damaged(self._path))
                return False
            self._health.notes(text.history_set_aside(self._path, aside))
            return True
        return False


def _data_version(connection: Connection) -> int:
    """Changes when another process has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
