"""The picking rule, its promises over a simulated year, and that a random picker breaks them."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakd.catalogue.loader import load
from breakd.core.model import Outcome
from breakd.core.picker import (
    PickLog,
    asks_to_hide,
    fitting,
    noted,
    pick,
    settled,
)
from breakd.core.stretch import (
    AREAS,
    EQUIPMENT,
    INTENSITIES,
    LOADS,
    POSITIONS,
    Dose,
    Preferences,
    Stretch,
)

ALL = load().stretches
DEFAULT = Preferences()
BREAK_S = 120.0
DAYS, PROMPTS = 240, 12

Picker = Callable[[Mapping[str, Stretch], Preferences, PickLog], str | None]


class Pick(NamedTuple):
    """One step of a simulated year."""

    stretch: Stretch
    outcome: Outcome


def breakd_picks(stretches: Mapping[str, Stretch], wants: Preferences, log: PickLog) -> str | None:
    return pick(stretches, wants, log, length=BREAK_S, seed=7)


def random_picks(seed: int) -> Picker:
    """What a break reminder without a rule does."""
    chance = random.Random(seed)

    def picks(stretches: Mapping[str, Stretch], wants: Preferences, log: PickLog) -> str | None:
        return chance.choice(fitting(stretches, wants, BREAK_S)).id

    return picks


def a_year(picker: Picker, seed: int = 1, wants: Preferences = DEFAULT) -> list[Pick]:
    """240 days of 12 prompts: 55 % done, 10 % skipped, the others missed or snoozed."""
    person = random.Random(seed)
    log = PickLog()
    year = []
    for _ in range(DAYS * PROMPTS):
        chosen = picker(ALL, wants, log)
        assert chosen is not None
        roll = person.random()
        outcome = (
            Outcome.DONE if roll < 0.55 else Outcome.SKIPPED if roll < 0.65 else Outcome.MISSED
        )
        if outcome is not Outcome.MISSED:
            year.append(Pick(ALL[chosen], outcome))
        log = noted(log, ALL[chosen], outcome)
    return year


# --- the promises, each a check that any picker can be put to -------------------------------------


def longest_gap(year: list[Pick], key: Callable[[Stretch], str], value: str) -> int:
    """The largest number of picks from one with this value to the next, ends included."""
    at = [i for i, step in enumerate(year, 1) if key(step.stretch) == value]
    return max(b - a for a, b in zip([0, *at], [*at, len(year) + 1], strict=True))


def every_area_soon(year: list[Pick]) -> bool:
    gaps = {area: longest_gap(year, lambda s: s.area, area) for area in AREAS}
    return max(gaps.values()) <= 12 and gaps["neck"] <= 6 and gaps["shoulders"] <= 6


def none_of_the_last_five(year: list[Pick]) -> bool:
    ids = [step.stretch.id for step in year]
    return all(ids[i] not in ids[max(0, i - 5) : i] for i in range(len(ids)))


def every_stretch_in_its_turn(year: list[Pick]) -> bool:
    return all(
        longest_gap(year, lambda s: s.id, stretch.id) <= 80
        for stretch in fitting(ALL, DEFAULT, BREAK_S)
    )


def shares_kept(year: list[Pick]) -> bool:
    given = Counter(step.stretch.area for step in year)
    return all(
        abs(100 * given[area] / len(year) - share) < 1 for area, share in DEFAULT.areas.items()
    )


PROMISES = [every_area_soon, none_of_the_last_five, every_stretch_in_its_turn, shares_kept]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_year_keeps_every_promise(seed: int) -> None:
    year = a_year(breakd_picks, seed)
    assert [promise.__name__ for promise in PROMISES if not promise(year)] == []


def test_a_year_with_all_that_can_be_allowed_keeps_them_too() -> None:
    anything = replace(
        DEFAULT,
        positions=frozenset(POSITIONS),
        equipment=frozenset(EQUIPMENT),
        intensity="advanced",
    )
    year = a_year(breakd_picks, wants=anything)
    assert every_area_soon(year)
    assert none_of_the_last_five(year)
    assert shares_kept(year)
    assert {step.stretch.id for step in year} == {
        stretch.id for stretch in fitting(ALL, anything, BREAK_S)
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_random_picker_keeps_none(seed: int) -> None:
    year = a_year(random_picks(seed), seed)
    assert [promise.__name__ for promise in PROMISES if promise(year)] == []


def test_a_favourite_comes_more_often_and_a_seldom_one_less() -> None:
    wants = replace(
        DEFAULT, favourites=frozenset({"shoulder-roll"}), seldom=frozenset({"eagle-arms"})
    )
    plain = Counter(step.stretch.id for step in a_year(breakd_picks))
    liked = Counter(step.stretch.id for step in a_year(breakd_picks, wants=wants))
    assert liked["shoulder-roll"] > 1.2 * plain["shoulder-roll"]
    assert 0 < liked["eagle-arms"] < 0.8 * plain["eagle-arms"]


# --- the filter ----------------------------------------------------------------------------------


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


@settings(max_examples=2000, deadline=None)
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


# --- the rule, step by step ----------------------------------------------------------------------


def a_stretch(id_: str, area: str = "neck", positions: tuple[str, ...] = ("seated",)) -> Stretch:
    return Stretch(id_, id_, area, "", (), "", (), Dose(5, 4), positions=frozenset(positions))


def table(*stretches: Stretch) -> dict[str, Stretch]:
    return {stretch.id: stretch for stretch in stretches}


def test_the_only_stretch_comes_again() -> None:
    one = table(a_stretch("a"))
    log = noted(PickLog(), one["a"], Outcome.DONE)
    assert pick(one, DEFAULT, log, length=60) == "a"


def test_the_area_furthest_behind_comes_first_and_ties_go_by_name() -> None:
    some = table(
        *(a_stretch(id_, "shoulders") for id_ in "ab"), *(a_stretch(id_, "neck") for id_ in "cd")
    )
    equal = replace(DEFAULT, areas={"neck": 1, "shoulders": 1})
    log = PickLog()
    areas = []
    for _ in range(6):
        chosen = pick(some, equal, log, length=60)
        assert chosen is not None
        areas.append(some[chosen].area)
        log = noted(log, some[chosen], Outcome.DONE)
    assert areas == ["neck", "shoulders"] * 3


def test_a_change_of_posture_weighs_half_as_much_again() -> None:
    two = table(a_stretch("sit"), a_stretch("stand", positions=("standing",)))
    for seed in range(50):  # 1.5 is more than chance can turn: 0.9 × 1.5 > 1.1
        assert pick(two, DEFAULT, PickLog(posture="seated"), length=60, seed=seed) == "stand"
        assert pick(two, DEFAULT, PickLog(posture="standing"), length=60, seed=seed) == "sit"
        assert (
            pick(two, DEFAULT, PickLog(), length=60, changes_posture_from="seated", seed=seed)
            == "stand"
        )


def test_chance_chooses_among_equals() -> None:
    two = table(a_stretch("a"), a_stretch("b"))
    chosen = Counter(pick(two, DEFAULT, PickLog(), length=60, seed=seed) for seed in range(200))
    assert min(chosen["a"], chosen["b"]) > 60


def test_chance_is_thrown_anew_for_every_pick() -> None:
    two = table(a_stretch("a"), a_stretch("b"))
    chosen = {pick(two, DEFAULT, PickLog(n=n), length=60) for n in range(20)}
    assert chosen == {"a", "b"}


def test_liking_weighs_two_or_a_half() -> None:
    two = table(a_stretch("a"), a_stretch("b"))
    for seed in range(50):
        liked = replace(DEFAULT, favourites=frozenset({"b"}))
        assert pick(two, liked, PickLog(), length=60, seed=seed) == "b"
        seldom = replace(DEFAULT, seldom=frozenset({"b"}))
        assert pick(two, seldom, PickLog(), length=60, seed=seed) == "a"


def test_the_largest_share_begins() -> None:
    first = pick(ALL, DEFAULT, PickLog(), length=BREAK_S)
    assert ALL[str(first)].area == "neck"


def test_the_log_remembers_the_change_of_posture() -> None:
    either = a_stretch("either", positions=("standing", "seated"))
    log = PickLog()
    postures = []
    for stretch in [either, either, either, a_stretch("sit"), a_stretch("sit"), either]:
        log = noted(log, stretch, Outcome.DONE)
        postures.append(log.posture)
    assert postures == ["seated", "standing", "seated", "seated", "seated", "standing"]


def test_a_skipped_stretch_rests_longer_each_time_and_the_third_skip_asks() -> None:
    skipped, others = a_stretch("s"), [a_stretch(f"o{i}") for i in range(6)]
    some = table(skipped, *others)
    log = PickLog()
    for row, rest in enumerate([10, 20, 40, 40], 1):
        log = noted(log, skipped, Outcome.SKIPPED)
        assert asks_to_hide(log, "s") == (row == 3)
        for _ in range(rest):
            chosen = pick(some, DEFAULT, log, length=60)
            assert chosen not in (None, "s")
            log = noted(log, some[str(chosen)], Outcome.DONE)
        # Unseen for longest by far, it comes as soon as its rest is over.
        assert pick(some, DEFAULT, log, length=60) == "s"
    log = noted(log, skipped, Outcome.DONE)
    assert not asks_to_hide(log, "s")
    assert "s" not in log.skips


def test_done_ends_the_rest() -> None:
    log = noted(PickLog(), ALL["chin-tuck"], Outcome.SKIPPED)
    assert log.rests_until == {"chin-tuck": 11}
    assert noted(log, ALL["chin-tuck"], Outcome.DONE).rests_until == {}


def test_what_rests_still_comes_where_nothing_else_is_left() -> None:
    one = table(a_stretch("a"))
    log = noted(PickLog(), one["a"], Outcome.SKIPPED)
    assert pick(one, DEFAULT, log, length=60) == "a"


@pytest.mark.parametrize(
    "outcome", [Outcome.NATURAL, Outcome.MISSED, Outcome.LAPSED, Outcome.ABORTED]
)
def test_a_break_that_did_not_happen_keeps_the_pick(outcome: Outcome) -> None:
    log = noted(PickLog(), ALL["chin-tuck"], Outcome.DONE)
    assert noted(log, ALL["eagle-arms"], outcome) == log


def test_an_area_that_was_off_for_months_does_not_take_over_when_it_returns() -> None:
    off = replace(DEFAULT, avoid=frozenset(load for load in LOADS if load.startswith("neck")))
    log = PickLog()

    def go_on(wants: Preferences, times: int) -> list[str]:
        nonlocal log
        areas = []
        log = settled(log, ALL, wants)
        for _ in range(times):
            chosen = pick(ALL, wants, log, length=BREAK_S)
            assert chosen is not None
            areas.append(ALL[chosen].area)
            log = noted(log, ALL[chosen], Outcome.DONE)
        return areas

    go_on(DEFAULT, 100)
    assert "neck" not in go_on(off, 500)
    assert 2 <= go_on(DEFAULT, 10).count("neck") <= 4


def test_settling_changes_nothing_while_the_shares_are_kept() -> None:
    log = PickLog()
    for _ in range(300):
        chosen = pick(ALL, DEFAULT, log, length=BREAK_S)
        assert chosen is not None
        log = noted(log, ALL[chosen], Outcome.DONE)
        assert settled(log, ALL, DEFAULT) == log


# --- the same everywhere, and across restarts ----------------------------------------------------

REPLAY = """
from breakd.catalogue.loader import load
from breakd.core.model import Outcome
from breakd.core.picker import PickLog, noted, pick
from breakd.core.stretch import Preferences
stretches = dict(reversed(load().stretches.items()))
log = PickLog()
for number in range(150):
    chosen = pick(stretches, Preferences(), log, length=120.0, seed=3)
    print(chosen)
    log = noted(log, stretches[chosen], Outcome.SKIPPED if number % 7 == 3 else Outcome.DONE)
