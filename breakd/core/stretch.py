"""What a stretch is, and which ones a user allows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

Intensity = Literal["gentle", "moderate", "advanced"]
Scope = Literal["at-desk", "near-desk", "off-desk"]

AREAS = ("neck", "shoulders", "upper-back", "chest", "mid-back")
POSITIONS = ("seated", "standing", "floor")
EQUIPMENT = ("chair", "doorway", "wall", "corner", "sturdy-desk", "towel", "foam-roller")
INTENSITIES: tuple[Intensity, ...] = ("gentle", "moderate", "advanced")
SCOPES: tuple[Scope, ...] = ("at-desk", "near-desk", "off-desk")
LOADS = (
    "neck-rotation",
    "neck-flexion",
    "neck-side-bend",
    "neck-extension",
    "overhead",
    "hand-behind-back",
    "arm-across-chest",
    "trunk-rotation",
    "thoracic-extension",
    "forward-bend",
    "shoulder-abduction",
    "stand",
    "kneel",
    "lean-on-hands",
)

# What a step of a stretch is for: to get ready, to move into the hold, for the hold itself, to come
# back, and to change sides.
MOMENTS = ("ready", "in", "hold", "out", "switch")

MOVE_S = 3.0  # to enter and leave one hold
BREATH_S = 5.0  # one slow breath
SHORT_HOLD_S = 10.0  # the one hold of the short form
SHORT_REPS = 2  # how often the short form repeats what is held for less, or breathed


@dataclass(frozen=True, slots=True)
class Dose:
    """How long and how often: `sets` of `reps` per side, each held `hold` seconds, or, where
    `breaths` is not 0, that many breaths instead."""

    hold: float = 0.0
    reps: int = 1
    sets: int = 1
    breaths: int = 0

    def seconds(self, sides: int) -> float:
        """The whole time, with 3 s to enter and leave each hold and 5 s a breath."""
        if self.breaths:
            return sides * self.sets * self.breaths * BREATH_S
        return sides * self.sets * self.reps * (self.hold + MOVE_S)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One catalogue entry.  `steps`, `feel`, `cautions` are sentences for the user; `muscles`
    are anatomical terms; `loads` the movements a user may exclude.

    `when` says of each step what it is for, one or more words of `MOMENTS` with spaces between
    them; it may be empty.  The steps are written for the first side.

    `sides` is 2 where left and right take turns, and `side_names` what they are called, the first
    one first; without it, nothing says which is which.  With `side_after_side` all repetitions of
    one side come before the other's, which is so for long holds anyway.  `equipment` is all needed
    at once.
    `stands_in_for` names the stretch that this one replaces where the other's equipment is
    lacking; it is never offered beside it.  `enabled` is False for those that are offered only
    to users who include them by id.  `discreet` ones pass unnoticed by whoever sees the user on
    a camera: seated, silent, the hands in the lap and the head facing ahead.
    """

    id: str
    name: str
    area: str
    summary: str
    steps: tuple[str, ...]
    feel: str
    cautions: tuple[str, ...]
    dose: Dose
    sides: int = 1
    side_names: tuple[str, ...] = ()
    side_after_side: bool = False
    when: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    positions: frozenset[str] = frozenset({"seated"})
    equipment: frozenset[str] = frozenset()
    intensity: Intensity = "gentle"
    loads: frozenset[str] = frozenset()
    scope: Scope = "at-desk"
    stands_in_for: str = ""
    enabled: bool = True
    discreet: bool = False
    source: str = ""

    @property
    def short(self) -> Dose:
        """The short form: one 10-s hold per side, or two repetitions of a shorter one."""
        full = self.dose
        if full.breaths:
            return Dose(breaths=min(full.breaths, SHORT_REPS))
        if full.hold >= SHORT_HOLD_S:
            return Dose(hold=SHORT_HOLD_S)
        return Dose(hold=full.hold, reps=min(full.reps, SHORT_REPS))

    @property
    def stays(self) -> bool:
        """Whether all repetitions of one side come before the other's."""
        long = self.dose.hold >= SHORT_HOLD_S or bool(self.dose.breaths)
        return long or self.side_after_side

    @property
    def seconds(self) -> float:
        """How long the full form takes."""
        return self.dose.seconds(self.sides)

    @property
    def short_seconds(self) -> float:
        """How long the short form takes."""
        return self.short.seconds(self.sides)

    def dose_for(self, length: float) -> Dose:
        """As much of the full form as fits into `length` seconds: fewer sets first, then fewer
        repetitions, then the short form (also where not even that fits)."""
        once = replace(self.dose, sets=1)
        fewer = (replace(once, reps=reps) for reps in range(once.reps, self.short.reps - 1, -1))
        for dose in (self.dose, *fewer):
            if dose.seconds(self.sides) <= length:
                return dose
        return self.short


def _default_areas() -> Mapping[str, int]:
    return MappingProxyType(
        {"neck": 30, "shoulders": 25, "upper-back": 20, "chest": 15, "mid-back": 10}
    )


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the user allows and likes; the picker never goes beyond it.

    `areas` are shares (an area without one is left out).  `exclude`, `include`, `favourites`
    and `seldom` are stretch ids: never offered; offered although off by default; offered more
    often; offered less often.  `avoid` are movements of `LOADS`.
    """

    positions: frozenset[str] = frozenset({"seated", "standing"})
    equipment: frozenset[str] = frozenset({"chair", "doorway", "wall", "sturdy-desk"})
    intensity: Intensity = "moderate"
    exclude: frozenset[str] = frozenset()
    include: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    areas: Mapping[str, int] = field(default_factory=_default_areas)
    favourites: frozenset[str] = frozenset()
    seldom: frozenset[str] = frozenset()
    packs: tuple[str, ...] = ()
