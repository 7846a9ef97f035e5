"""The picking rule's own figures: what weighs how much, and when an area is behind."""

from collections import Counter
from dataclasses import replace

import pytest

from breakd.core.model import Outcome
from breakd.core.offered import WhyNot, why_not
from breakd.core.picker import PickLog, fitting, noted, pick, settled
from breakd.core.stretch import Preferences
from tests.core.choices import DEFAULT, a_stretch, table

# --- what fits -----------------------------------------------------------------------------------


def test_what_is_exactly_allowed_is_offered() -> None:
    wants = Preferences(equipment=frozenset({"chair"}), intensity="moderate", areas={"neck": 1})
    just = a_stretch("just", equipment="chair", intensity="moderate")
    assert why_not(just, table(just), wants) == ()
    instead = a_stretch("instead", stands_in_for="just")
    assert why_not(instead, table(just, instead), wants) == (WhyNot.OTHER,)
    elsewhere = a_stretch("elsewhere", "chest")
    assert why_not(elsewhere, table(elsewhere), wants) == (WhyNot.AREA,)


def test_a_short_form_as_long_as_the_break_fits() -> None:
    one = table(a_stretch("a"))  # twice 5 s, and 3 s around each
    assert fitting(one, DEFAULT, 16)
    assert not fitting(one, DEFAULT, 15.9)


# --- what weighs how much ------------------------------------------------------------------------


def winners(wants: Preferences, *, a: int, b: int, posture: str = "seated") -> set[str | None]:
    """Which of two is picked, over many throws of chance, after so many picks without it."""
    standing = frozenset({"standing"})
    two = table(a_stretch("arm-lift"), replace(a_stretch("side-bend"), positions=standing))
    log = PickLog(n=100, seen={"arm-lift": 101 - a, "side-bend": 101 - b}, posture=posture)
    return {pick(two, wants, log, length=60, seed=seed) for seed in range(1500)}


STANDING, SEATED, NEITHER = "standing", "seated", ""
A, B, BOTH = {"arm-lift"}, {"side-bend"}, {"arm-lift", "side-bend"}
FAVOURITE = replace(DEFAULT, favourites=frozenset(A))
SELDOM = replace(DEFAULT, seldom=frozenset(A))


@pytest.mark.parametrize(
    ("wants", "posture", "a", "b", "picked"),
    [
        # Chance is worth a tenth more or less, on either side.
        (DEFAULT, NEITHER, 10, 10, BOTH),
        (DEFAULT, NEITHER, 10, 12, BOTH),
        (DEFAULT, NEITHER, 8, 10, B),
        # Each pick without it counts as one more.
        (DEFAULT, NEITHER, 2, 3, B),
        (FAVOURITE, NEITHER, 2, 4, BOTH),
        (FAVOURITE, NEITHER, 2, 5, B),
        # A favourite counts twice.
        (FAVOURITE, NEITHER, 8, 13, A),
        (FAVOURITE, NEITHER, 8, 16, BOTH),
        (FAVOURITE, NEITHER, 8, 20, B),
        # One that is to come seldom counts half.
        (SELDOM, NEITHER, 26, 10, A),
        (SELDOM, NEITHER, 20, 10, BOTH),
        (SELDOM, NEITHER, 16, 10, B),
        # A change of posture counts half as much again.
        (DEFAULT, STANDING, 8, 9, A),
        (DEFAULT, STANDING, 8, 12, BOTH),
        (DEFAULT, STANDING, 8, 15, B),
        (DEFAULT, SEATED, 12, 8, BOTH),
    ],
)
def test_weights(wants: Preferences, posture: str, a: int, b: int, picked: set[str]) -> None:
    assert winners(wants, a=a, b=b, posture=posture) == picked


def test_even_a_favourite_does_not_come_twice_in_a_row_where_another_fits() -> None:
    two = table(a_stretch("a"), a_stretch("b"))
    log = PickLog(n=2, seen={"a": 2, "b": 1})
    wants = replace(DEFAULT, favourites=frozenset({"a"}), seldom=frozenset({"b"}))
    assert {pick(two, wants, log, length=60, seed=seed) for seed in range(50)} == {"b"}


def test_a_new_stretch_does_not_push_in_before_all_that_have_waited_longer() -> None:
    two = table(a_stretch("a"), a_stretch("new"))
    long_ago = PickLog(n=20, seen={"a": 1})
    assert pick(two, DEFAULT, long_ago, length=60) == "new"
    # It counts as seen five picks before the first.
    liked = replace(DEFAULT, favourites=frozenset({"a"}))
    assert pick(two, liked, long_ago, length=60) == "a"


