"""The statistics on a terminal: readable, aligned, within 78 columns."""

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from breakd.core.stats import COUNTED, Day, filled
from breakd.report.table import WIDTH, stats_json, table

TODAY = dt.date(2026, 11, 21)
WEEK = filled(
    [
        Day(date=dt.date(2026, 11, 18), done=5, natural=2, snoozed=1, prompts=8, skipped=1),
        Day(date=dt.date(2026, 11, 20), done=12, missed=1, prompts=14, by_area={"neck": 8}),
        Day(date=TODAY, done=3, natural=1, prompts=4, by_area={"neck": 1, "upper-back": 2}),
    ],
    dt.date(2026, 11, 15),
    TODAY,
)

areas = st.dictionaries(st.sampled_from(["neck", "shoulders", "upper-back"]), st.integers(1, 9999))
some_days = st.lists(
    st.builds(
        Day,
        date=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
        by_area=areas,
        **dict.fromkeys(COUNTED, st.integers(0, 9999)),
    ),
    max_size=10,
)


def test_a_week_at_a_glance() -> None:
    assert table(WEEK, today=TODAY) == (
        "Your breaks, last 7 days\n"
        "\n"
        "Day              Done  Natural  Snoozed  Skipped  Missed\n"
        "────────────────────────────────────────────────────────\n"
        "Sun 15 Nov 2026     ·        ·        ·        ·       ·\n"
        "Mon 16 Nov 2026     ·        ·        ·        ·       ·\n"
        "Tue 17 Nov 2026     ·        ·        ·        ·       ·\n"
        "Wed 18 Nov 2026     5        2        1        1       ·\n"
        "Thu 19 Nov 2026     ·        ·        ·        ·       ·\n"
        "Fri 20 Nov 2026    12        ·        ·        ·       1\n"
        "Today               3        1        ·        ·       ·\n"
        "────────────────────────────────────────────────────────\n"
        "Total              20        3        1        1       1\n"
        "\n"
        "Natural: you were away long enough to count as a break.\n"
        "\n"
        "Stretches done, by body area\n"
        "\n"
        "neck        9  █████████\n"
        "upper-back  2  ██\n"
    )


def test_an_empty_week_says_so_kindly() -> None:
    empty = filled([], dt.date(2026, 11, 15), TODAY)
    assert table(empty, today=TODAY) == (
        "No breaks recorded in the last 7 days. The first one will show up here.\n"
    )
    assert table([Day(date=TODAY)], today=TODAY) == (
        "No breaks recorded today. The first one will show up here.\n"
    )


def test_rare_outcomes_get_a_column_when_there_are_any() -> None:
    assert "Lapsed" not in table(WEEK, today=TODAY)
    assert "Lapsed" in table([Day(date=TODAY, lapsed=1)], today=TODAY)
    assert "Aborted" in table([Day(date=TODAY, aborted=1)], today=TODAY)


@given(some_days, st.booleans())
def test_it_fits_and_lines_up(days: list[Day], plain: bool) -> None:
    text = table(days, today=TODAY, plain=plain)
    lines = text.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert all(line == line.rstrip() for line in lines)
    assert text.isascii() or not plain
    if len(lines) > 1:
        counts = lines[2 : 6 + len(days)]
        assert len({len(line) for line in counts}) == 1


@given(some_days)
def test_the_json_adds_up(days: list[Day]) -> None:
    found = json.loads(json.dumps(stats_json(days)))
    assert [row["date"] for row in found["days"]] == [d.date.isoformat() for d in days]
    for name in COUNTED:
        assert found["total"][name] == sum(row[name] for row in found["days"])
    assert sum(found["total"]["areas"].values()) == sum(sum(d.by_area.values()) for d in days)
    assert set(found) == {"days", "total"}
    assert set(found["total"]) == {*COUNTED, "areas"}
