"""The statistics for a terminal, and for a script."""

import datetime as dt
from collections.abc import Sequence

from breakd.core.stats import COUNTED, Counts, Day, total
from breakd.text import stats as text

WIDTH = 78
_ALWAYS = ("done", "natural", "snoozed", "skipped", "missed")
_IF_ANY = ("lapsed", "aborted")
_GAP = 2
_BAR_MAX = 40


def table(days: Sequence[Day], *, today: dt.date, plain: bool = False) -> str:
    """A table with one line per day, oldest first, a total, and bars by body area.

    At most 78 columns wide, without colours; ends with a line feed.  `plain` keeps to ASCII,
    for an output that can take no more.  `days` should hold the empty days too (`filled`).
    """
    sums = total(days)
    if not any(getattr(sums, name) for name in COUNTED):
        return text.nothing_yet(len(days)) + "\n"
    lines = [text.title(len(days)), "", *_counts(days, sums, today, plain), *_legend(sums)]
    if sums.by_area:
        lines += ["", text.areas(), "", *_bars(sums, plain)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def stats_json(days: Sequence[Day]) -> dict[str, object]:
    """The same as plain values, stable from version to version (keys are only ever added):

    `{"days": [{"date": "2026-11-21", "done": 3, "natural": 1, "skipped": 0, "missed": 0,
    "lapsed": 0, "aborted": 0, "snoozed": 1, "prompts": 5, "areas": {"neck": 2}}, ...],
    "total": {the same but `date`}}`, days in the order given.  `areas` counts the stretches
    done per body area and holds only those that were.
    """
    return {
        "days": [{"date": day.date.isoformat(), **_plain(day)} for day in days],
        "total": _plain(total(days)),
    }


def _plain(counts: Counts) -> dict[str, object]:
    numbers: dict[str, object] = {name: getattr(counts, name) for name in COUNTED}
    return {**numbers, "areas": dict(_by_size(counts))}


def _by_size(counts: Counts) -> list[tuple[str, int]]:
    return sorted(counts.by_area.items(), key=lambda item: (-item[1], item[0]))


def _counts(days: Sequence[Day], sums: Counts, today: dt.date, plain: bool) -> list[str]:
    names = [*_ALWAYS, *(name for name in _IF_ANY if getattr(sums, name))]
    heads = text.headings()
    none = "-" if plain else "·"
    rows = [
        [text.day(day.date, today), *(str(getattr(day, name) or none) for name in names)]
        for day in days
    ]
    head = [heads["date"], *(heads[name] for name in names)]
    foot = [text.total(), *(str(getattr(sums, name)) for name in names)]
    widths = [max(len(row[n]) for row in [head, *rows, foot]) for n in range(len(head))]
    rule = ("-" if plain else "─") * (sum(widths) + _GAP * (len(widths) - 1))
    lines = [_line(row, widths) for row in [head, *rows, foot]]
    return [lines[0], rule, *lines[1:-1], rule, lines[-1]]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        cell.ljust(width) if n == 0 else cell.rjust(width)
        for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return (" " * _GAP).join([first, *rest])


def _legend(sums: Counts) -> list[str]:
    return ["", text.legend()] if sums.natural else []


def _bars(sums: Counts, plain: bool) -> list[str]:
    areas = _by_size(sums)
    most = areas[0][1]
    name_width = max(len(area) for area, _ in areas)
    number_width = len(str(most))
    block = "#" if plain else "█"
    longest = min(_BAR_MAX, WIDTH - name_width - number_width - 2 * _GAP)
    return [
        f"{area.ljust(name_width)}  {str(n).rjust(number_width)}  "
        + block * max(1, round(n / most * min(longest, most)))
        for area, n in areas
    ]
