"""What a breakd that was killed has left on the disk, looked at in a copy."""

import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from datetime import UTC
from pathlib import Path

from breakd.core.model import Outcome
from breakd.storage.snapshot import Saved, Snapshots

OUTCOMES = {outcome.value for outcome in Outcome}


def snapshot(file: Path) -> Saved:
    """The snapshot, which has to be whole."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copy(file, folder))
        reader = Snapshots(copied)
        saved = reader.read(UTC)
        assert saved is not None, reader.problem
        return saved


def outcomes(file: Path) -> Counter[str]:
    """How often each outcome is in the history, which has to be sound and to have one for each
    cycle at most."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copy(file, folder))
        log = file.with_name(file.name + "-wal")
        if log.exists():
            shutil.copy(log, folder)
        with closing(sqlite3.connect(copied)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return Counter()  # nothing has been written yet
            query = "SELECT what, lineage, cycle FROM entries"
            rows = [row for row in connection.execute(query) if row[0] in OUTCOMES]
    cycles = Counter((lineage, cycle) for _, lineage, cycle in rows)
    assert not [cycle for cycle, times in cycles.items() if times > 1], "two outcomes of one cycle"
    assert len({lineage for _, lineage, _ in rows}) <= 1, "the snapshot was lost"
    return Counter(what for what, _, _ in rows)
