"""The picking rule, step by step."""

from collections import Counter
from dataclasses import replace

import pytest

from breakd.core.model import Outcome
from breakd.core.picker import PickLog, asks_to_hide, noted, pick, settled
from breakd.core.stretch import LOADS, Preferences
from tests.core.choices import ALL, BREAK_S, DEFAULT, a_stretch, table


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
