"""The verbs about what happened."""

import json
import stat
import time
from pathlib import Path

import pytest

from breakd.core.stats import Entry
from breakd.storage.history import History
from tests.cli.conftest import Command

DAY = 86400.0


@pytest.fixture
def entries(home: Path) -> list[Entry]:
    """Breaks taken now, three days ago and a hundred days ago."""
    offset = time.localtime().tm_gmtoff
    found = [
        Entry("done", time.time() - ago * DAY, offset, "", cycle, "stretch", "chin-tuck", "neck")
        for cycle, ago in enumerate((100, 3, 0), 1)
    ]
    history = History(home / "data_home" / "breakd" / "history.sqlite3", "lineage")
    for entry in found:
        history.add(entry)
    history.close()
    return found


def test_stats_of_nothing(breakd: Command) -> None:
    status, out, complaint = breakd("stats")
    assert (status, complaint) == (0, "")
    assert "last 7 days" in out


@pytest.mark.parametrize(("days", "done"), [("1", 1), ("7", 2), ("200", 3)])
def test_stats(breakd: Command, entries: list[Entry], days: str, done: int) -> None:
    status, out, _ = breakd(f"stats --json --days {days}")
    found = json.loads(out)
    assert status == 0
    assert len(found["days"]) == int(days)
    assert found["total"]["done"] == done
    assert breakd(f"stats --days {days}")[0] == 0


@pytest.mark.parametrize("days", ["0", "-1", "x", "1.5", "99999", "٣", ""])
def test_days_out_of_range(breakd: Command, days: str) -> None:
    from breakd.__main__ import main

    assert main(["stats", f"--days={days}"]) == 2


def test_export(breakd: Command, entries: list[Entry], tmp_path: Path) -> None:
    status, out, complaint = breakd("history export")
    assert (status, complaint) == (0, "")
    assert len(out.splitlines()) == 4
    out = breakd("history export --format json")[1]
    assert [json.loads(line)["stretch"] for line in out.splitlines()] == ["chin-tuck"] * 3
    file = tmp_path / "export.csv"
    assert breakd(f"history export --out {file}") == (0, "3 rows exported.\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().splitlines()) == 4
    assert breakd(f"history export --out {file}")[0] == 1
    status, _, complaint = breakd(f"history export --out {tmp_path}/no/where")
    assert status == 1
    assert complaint == f"That did not work: {tmp_path}/no/where: No such file or directory.\n"


def test_purge(breakd: Command, entries: list[Entry]) -> None:
    assert breakd("history purge") == (2, "", "Say what to delete: --before DATE, or --all.\n")
    for wrong in ("yesterday", "2026-13-01", "0001-01-01x"):
        status, _, complaint = breakd(f"history purge --before {wrong}")
        assert status == 2
        assert complaint.startswith(f'"{wrong}" does not fit; it must be a date')
    assert breakd("history purge --all --before 2026-01-01")[0] == 2
    day = time.strftime("%Y-%m-%d", time.localtime(entries[1].utc - DAY))
    assert breakd(f"history purge --before {day}") == (0, "1 row deleted for good.\n", "")
    assert breakd("history purge --all") == (0, "2 rows deleted for good.\n", "")
    assert breakd("history purge --before 0001-01-01")[0] in (0, 2)


def test_a_damaged_history(breakd: Command, home: Path) -> None:
    file = home / "data_home" / "breakd" / "history.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"not a database" * 1000)
    for line in ("stats", "history export", "history purge --all"):
        status, out, complaint = breakd(line)
        assert (status, out) == (1, "")
        assert complaint.count("\n") == 1
        assert str(file) in complaint


def test_autostart(breakd: Command) -> None:
    assert breakd("autostart") == breakd("autostart status")
    assert breakd("autostart status")[0] == 0
