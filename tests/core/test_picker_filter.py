"""What the picker never offers."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from breakd.core.model import Outcome
from breakd.core.picker import PickLog, fitting, noted, pick
from breakd.core.stretch import (
    AREAS,
    EQUIPMENT,
    INTENSITIES,
    LOADS,
    POSITIONS,
    Preferences,
    Stretch,
)
from tests.core.choices import ALL, BREAK_S, DEFAULT


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
    favourites=subsets(tuple(ALL)),
    seldom=subsets(tuple(ALL)),
)


@settings(max_examples=2000)
@given(wants=preferences, length=st.floats(1, 300), seed=st.integers(0, 2**32))
def test_nothing_is_offered_that_is_not_allowed(
    wants: Preferences, length: float, seed: int
) -> None:
    log = PickLog()
    last: list[str] = []
    for _ in range(8):
        chosen = pick(ALL, wants, log, length=length, seed=seed)
        if chosen is None:
            assert not any(
                obeys(stretch, wants, length) and not stretch.stands_in_for
                for stretch in ALL.values()
            )
            return
        stretch = ALL[chosen]
        assert obeys(stretch, wants, length)
        if chosen == "corner-pec-stretch":
            assert "doorway" not in wants.equipment
        fit = len(fitting(ALL, wants, length))
        assert chosen not in last[-min(5, fit - 1) :] or fit == 1
        last.append(chosen)
        log = noted(log, stretch, Outcome.DONE)


def obeys(stretch: Stretch, wants: Preferences, length: float) -> bool:
    """The filter once more, said in another way than the picker does."""
    reasons_against = [
        not stretch.enabled and stretch.id not in wants.include,
        stretch.id in wants.exclude,
        any(load in wants.avoid for load in stretch.loads),
        any(thing not in wants.equipment for thing in stretch.equipment),
        all(position not in wants.positions for position in stretch.positions),
        wants.intensity == "gentle" and stretch.intensity != "gentle",
        wants.intensity == "moderate" and stretch.intensity == "advanced",
        not wants.areas.get(stretch.area),
        stretch.short_seconds > length,
    ]
    return not any(reasons_against)


def test_the_corner_stands_in_for_the_doorway_only_where_there_is_none() -> None:
    corner = replace(DEFAULT, equipment=frozenset({"corner"}))
    both = replace(DEFAULT, equipment=frozenset({"corner", "doorway"}))
    hidden = replace(both, exclude=frozenset({"doorway-pec-stretch"}))

    def offered(wants: Preferences) -> set[str]:
        ids = {stretch.id for stretch in fitting(ALL, wants, BREAK_S)}
        return ids & {"doorway-pec-stretch", "corner-pec-stretch"}

    assert offered(corner) == {"corner-pec-stretch"}
    assert offered(both) == {"doorway-pec-stretch"}
    assert offered(hidden) == set()


def test_the_order_of_the_catalogue_does_not_matter() -> None:
    backwards = dict(reversed(list(ALL.items())))
    ids = [stretch.id for stretch in fitting(backwards, DEFAULT, BREAK_S)]
    assert ids == sorted(ids)


def test_nothing_left_is_a_plain_break() -> None:
    nothing = replace(DEFAULT, positions=frozenset())
    assert pick(ALL, nothing, PickLog(), length=BREAK_S) is None


@given(
    seen=st.lists(st.sampled_from(sorted(ALL)), max_size=12), length=st.sampled_from([20.0, 120.0])
)
def test_in_a_call_only_what_nobody_notices(seen: list[str], length: float) -> None:
    log = PickLog()
    for id_ in seen:
        log = noted(log, ALL[id_], Outcome.DONE)
    found = pick(ALL, DEFAULT, log, length=length, discreet=True, seed=3)
    assert found is not None
    assert ALL[found].discreet
    loud = {id_: each for id_, each in ALL.items() if not each.discreet}
    assert pick(loud, DEFAULT, log, length=length, discreet=True) is None
