"""Rows for the history's tests."""

from breakd.core.stats import Entry

NOON = 1_795_690_800.0  # 2026-11-26T12:00:00+01:00
DAY = 86_400.0


def entry(what: str = "done", cycle: int = 1, utc: float = NOON, stretch: str = "") -> Entry:
    area = "neck" if stretch else ""
    return Entry(what, utc, 3600, "Europe/Berlin", cycle, "stretch", stretch, area)
