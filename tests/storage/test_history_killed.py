"""Killed at any moment, the history keeps what it took."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

from breakd.storage.reader import reading

WRITER = """
    import sys
    from pathlib import Path
    from tests.storage.history_entries import NOON, entry
    from breakd.storage.history import History

    history = History(Path(sys.argv[1]), "lineage-1")
    cycle = int(sys.argv[2])
    while True:
        cycle += 1
        utc = NOON + float(sys.argv[3]) + cycle
        history.add(entry("prompt", cycle=cycle, utc=utc - 0.5))
        history.add(entry("done", cycle=cycle, utc=utc))
        assert not history.waiting, history.problem
        print(cycle, flush=True)
"""


def test_killed_at_any_moment_it_keeps_what_it_took_and_counts_nothing_twice(
    tmp_path: Path,
) -> None:
    path = tmp_path / "breakd" / "history.sqlite3"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    acknowledged = 0
    for n in range(30):
        # Each start goes back a little, as it would with a snapshot older than the history.
        start = max(0, acknowledged - 2)
        arguments = [sys.executable, "-c", textwrap.dedent(WRITER), str(path), str(start), str(n)]
        with subprocess.Popen(arguments, env=env, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in range(1 + 7 * n % 60):
                assert writer.stdout.readline(), "the writer stopped by itself"
            writer.kill()
            rest = [int(line) for line in writer.stdout.read().split(b"\n")[:-1]]
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
        with reading(path) as reader:
            done = [e.cycle for e in reader.everything() if e.what == "done"]
        acknowledged = max([start + 1 + 7 * n % 60, *rest])
        assert sorted(done) == list(range(1, len(done) + 1)), "lost, or counted twice"
        assert len(done) in (acknowledged, acknowledged + 1)
    assert not list(path.parent.glob("*.bad-*"))
