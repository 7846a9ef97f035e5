"""What keeps a stretch from being offered: all of it, and what the picker goes by."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakd.catalogue.loader import load
from breakd.core.offered import WhyNot, why_not
from breakd.core.picker import fitting
from breakd.core.stretch import AREAS, EQUIPMENT, INTENSITIES, LOADS, POSITIONS, Preferences

ALL = load().stretches
ANY = Preferences(
    positions=frozenset(POSITIONS), equipment=frozenset(EQUIPMENT), intensity="advanced"
)


def subsets(options: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(options))


preferences = st.builds(
    Preferences,
    positions=subsets(POSITIONS),
    equipment=subsets(EQUIPMENT),
    intensity=st.sampled_from(INTENSITIES),
    exclude=subsets(tuple(ALL)),
    include=subsets(tuple(ALL)),
    avoid=subsets(LOADS),
    areas=st.dictionaries(st.sampled_from(AREAS), st.integers(0, 100)),
)


@settings(max_examples=500, deadline=None)
@given(wants=preferences)
def test_it_says_the_same_as_the_picker(wants: Preferences) -> None:
    offered = {one.id for one in ALL.values() if not why_not(one, ALL, wants)}
    assert offered == {one.id for one in fitting(ALL, wants, 1e6)}


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
