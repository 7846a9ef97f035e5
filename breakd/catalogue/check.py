"""From one table of a TOML file to a `Stretch`, or to the sentence that says what is wrong.

Whatever TOML can express may arrive here: packs are written by strangers.
"""

from collections.abc import Mapping

from breakd.catalogue.fields import Reader
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
from breakd.text import pack_fields as say

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


def stretch_from(table: Mapping[str, object], place: str, area: str | None = None) -> Stretch:
    """The stretch described by one TOML table.

    `place` begins every complaint; `area` fills in for a missing one.  Raises `FlawError` on the
    first thing that is wrong.
    """
    read = Reader(table, place)
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


def _side_names(read: Reader, sides: int) -> tuple[str, ...]:
    names = read.texts("side_names", 0, 2, LONGEST_SIDE_NAME, optional=True)
    if names and (len(names), sides) != (2, 2):
        raise read.flaw("side_names", say.side_names())
    return names


def _when(read: Reader, sides: int) -> tuple[str, ...]:
    steps = len(read.texts("steps", 1, 6, 90))
    found = read.texts("when", 0, 6, 40, optional=True)
    words = [word for step in found for word in step.split()]
    known = MOMENTS if sides == 2 else MOMENTS[:-1]
    moves = {"in", "hold"} & set(words)
    if found and (len(found) != steps or not moves or not set(words) <= set(known)):
        raise read.flaw("when", say.moments(steps, known))
    return found


def _dose(read: Reader, sides: int) -> Dose:
    value = read.table.get("dose")
    if not isinstance(value, dict):
        raise read.flaw("dose", say.a_dose())
    part = Reader(value, read.place, "dose.")
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
