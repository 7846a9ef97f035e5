"""What the matrix found: printed, and written into docs/desktops.md."""

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
SIGNS = {"works": "yes", "degraded": "in part", "missing": "no", "failed": "failed"}
NOT_TRIED = "not tried"


def printed(rows: Sequence[Row]) -> str:
    """For a terminal: a table, how it works where that is no button, and what was left out."""
    tried = [row for row in rows if row.checks]
    table = [["", *CHECKS], *([row.name, *map(_sign, _findings(row))] for row in tried)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [
        "  ".join(map(str.ljust, cells, widths)).rstrip() for cells in (table if tried else [])
    ]
    hows = [
        f"{row.name}: {what}: {_cell(one)}"
        for row in tried
        for what, one in row.checks.items()
        if one.how
    ]
    ends = [f"{row.name}: {row.error}" for row in rows if row.error]
    out = [f"{row.name}: left out: {row.needs}" for row in rows if row.needs]
    parts = ["\n".join(part) for part in (lines, hows, ends, out) if part]
    return "\n\n".join(parts)


def write(rows: Sequence[Row]) -> None:
    """Put these desktops between the marks; what was found of others stays."""
    text = DOCS.read_text()
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    lines, sections = _lines(old), _sections(old)
    today = datetime.datetime.now().astimezone().date().isoformat()
    for row in rows:
        if row.checks:
            kind = next(one for one in KINDS if one.name == row.name)
            lines[kind.title] = _table_row([f"**{kind.title}**", *map(_cell, _findings(row))])
            sections[kind.name] = _section(kind, row, today)
    table = [
        _table_row(["", *CHECKS]),
        _table_row(["---"] * (1 + len(CHECKS))),
        *(lines[kind.title] for kind in KINDS if kind.title in lines),
    ]
    shown = [sections[kind.name] for kind in KINDS if kind.name in sections]
    found = "\n\n".join(["\n".join(table), *shown])
    DOCS.write_text(f"{before}{BEGIN}\n\n{found}\n\n{END}{after}")


def _lines(old: str) -> dict[str, str]:
    """The rows of the table by their desktop's title, which each begins with."""
    rows = (line for line in old.splitlines() if line.startswith("| **"))
    return {row.split("**")[1]: row for row in rows}


def _sections(old: str) -> dict[str, str]:
    """By the desktop's name, which each begins with."""
    parts = old.split("<!-- ")[1:]
    return {part.split(" -->")[0]: ("<!-- " + part).strip() for part in parts}


def _section(kind: Kind, row: Row, date: str) -> str:
    lines = [f"<!-- {kind.name} -->", f"### {kind.title}", "", f"{row.versions}; {date}."]
    picture = PICTURES / f"{kind.name}.png"
    if picture.exists():
        icon = ", and breakd's icon on the panel" if kind.tray else ""
        seen = f"A reminder on {kind.title}{icon}"
        lines += ["", f"![{seen}](pictures/desktops/{picture.name})"]
    if row.error:
        lines += ["", f"It was not tried to the end: {row.error}."]
    return "\n".join(lines)


def _findings(row: Row) -> list[Finding | None]:
    return [row.checks.get(name) for name in CHECKS]


def _sign(finding: Finding | None) -> str:
    return SIGNS[finding.verdict] if finding else NOT_TRIED


def _cell(finding: Finding | None) -> str:
    how = f": {finding.how}" if finding and finding.how else ""
    return _sign(finding) + how


def _table_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