"""


def test_every_process_picks_the_same() -> None:
    def picks(hash_seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        return subprocess.run(
            [sys.executable, "-c", REPLAY], env=env, capture_output=True, text=True, check=True
        ).stdout

    first = picks("1")
    assert picks("4711") == first
    assert len(set(first.split())) == len(fitting(ALL, DEFAULT, BREAK_S))


def test_it_survives_json() -> None:
    log = PickLog()
    for outcome in [Outcome.DONE, Outcome.SKIPPED, Outcome.SKIPPED, Outcome.DONE] * 20:
        chosen = pick(ALL, DEFAULT, log, length=BREAK_S)
        assert chosen is not None
        log = noted(log, ALL[chosen], outcome)
    again = PickLog.from_data(json.loads(json.dumps(log.to_data())))
    assert again == log
    assert pick(ALL, DEFAULT, again, length=60) == pick(ALL, DEFAULT, log, length=60)


GOOD: dict[str, object] = PickLog(3, {"neck": 3}, {"a": 3}, {"a": 1}, {"a": 13}, "seated").to_data()


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        [],
        {},
        "picks",
        {**GOOD, "n": -1},
        {**GOOD, "n": True},
        {**GOOD, "n": 1.5},
        {**GOOD, "n": 10**400},
        {**GOOD, "given": None},
        {**GOOD, "given": {"neck": "3"}},
        {**GOOD, "seen": {"a": 4}},
        {**GOOD, "skips": {1: 1}},
        {**GOOD, "rests_until": {"a": 99}},
        {**GOOD, "posture": "hanging"},
        {**GOOD, "posture": ["seated"]},
        {key: value for key, value in GOOD.items() if key != "seen"},
    ],
)
def test_nonsense_is_refused_in_a_sentence(nonsense: object) -> None:
    assert PickLog.from_data(GOOD).n == 3
    with pytest.raises(ValueError, match="the picks") as refusal:
        PickLog.from_data(nonsense)
    assert len(str(refusal.value)) < 100


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
