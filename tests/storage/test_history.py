"""The history while all is well."""

import datetime as dt
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from breakd.core.stats import Entry
from breakd.storage.history import History
from breakd.storage.purge import purge
from breakd.storage.reader import reading
from tests.storage.history_entries import DAY, NOON, entry

TODAY = dt.date(2026, 11, 26)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "breakd" / "history.sqlite3"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    history = History(path, "lineage-1")
    yield history
    history.close()


def everything(path: Path) -> list[Entry]:
    with reading(path) as reader:
        return list(reader.everything())


def test_rows_come_back_as_they_went_in(path: Path, history: History) -> None:
    rows = [
        replace(entry("prompt", stretch="chin-tuck"), zone="Asia/Kathmandu", offset=20_700),
        entry("snoozed", utc=NOON + 0.125),
        Entry("natural", NOON + 1, -12_600, "America/St_Johns", 1, "walk", "", "", True, 431.5),
    ]
    for row in rows:
        history.add(row)
    assert everything(path) == rows
    assert history.problem is None
    assert history.waiting == 0


def test_a_cycle_has_one_outcome(
    path: Path, history: History, caplog: pytest.LogCaptureFixture
) -> None:
    history.add(entry("prompt"))
    assert not history.ended(1)
    history.add(entry("done"))
    assert history.ended(1) == entry("done")
    history.close()
    # The snapshot was older than the history: the same cycle is played to its end again.
    again = History(path, "lineage-1")
    again.add(entry("prompt", utc=NOON + 60))
    again.add(entry("skipped", utc=NOON + 70))
    again.add(entry("done", cycle=2, utc=NOON + 80))
    again.close()
    assert [e.what for e in everything(path)] == ["prompt", "done", "prompt", "done"]
    assert not caplog.records


def test_cycles_that_start_again_from_one_are_other_cycles(path: Path, history: History) -> None:
    history.add(entry("done"))
    other = History(path, "lineage-2")
    assert not other.ended(1)
    other.add(entry("done", utc=NOON + 60))
    other.close()
    assert [e.what for e in everything(path)] == ["done", "done"]


