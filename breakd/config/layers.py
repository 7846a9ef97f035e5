"""One file's TOML against the table of fields: its entries, and all that is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from breakd.config.fields import (
    BREAK_FIELDS,
    FIELDS,
    HOURS,
    MOST_BREAKS,
    TABLES,
    all_keys,
    days_of,
)
from breakd.config.kinds import Kind, Wrong
from breakd.text import config as text

Origin = Literal["default", "system", "user", "overrides"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One key's value.  `raw` is the TOML value, `value` what it stands for (None if it is
    wrong), `place` names the file."""

    key: str
    raw: object
    value: object
    origin: Origin
    place: str


BreakEntries = dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file says: single keys, all breaks anew (None: it leaves them alone), and
    changes to breaks of the layers below, by name."""

    origin: Origin
    place: str
    entries: dict[str, Entry]
    breaks: list[BreakEntries] | None
    changes: dict[str, BreakEntries]


def read_layer(table: dict[str, object], origin: Origin, place: str, problems: list[str]) -> Layer:
    """Take the TOML `table` apart; every fault becomes a sentence in `problems`."""
    reader = _Reader(origin, place, problems)
    breaks: list[BreakEntries] | None = None
    changes: dict[str, BreakEntries] = {}
    rest = dict(table)
    given = rest.pop("break", None)
    if isinstance(given, list) and 1 <= len(given) <= MOST_BREAKS:
        breaks = [reader.new_break(number, body) for number, body in enumerate(given, 1)]
    elif isinstance(given, dict) and all(isinstance(body, dict) for body in given.values()):
        for name, body in given.items():
            changes[name] = dict(reader.break_entries(f"break.{name}", body))
    elif isinstance(given, list):
        reader.wrong("break", given, text.list_of(1, MOST_BREAKS))
    elif given is not None:
        reader.wrong("break", given, text.BREAK_LIST)
    entries = {entry.key: entry for entry in reader.walk("", rest)}
    return Layer(origin, place, entries, breaks, changes)


class _Reader:
    """Reads entries of one file and collects what is wrong."""

    def __init__(self, origin: Origin, place: str, problems: list[str]) -> None:
        self.origin = origin
        self.place = place
        self.problems = problems

    def walk(self, prefix: str, table: dict[str, object]) -> Iterator[Entry]:
        for last, raw in table.items():
            key = prefix + last
            if key in TABLES and isinstance(raw, dict):
                yield from self.walk(key + ".", raw)
            elif key in TABLES:
                self.wrong(key, raw, text.table(key))
            elif prefix == "hours." and days_of(last) is not None:
                yield self.entry(key, raw, HOURS)
            elif key in FIELDS:
                yield self.entry(key, raw, FIELDS[key].kind)
            else:
                self.unknown(key)

    def new_break(self, number: int, body: object) -> BreakEntries:
        if not isinstance(body, dict):
            self.wrong(f"break[{number}]", body, text.BREAK_LIST)
            return {}
        name = body.get("name")
        label = f"break.{name}" if isinstance(name, str) and name.isprintable() else ""
        if not label or len(label) > 50:
            label = f"break[{number}]"
        if "name" not in body:
            self.problems.append(text.missing(self.place, f"{label}.name", text.NAME))
        return dict(self.break_entries(label, body))

    def break_entries(self, label: str, body: dict[str, object]) -> Iterator[tuple[str, Entry]]:
        for last, raw in body.items():
            if last in BREAK_FIELDS:
                yield last, self.entry(f"{label}.{last}", raw, BREAK_FIELDS[last].kind)
            else:
                self.unknown(f"{label}.{last}")

    def entry(self, key: str, raw: object, kind: Kind) -> Entry:
        value: object = None
        try:
            value = kind.read(raw)
        except Wrong as wrong:
            for number, item, expected in wrong.items:
                self.wrong(f"{key}[{number}]", item, expected)
            if not wrong.items:
                self.wrong(key, raw, wrong.expected)
        return Entry(key, raw, value, self.origin, self.place)

    def wrong(self, key: str, raw: object, expected: str) -> None:
        self.problems.append(text.problem(self.place, tidy(key), shown(raw), expected))

    def unknown(self, key: str) -> None:
        self.problems.append(text.unknown_key(self.place, tidy(key), closest(key)))


def closest(key: str) -> str | None:
    """The key that is most like `key`, or None."""
    from difflib import get_close_matches

    keys = [*TABLES, *all_keys()]
    if key.startswith("break"):
        # A break of any name, or of none.
        table, _, last = key.rpartition(".")
        found = get_close_matches(last, BREAK_FIELDS, 1)
        return f"{tidy(table)}.{found[0]}" if found else None
    found = get_close_matches(key, keys, 1, 0.75)
    if not found:
        # The right key in the wrong section, or in none.
        tails = {known.rpartition(".")[2]: known for known in reversed(keys)}
        found = [tails[tail] for tail in get_close_matches(key.rpartition(".")[2], tails, 1, 0.8)]
    return found[0] if found else None


def shown(raw: object) -> str:
    """A TOML value as it is written, on one line and not too long."""
    match raw:
        case bool():
            written = "true" if raw else "false"
        case str():
            import json  # only for what is told of a value, not to read a sound file

            written = json.dumps(raw[:80], ensure_ascii=False)
        case list():
            items = ("[…]" if isinstance(item, list) else shown(item) for item in raw[:20])
            written = "[" + ", ".join(items) + "]"
        case dict():
            written = text.A_SECTION
        case int() if raw.bit_length() > 200:
            written = text.HUGE_NUMBER
        case _:
            written = str(raw)
    return tidy(written)


def tidy(written: str) -> str:
    """At most 60 characters, and none that a terminal would obey."""
    clean = "".join(char if char.isprintable() else "�" for char in written)
    return clean if len(clean) <= 60 else clean[:59] + "…"
