"""Why a stretch is not offered."""

from collections.abc import Mapping
from enum import StrEnum

from breakd.core.stretch import INTENSITIES, Preferences, Stretch


class WhyNot(StrEnum):
    """What stands between a stretch and the user, in the order in which it is told."""

    HIDDEN = "hidden"  # excluded by id
    OFF = "off-by-default"  # and not included by id
    POSITION = "position"
    EQUIPMENT = "equipment"
    INTENSITY = "intensity"
    MOVEMENT = "movement"  # one to avoid
    AREA = "area"  # without a share
    OTHER = "other-at-hand"  # it stands in for one that can be done here


def why_not(
    stretch: Stretch, stretches: Mapping[str, Stretch], preferences: Preferences
) -> tuple[WhyNot, ...]:
    """Everything that keeps `stretch` from being offered in a break that is long enough; empty
    where it is offered.  This is the picker's filter."""
    strongest = INTENSITIES.index(preferences.intensity)
    other = stretches.get(stretch.stands_in_for)
    found = {
        WhyNot.HIDDEN: stretch.id in preferences.exclude,
        WhyNot.OFF: not stretch.enabled and stretch.id not in preferences.include,
        WhyNot.POSITION: not stretch.positions & preferences.positions,
        WhyNot.EQUIPMENT: not stretch.equipment <= preferences.equipment,
        WhyNot.INTENSITY: INTENSITIES.index(stretch.intensity) > strongest,
        WhyNot.MOVEMENT: bool(stretch.loads & preferences.avoid),
        WhyNot.AREA: preferences.areas.get(stretch.area, 0) <= 0,
        WhyNot.OTHER: other is not None and other.equipment <= preferences.equipment,
    }
    return tuple(reason for reason, holds in found.items() if holds)
