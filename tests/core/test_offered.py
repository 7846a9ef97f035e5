"""Each reason that keeps a stretch from being offered is told, and all of them together."""

from dataclasses import replace

import pytest

from breakd.catalogue.loader import load
from breakd.core.offered import WhyNot, why_not
from breakd.core.stretch import EQUIPMENT, POSITIONS, Preferences

ALL = load().stretches
ANY = Preferences(
    positions=frozenset(POSITIONS), equipment=frozenset(EQUIPMENT), intensity="advanced"
)


@pytest.mark.parametrize(
    ("id_", "wants", "reasons"),
    [
        ("chin-tuck", ANY, ()),
        ("chin-tuck", replace(ANY, exclude=frozenset({"chin-tuck"})), (WhyNot.HIDDEN,)),
        ("chin-tuck", replace(ANY, avoid=frozenset({"neck-flexion"})), (WhyNot.MOVEMENT,)),
        ("chin-tuck", replace(ANY, areas={"neck": 0}), (WhyNot.AREA,)),
        ("wall-push-up", ANY, (WhyNot.OFF,)),
        ("wall-push-up", replace(ANY, include=frozenset({"wall-push-up"})), ()),
        ("corner-pec-stretch", ANY, (WhyNot.OTHER,)),
        (
            "fish-pose",
            Preferences(),
            (WhyNot.POSITION, WhyNot.EQUIPMENT, WhyNot.INTENSITY),
        ),
    ],
)
def test_every_reason_is_told(id_: str, wants: Preferences, reasons: tuple[WhyNot, ...]) -> None:
    assert why_not(ALL[id_], ALL, wants) == reasons
