"""The picking rule's promises over a simulated year, and that a random picker breaks them."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pytest

from breakd.core.model import Outcome
from breakd.core.picker import PickLog, fitting, noted, pick
from breakd.core.stretch import AREAS, EQUIPMENT, POSITIONS, Preferences, Stretch
from tests.core.choices import ALL, BREAK_S, DEFAULT

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
