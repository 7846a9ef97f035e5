"""On which line of a TOML file an entry stands."""

import re
from collections.abc import Iterator, Mapping, Sequence

Way = tuple[str | int, ...]  # ("stretch", 2, "dose"): tables of a list count from 0

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""'
    r"|'''.*?'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[\]{}\n]"
    r"""|[^\[\]{}"'#\n]+""",
    re.DOTALL,
)
_KEY = re.compile(r"""\s*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w-]+))\s*(\.?)""")
_OPEN, _CLOSE = "[{", "]}"


def line_of(way: Sequence[str | int], lines: Mapping[Way, int]) -> int:
    """The line of the entry, else of the nearest thing around it that has one; the first line
    where nothing has."""
    for length in range(len(way), 0, -1):
        found = lines.get(tuple(way[:length]))
        if found is not None:
            return found
    return 1


def lines_of(text: str) -> dict[Way, int]:
    """The line of every table and of every key with a line of its own, in valid TOML."""
    lines: dict[Way, int] = {}
    counts: dict[Way, int] = {}
    table: Way = ()
    for line, statement in _statements(text):
        if statement.startswith("["):
            table = _table(statement, counts)
            if isinstance(table[-1], int):
                lines.setdefault(table[:-1], line)
            lines.setdefault(table, line)
        else:
            way = (*table, *_keys(statement))
            for length in range(len(table) + 1, len(way) + 1):
                lines.setdefault(way[:length], line)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header and each assignment on one line, with the number of its first line."""
    line = first = 1
    depth = 0
    parts: list[str] = []
    for token in _TOKEN.findall(text + "\n"):
        if token == "\n" and depth == 0:
            statement = "".join(parts).strip()
            if statement:
                yield first, statement
            parts = []
        elif not token.startswith("#"):
            if not "".join(parts[:1]).strip():
                first = line
            depth += (token in _OPEN) - (token in _CLOSE)
            if len(parts) < 64:  # a key comes first, and is short
                parts.append(token)
        line += token.count("\n")


def _table(header: str, counts: dict[Way, int]) -> Way:
    """The way to the table that a header begins."""
    *outer, last = _keys(header.lstrip("["))
    way: Way = ()
    for key in outer:
        way = (*way, key)
        if way in counts:
            way = (*way, counts[way])
    way = (*way, last)
    if header.startswith("[["):
        counts[way] = counts.get(way, -1) + 1
        way = (*way, counts[way])
    return way


def _keys(written: str) -> list[str]:
    keys, at = [], 0
    while found := _KEY.match(written, at):
        keys.append(next(part for part in found.groups()[:3] if part is not None))
        at = found.end()
        if not found[4]:
            break
    return keys or [""]
