"""Reading, exporting and deleting from another process than the daemon's."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from breakd.core.stats import Entry
from breakd.storage import purge as module
from breakd.storage.export import COLUMNS, Format, export
from breakd.storage.history import History
from breakd.storage.purge import purge
from breakd.storage.reader import HistoryError, reading
from tests.storage.history_entries import DAY, NOON, entry

SECRET = "a-stretch-nobody-should-know-of"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "breakd" / "history.sqlite3"


def everything(path: Path) -> list[Entry]:
    with reading(path) as reader:
        return list(reader.everything())


def disk(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in path.parent.iterdir())


def test_without_a_history_there_is_nothing_and_nothing_is_made(path: Path) -> None:
    assert everything(path) == []
    assert purge(path) == 0
    assert not path.parent.exists()


def test_an_empty_file_is_an_empty_history(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert everything(path) == []
    assert path.stat().st_size == 0


def test_reading_leaves_the_file_as_it_is(path: Path) -> None:
    history = History(path, "lineage")
    history.add(entry())
    history.close()
    before = path.read_bytes()
    assert len(everything(path)) == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("running", [True, False])
def test_what_is_purged_is_gone_from_the_disk(path: Path, running: bool) -> None:
    history = History(path, "lineage")
    for n in range(400):
        history.add(entry("prompt", cycle=n, utc=NOON + n, stretch=f"{SECRET}-{n}"))
    history.add(entry("done", cycle=500, utc=NOON + DAY, stretch="chin-tuck"))
    if not running:
        history.close()
    assert SECRET.encode() in disk(path)
    size = path.stat().st_size

    assert purge(path, NOON + DAY) == 400
    assert SECRET.encode() not in disk(path)
    assert path.stat().st_size < size or running
    assert [e.stretch for e in everything(path)] == ["chin-tuck"]

    history.add(entry("done", cycle=501, utc=NOON + DAY + 1))
    assert history.problem is None
    assert len(everything(path)) == 2
    history.close()


def test_purging_everything_takes_the_damaged_copies_too(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(SECRET * 1000)
    history = History(path, "lineage")
    history.add(entry(stretch=SECRET))
    assert SECRET.encode() in disk(path)
    assert purge(path, NOON - DAY) == 0
    assert path.with_name(path.name + ".bad-1").exists()
    assert purge(path) == 1
    assert SECRET.encode() not in disk(path)
    assert not path.with_name(path.name + ".bad-1").exists()
    history.close()


def test_a_purge_that_must_leave_something_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.01)
    history = History(path, "lineage")
    for cycle in range(10):
        history.add(entry(cycle=cycle, stretch=SECRET))
    history.close()
    with reading(path) as reader:
        rows = reader.everything()
        next(rows)  # holds the old pages in use
        with pytest.raises(HistoryError, match="could not be purged completely"):
            purge(path)
    purge(path)
    assert SECRET.encode() not in disk(path)


def test_a_damaged_history_is_not_purged_but_named(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("no database " * 100)
    with pytest.raises(HistoryError, match=r"history\.sqlite3 is not a sound"):
        purge(path)
    assert path.read_text() == "no database " * 100


def test_rows_that_were_tampered_with_are_left_out(path: Path) -> None:
    history = History(path, "lineage")
    for cycle in (1, 2, 3):
        history.add(entry(cycle=cycle))
    history.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE entries SET utc = 'soon' WHERE cycle = 1")
        connection.execute("UPDATE entries SET offset = 1e9 WHERE cycle = 2")
    connection.close()
    assert [e.cycle for e in everything(path)] == [3]
    history = History(path, "lineage")
    assert history.today(NOON, 3600).done == 1
    history.close()


ROWS = [
    replace(entry("prompt", stretch="chin-tuck"), offset=20_700, zone="Asia/Kathmandu"),
    replace(entry("snoozed"), break_name='a "long", walk', seconds=300.0),
    replace(entry("done", stretch="chin-tuck"), voluntary=True),
]


def test_csv_can_be_read_by_a_spreadsheet() -> None:
    out = io.StringIO()
    assert export(ROWS, "csv", out) == 3
    lines = out.getvalue().splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1] == (
        "2026-11-26T16:45:00+05:45,Asia/Kathmandu,2026-11-26,prompt,stretch,chin-tuck,neck,false,,1"
    )
    read = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert read[1]["break"] == 'a "long", walk'
    assert read[1]["seconds"] == "300.0"
    assert read[2]["voluntary"] == "true"


def test_json_is_one_object_a_line() -> None:
    out = io.StringIO()
    assert export(ROWS, "json", out) == 3
    read = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [tuple(row) for row in read] == [COLUMNS] * 3
    assert read[2] == {
        "time": "2026-11-26T12:00:00+01:00",
        "zone": "Europe/Berlin",
        "day": "2026-11-26",
        "what": "done",
        "break": "stretch",
        "stretch": "chin-tuck",
        "area": "neck",
        "voluntary": True,
        "seconds": None,
        "cycle": 1,
    }


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_goes_out_as_it_is_read(form: Format) -> None:
    out = io.StringIO()

    def rows() -> Iterator[Entry]:
        for written in range(10):
            assert out.getvalue().count("\n") >= written, "it gathers rows before it writes"
            yield entry()

    assert export(rows(), form, out) == 10
