"""Rows for the history's tests."""

from pathlib import Path

from breakd.core.stats import Entry
from breakd.storage.history import History
from breakd.storage.reader import reading

NOON = 1_795_690_800.0  # 2026-11-26T12:00:00+01:00
DAY = 86_400.0


def entry(what: str = "done", cycle: int = 1, utc: float = NOON, stretch: str = "") -> Entry:
    area = "neck" if stretch else ""
    return Entry(what, utc, 3600, "Europe/Berlin", cycle, "stretch", stretch, area)


def cycles(path: Path) -> list[int]:
    with reading(path) as reader:
        return [e.cycle for e in reader.everything()]


def filled(path: Path, count: int = 200) -> None:
    history = History(path, "lineage-1")
    for n in range(count):
        history.add(entry("prompt", cycle=n, utc=NOON + n, stretch="chin-tuck"))
    history.close()
    assert history.problem is None
