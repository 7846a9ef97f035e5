"""The history as text, for a spreadsheet or a script."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Literal, TextIO

from breakd.core.stats import Entry

Format = Literal["csv", "json"]

COLUMNS = (
    "time",
    "zone",
    "day",
    "what",
    "break",
    "stretch",
    "area",
    "voluntary",
    "seconds",
    "cycle",
)


def export(entries: Iterable[Entry], form: Format, out: TextIO) -> int:
    """Write entries to `out`, one line each and one by one; how many they were.

    `csv`: a header, then comma-separated lines (RFC 4180, but ended by a line feed).  `json`:
    JSON Lines, one object per line with the same keys.  `time` is ISO 8601 with the offset of
    then, `day` the date it counts for, `seconds` empty or null where it has no meaning, `cycle`
    the number that a cycle's rows share until the numbers start again.
    """
    return _csv(entries, out) if form == "csv" else _json(entries, out)


def _csv(entries: Iterable[Entry], out: TextIO) -> int:
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    count = 0
    for values in _values(entries):
        writer.writerow({**values, "voluntary": str(values["voluntary"]).lower()})
        count += 1
    return count


def _json(entries: Iterable[Entry], out: TextIO) -> int:
    count = 0
    for values in _values(entries):
        out.write(json.dumps(values, ensure_ascii=False) + "\n")
        count += 1
    return count


def _values(entries: Iterable[Entry]) -> Iterator[dict[str, object]]:
    for entry in entries:
        yield {
            "time": entry.local.isoformat(timespec="seconds"),
            "zone": entry.zone,
            "day": entry.day.isoformat(),
            "what": entry.what,
            "break": entry.break_name,
            "stretch": entry.stretch,
            "area": entry.area,
            "voluntary": entry.voluntary,
            "seconds": entry.seconds,
            "cycle": entry.cycle,
        }
