"""From one table of a TOML file to a `Stretch`, or to the sentence that says what is wrong.

Whatever TOML can express may arrive here: packs are written by strangers.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from breakd.core.stretch import (
    AREAS,
    EQUIPMENT,
    INTENSITIES,
    LOADS,
    MOMENTS,
    POSITIONS,
    SCOPES,
    Dose,
    Stretch,
)
from breakd.text import packs as say

Option = TypeVar("Option", bound=str)

FIELDS = (
    "id",
    "name",
    "area",
    "summary",
    "steps",
    "feel",
    "cautions",
    "dose",
    "sides",
    "side_names",
    "side_after_side",
    "when",
    "aliases",
    "muscles",
    "positions",
    "equipment",
    "intensity",
    "loads",
    "scope",
    "stands_in_for",
    "enabled",
    "discreet",
    "source",
)
DOSE_FIELDS = ("hold", "reps", "sets", "breaths")
LONGEST_S = 600.0
LONGEST_SIDE_NAME = 24
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


def stretch_from(table: Mapping[str, object], place: str, area: str | None = None) -> Stretch:
    """The stretch described by one TOML table.

    `place` begins every complaint; `area` fills in for a missing one.  Raises `FlawError` on the
    first thing that is wrong.
    """
    read = _Reader(table, place)
    read.known_only(FIELDS)
    sides = read.whole("sides", 1, 2, 1)
    return Stretch(
        id=read.an_id("id"),
        name=read.text("name", 60),
        area=read.choice("area", AREAS, area),
        summary=read.text("summary", 120),
        steps=read.texts("steps", 1, 6, 90),
        feel=read.text("feel", 120),
        cautions=read.texts("cautions", 0, 4, 120),
        dose=_dose(read, sides),
        sides=sides,
        side_names=_side_names(read, sides),
        side_after_side=read.flag("side_after_side", False),
        when=_when(read, sides),
        aliases=read.texts("aliases", 0, 8, 60, optional=True),
        muscles=read.texts("muscles", 0, 12, 60, optional=True),
        positions=read.choices("positions", POSITIONS),
        equipment=read.choices("equipment", EQUIPMENT, optional=True),
        intensity=read.choice("intensity", INTENSITIES, "gentle"),
        loads=read.choices("loads", LOADS, optional=True),
        scope=read.choice("scope", SCOPES, "at-desk"),
        stands_in_for=read.an_id("stands_in_for", optional=True),
        enabled=read.flag("enabled", True),
        discreet=read.flag("discreet", False),
        source=read.text("source", 160, optional=True),
    )


def _side_names(read: "_Reader", sides: int) -> tuple[str, ...]:
    names = read.texts("side_names", 0, 2, LONGEST_SIDE_NAME, optional=True)
    if names and (len(names), sides) != (2, 2):
        raise read.flaw("side_names", say.side_names())
    return names


def _when(read: "_Reader", sides: int) -> tuple[str, ...]:
    steps = len(read.texts("steps", 1, 6, 90))
    found = read.texts("when", 0, 6, 40, optional=True)
    words = [word for step in found for word in step.split()]
    known = MOMENTS if sides == 2 else MOMENTS[:-1]
    moves = {"in", "hold"} & set(words)
    if found and (len(found) != steps or not moves or not set(words) <= set(known)):
        raise read.flaw("when", say.moments(steps, known))
    return found


def _dose(read: "_Reader", sides: int) -> Dose:
    value = read.table.get("dose")
    if not isinstance(value, dict):
        raise read.flaw("dose", say.a_dose())
    part = _Reader(value, read.place, "dose.")
    part.known_only(DOSE_FIELDS)
    dose = Dose(
        hold=part.number("hold", 0, 120, 0.0),
        reps=part.whole("reps", 1, 30, 1),
        sets=part.whole("sets", 1, 5, 1),
        breaths=part.whole("breaths", 0, 30, 0),
    )
    breaths_and_holds = dose.breaths and ("hold" in value or "reps" in value)
    if not value or breaths_and_holds or dose.seconds(sides) > LONGEST_S:
        raise read.flaw("dose", say.a_dose())
    return dose


class _Reader:
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
