"""The table of the matrix: printed, and written into docs/desktops.md."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from tests.desk.matrix.checks import CHECKS
from tests.desk.matrix.found import Finding, Row
from tests.desk.matrix.kinds import KINDS, Kind

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs/desktops.md"
PICTURES = ROOT / "docs/pictures/desktops"
RESULTS = ROOT / "build/desktops"
BEGIN = "<!-- what `make desktops` found: begin -->"
END = "<!-- what `make desktops` found: end -->"
SIGNS = {"works": "yes", "degraded": "in part", "missing": "no"}


def printed(rows: Sequence[Row]) -> str:
    """For a terminal: a line for each desktop, then what is not as it should be."""
    width = max(len(row.name) for row in rows)
    heads = [name.split(",")[0] for name in CHECKS]
    lines = [" " * width + "  " + "  ".join(heads)]
    for row in rows:
        cells = [_sign(row.checks.get(name)) for name in CHECKS]
        marks = "  ".join(cell.ljust(len(head)) for cell, head in zip(cells, heads, strict=True))
        lines.append(f"{row.name.ljust(width)}  {marks}".rstrip())
    return "\n".join([*lines, "", *(note for row in rows for note in _notes(row, row.name))])


def write(rows: Sequence[Row]) -> None:
    """Put the tables of these desktops between the marks; those of others stay."""
    text = DOCS.read_text()
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    kept = dict(_sections(old))
    today = datetime.datetime.now().astimezone().date().isoformat()
    for row in rows:
        if row.checks:
            kept[row.name] = _section(row, today)
    ordered = [kept[kind.name] for kind in KINDS if kind.name in kept]
    DOCS.write_text(before + BEGIN + "\n\n" + "\n\n".join(ordered) + "\n\n" + END + after)


def _sections(old: str) -> list[tuple[str, str]]:
    """By the desktop's name, which each begins with."""
    parts = old.split("<!-- ")[1:]
    return [(part.split(" -->")[0], ("<!-- " + part).strip()) for part in parts]


def _section(row: Row, date: str) -> str:
    kind = next(one for one in KINDS if one.name == row.name)
    picture = PICTURES / f"{row.name}.png"
    lines = [f"<!-- {row.name} -->", f"### {kind.title}", "", f"{row.versions}, {date}."]
    if picture.exists():
        lines += ["", f"![{_seen(kind)}](pictures/desktops/{picture.name})"]
    lines += ["", "| " + " | ".join(CHECKS) + " |", "|" + "---|" * len(CHECKS)]
    lines.append("| " + " | ".join(_sign(row.checks.get(name)) for name in CHECKS) + " |")
    if notes := _notes(row, ""):
        lines += ["", *(f"- {note}" for note in notes)]
    return "\n".join(lines)


def _seen(kind: Kind) -> str:
    icon = ", and breakd's icon on the panel" if kind.tray else ""
    return f"A reminder on {kind.title}{icon}"


def _sign(finding: Finding | None) -> str:
    return SIGNS[finding.verdict] if finding else "not tried"


def _notes(row: Row, name: str) -> list[str]:
    """What there is to say beside yes and no."""
    begin = f"{name}: " if name else ""
    notes = [f"{begin}{what}: {one.how}" for what, one in row.checks.items() if one.how]
    return [*notes, *([f"{begin}{row.error}"] if row.error else [])]