def test_only_the_user_may_read_it_whatever_the_umask(path: Path, history: History) -> None:
    mask = os.umask(0)
    try:
        history.add(entry())
    finally:
        os.umask(mask)
    files = sorted(path.parent.iterdir())
    assert [f.name for f in files] == [path.name + s for s in ("", "-shm", "-wal")]
    assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_put_back_by_hand_is_closed_to_others(path: Path, history: History) -> None:
    history.add(entry())
    history.close()
    path.chmod(0o644)
    history.add(entry())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_starting_the_daemon_costs_no_sqlite() -> None:
    script = (
        "import sys; from pathlib import Path; from breakd.storage.history import History;"
        "History(Path('x'), 'l'); assert 'sqlite3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_today_follows_every_row_and_the_clock(history: History) -> None:
    assert history.today(NOON, 3600).ended == 0
    history.add(entry("done", stretch="chin-tuck"))
    history.add(entry("done"))  # the same cycle
    history.add(entry("missed", cycle=2, utc=NOON - DAY))
    day = history.today(NOON, 3600)
    assert (day.date, day.done, day.missed, day.by_area) == (TODAY, 1, 0, {"neck": 1})
    assert history.today(NOON - DAY, 3600).missed == 1
    assert history.today(NOON + 15 * 3600, 3600).date == TODAY + dt.timedelta(days=1)
    assert history.today(NOON + 14.9 * 3600, 3600).date == TODAY


def test_today_notices_a_purge_by_another_process(path: Path, history: History) -> None:
    history.add(entry("done"))
    assert history.today(NOON, 3600).done == 1
    assert purge(path) == 1
    assert history.today(NOON, 3600).done == 0
    history.add(entry("done"))
    assert history.today(NOON, 3600).done == 1


def test_the_picker_learns_what_came_last(history: History) -> None:
    for n, (what, stretch) in enumerate(
        [("done", "a"), ("prompt", "b"), ("skipped", "b"), ("natural", ""), ("missed", "c")]
    ):
        history.add(entry(what, cycle=n, stretch=stretch))
    found = [(e.what, e.stretch) for e in history.recent_picks(2)]
    assert found == [("missed", "c"), ("skipped", "b")]


def test_a_removed_file_is_begun_anew(path: Path, history: History) -> None:
    history.add(entry(cycle=1))
    for file in path.parent.iterdir():
        file.unlink()
    path.parent.rmdir()
    history.add(entry(cycle=2))
    assert [e.cycle for e in everything(path)] == [2]
    assert history.problem is None


def test_a_file_put_in_its_place_is_the_history_from_then_on(path: Path, history: History) -> None:
    history.add(entry(cycle=1))
    backup = path.with_name("backup")
    kept = History(backup, "lineage-0")
    kept.add(entry(cycle=8))
    kept.close()
    backup.replace(path)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink()
    history.add(entry(cycle=9))
    assert [e.cycle for e in everything(path)] == [8, 9]


def test_a_row_from_an_impossible_time_is_left_out_and_does_not_hold_up_the_rest(
    path: Path, history: History, caplog: pytest.LogCaptureFixture
) -> None:
    history.add(entry("done", cycle=1, utc=-1e9))
    history.add(entry("done", cycle=2))
    assert [e.cycle for e in everything(path)] == [2]
    assert history.waiting == 0
    assert len(caplog.records) == 1


def test_reading_goes_on_beside_the_daemon(path: Path, history: History) -> None:
    history.add(entry(cycle=1))
    with reading(path) as reader:
        rows = reader.everything()
        assert next(rows).cycle == 1
        history.add(entry(cycle=2))
        assert history.waiting == 0
        assert history.problem is None


def test_ten_years_are_searched_by_index(path: Path) -> None:
    history = History(path, "lineage")
    history.add(entry())
    history.close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 73000)"
            "INSERT INTO entries (lineage, cycle, what, break, stretch, area, utc, offset, zone,"
            " day, voluntary) SELECT 'lineage', i + 1, 'done', 'stretch', 'chin-tuck', 'neck',"
            " 1.4e9 + i * 4320, 0, 'UTC', date(1.4e9 + i * 4320, 'unixepoch'), 0 FROM n"
        )
    connection.close()

    seen: list[str] = []
    with reading(path) as reader:
        reader._connection.set_trace_callback(seen.append)
        assert len(list(reader.day(dt.date(2016, 1, 1)))) == 20
        assert len(list(reader.between(dt.date(2016, 1, 1), dt.date(2016, 1, 7)))) == 140
        assert len(list(reader.since(1.4e9 + 72_991 * 4320))) == 11
        assert len(reader.recent_picks(5)) == 5
        reader._connection.set_trace_callback(None)
        plans = [
            " | ".join(row[3] for row in reader._connection.execute(f"EXPLAIN QUERY PLAN {query}"))
            for query in seen
        ]
    by_day, by_days, by_time, picks = plans
    assert "USING INDEX by_day" in by_day
    assert "USING INDEX by_day" in by_days
    assert "USING INDEX by_time" in by_time
    assert "TEMP B-TREE" not in picks  # it walks back from the newest row and stops


def test_a_year_of_outcomes_stays_small(path: Path) -> None:
    with sqlite3.connect(":memory:") as probe:
        page = probe.execute("PRAGMA page_size").fetchone()[0]
    probe.close()
    history = History(path, "lineage")
    for n in range(300):
        history.add(entry("done", cycle=n, utc=NOON + n, stretch="chin-tuck"))
    log = path.with_name(path.name + "-wal").stat().st_size
    history.close()
    assert log < 200 * page
    assert path.stat().st_size / 300 < 400  # bytes a row: 20 a day for ten years are below 30 MB
    assert [p.name for p in path.parent.iterdir()] == [path.name]