def test_chance_is_as_fair_to_ids_that_differ_in_their_last_letter_alone() -> None:
    letters = table(*(a_stretch(f"stretch-{letter}") for letter in "abcdefgh"))
    first = Counter(pick(letters, DEFAULT, PickLog(), length=60, seed=n) for n in range(1600))
    assert first.keys() == letters.keys()
    assert 150 < min(first.values()) <= max(first.values()) < 250  # 200 each, give or take 13


def test_whether_one_beats_another_says_nothing_of_a_third() -> None:
    a, b, c = (a_stretch(f"stretch-{letter}") for letter in "abc")
    pairs = [table(a, b), table(a, c), table(b, c)]
    orders = Counter(
        tuple(pick(pair, DEFAULT, PickLog(), length=60, seed=n) for pair in pairs)
        for n in range(1200)
    )
    assert len(orders) == 6
    assert 150 < min(orders.values()) <= max(orders.values()) < 250


def test_every_version_picks_the_same() -> None:
    """A pick that was announced is still the next after an update."""
    some = table(*(a_stretch(id_) for id_ in "abcdefgh"))
    log, picked = PickLog(), ""
    for _ in range(40):
        chosen = pick(some, DEFAULT, log, length=60, seed=7)
        assert chosen is not None
        picked += chosen
        log = noted(log, some[chosen], Outcome.DONE)
    assert picked == "fbeadghcfbeadghcfebadghcfebadhgcfebahdgc"


# --- which area ----------------------------------------------------------------------------------


def areas_in_turn(shares: dict[str, int], log: PickLog, times: int) -> list[str]:
    some = table(*(a_stretch(f"{area}{n}", area) for area in shares for n in range(7)))
    wants, areas = replace(DEFAULT, areas=shares), []
    for _ in range(times):
        chosen = pick(some, wants, log, length=60)
        assert chosen is not None
        areas.append(some[chosen].area)
        log = noted(log, some[chosen], Outcome.DONE)
    return areas


def test_areas_come_in_the_ratio_of_their_shares_and_evenly() -> None:
    turns = areas_in_turn({"neck": 2, "chest": 1}, PickLog(), 9)
    assert turns == ["neck", "chest", "neck"] * 3


def test_an_area_never_given_has_not_been_given() -> None:
    assert areas_in_turn({"neck": 1, "chest": 1}, PickLog(n=1, given={"chest": 1}), 1) == ["neck"]
    assert areas_in_turn({"neck": 1, "chest": 1}, PickLog(n=1, given={"neck": 1}), 1) == ["chest"]


@pytest.mark.parametrize(("given", "afresh"), [(3, False), (4, True)])
def test_more_than_two_picks_behind_its_share_an_area_starts_afresh(
    given: int, afresh: bool
) -> None:
    some = table(a_stretch("n", "neck"), a_stretch("c", "chest"))
    wants = replace(DEFAULT, areas={"neck": 1, "chest": 1})
    log = PickLog(n=given, given={"neck": given}, seen={"n": given})
    kept = settled(log, some, wants)
    assert kept.given == ({} if afresh else {"neck": given})
    assert (kept.n, kept.seen) == (given, {"n": given})


# --- what is kept --------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [0, 2**53])
def test_counts_from_nothing_to_the_largest_that_json_keeps(n: int) -> None:
    data = PickLog(n=n, given={"neck": 0}).to_data()
    assert PickLog.from_data(data) == PickLog(n=n, given={"neck": 0})


def test_more_picks_than_json_keeps_are_nonsense() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        PickLog.from_data(PickLog(n=2**53 + 1).to_data())
    with pytest.raises(ValueError, match="table"):
        PickLog.from_data({**PickLog().to_data(), "skips": {"a": 0, 1: 0}})


def test_the_first_of_everything_counts_one() -> None:
    one = a_stretch("a")
    log = noted(PickLog(), one, Outcome.SKIPPED)
    assert (log.n, log.given, log.seen, log.skips) == (1, {"neck": 1}, {"a": 1}, {"a": 1})
    again = noted(log, one, Outcome.SKIPPED)
    assert (again.n, again.given, again.seen, again.skips) == (2, {"neck": 2}, {"a": 2}, {"a": 2})
