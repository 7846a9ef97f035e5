"""What the picker chooses from."""

from breakd.catalogue.loader import load
from breakd.core.stretch import Dose, Intensity, Preferences, Stretch

ALL = load().stretches
DEFAULT = Preferences()
BREAK_S = 120.0


def a_stretch(
    id_: str,
    area: str = "neck",
    *,
    positions: tuple[str, ...] = ("seated",),
    equipment: str = "",
    intensity: Intensity = "gentle",
    stands_in_for: str = "",
) -> Stretch:
    return Stretch(
        id_,
        id_,
        area,
        "",
        (),
        "",
        (),
        Dose(5, 4),
        positions=frozenset(positions),
        equipment=frozenset(equipment.split()),
        intensity=intensity,
        stands_in_for=stands_in_for,
    )


def table(*stretches: Stretch) -> dict[str, Stretch]:
    return {stretch.id: stretch for stretch in stretches}
