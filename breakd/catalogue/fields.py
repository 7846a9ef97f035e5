"""One table of a TOML file, field by field: each is taken, or refused in one sentence."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from breakd.text import pack_fields as say

Option = TypeVar("Option", bound=str)

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Controls, and the characters that reorder, hide or break a line: bidi marks and isolates, the
# zero-width space, line and paragraph separators, tags.  (Some scripts need the joiners.)
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


class FlawError(ValueError):
    """One sentence: place, field, value, what is expected.  `field` is its name, such as
    "dose.hold"; "" where no single one is to blame."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 60 and _ID.fullmatch(value) is not None


class Reader:
    """Takes fields out of one table; each method raises `FlawError` on a value it cannot use."""

    def __init__(self, table: Mapping[str, object], place: str, prefix: str = "") -> None:
        self.table = table
        self.place = place
        self._prefix = prefix

    def flaw(self, field: str, expected: str) -> FlawError:
        name = self._prefix + field
        if field not in self.table:
            return FlawError(say.missing(self.place, name, expected), name)
        return FlawError(say.flaw(self.place, name, shown(self.table[field]), expected), name)

    def known_only(self, known: Sequence[str]) -> None:
        for field in self.table:
            if field not in known:
                name = shown(self._prefix + field)
                said = say.unknown_field(self.place, name, ", ".join(known))
                raise FlawError(said, self._prefix + field)

    def text(self, field: str, longest: int, *, optional: bool = False) -> str:
        value = self.table.get(field, "" if optional else None)
        if not isinstance(value, str) or not (optional or value.strip()) or _unfit(value, longest):
            raise self.flaw(field, say.text_up_to(longest))
        return value

    def texts(
        self, field: str, least: int, most: int, longest: int, *, optional: bool = False
    ) -> tuple[str, ...]:
        value = self.table.get(field, [] if optional else None)
        if (
            not isinstance(value, list)
            or not least <= len(value) <= most
            or not all(isinstance(line, str) and line.strip() for line in value)
            or any(_unfit(line, longest) for line in value)
        ):
            raise self.flaw(field, say.texts_up_to(least, most, longest))
        return tuple(value)

    def an_id(self, field: str, *, optional: bool = False) -> str:
        value = self.table.get(field)
        if optional and value is None:
            return ""
        if not isinstance(value, str) or not is_id(value):
            raise self.flaw(field, say.an_id())
        return value

    def choice(self, field: str, options: Sequence[Option], default: Option | None) -> Option:
        value = self.table.get(field, default)
        for option in options:
            if option == value:
                return option
        raise self.flaw(field, say.one_of(", ".join(options)))

    def choices(
        self, field: str, options: Sequence[str], *, optional: bool = False
    ) -> frozenset[str]:
        """At least one of the options, unless the field is optional."""
        value = self.table.get(field, [] if optional else None)
        if (
            not isinstance(value, list)
            or not (value or optional)
            or not all(isinstance(item, str) and item in options for item in value)
        ):
            raise self.flaw(field, say.list_of(", ".join(options)))
        return frozenset(value)

    def number(self, field: str, low: int, high: int, default: float) -> float:
        value = self.table.get(field, default)
        # bool is an int; NaN fails the comparison, infinity is out of range.
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            raise self.flaw(field, say.number_between(low, high))
        return float(value)

    def whole(self, field: str, low: int, high: int, default: int) -> int:
        value = self.table.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.flaw(field, say.whole_between(low, high))
        return value

    def flag(self, field: str, default: bool) -> bool:
        value = self.table.get(field, default)
        if not isinstance(value, bool):
            raise self.flaw(field, say.true_or_false())
        return value


def _unfit(text: str, longest: int) -> bool:
    return len(text) > longest or _UNFIT.search(text) is not None


def shown(value: object) -> str:
    """A value as a complaint quotes it: short, and safe to print."""
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, list):
        items = [shown(item) for item in value[:3] if not _nested(item)]
        if len(value) > len(items):
            items.append("…")
        return f"[{', '.join(items)}]"
    if isinstance(value, str):
        safe = "".join(
            char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in value[:40]
        )
        return f'"{safe}…"' if len(value) > 40 else f'"{safe}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 10**20:
        return say.digits(int(math.log10(abs(value))) + 1)
    return str(value)[:40]


def _nested(value: object) -> bool:
    return isinstance(value, dict | list)
