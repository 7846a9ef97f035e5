"""How long a stretch takes, in full, in short, and cut to the time there is."""

from dataclasses import replace

import pytest

from breakd.core.stretch import Dose, Preferences, Stretch


def a_stretch(dose: Dose, sides: int = 1) -> Stretch:
    return Stretch("a", "A", "neck", "", (), "", (), dose, sides=sides)


def test_every_hold_takes_three_seconds_more_to_enter_and_leave() -> None:
    assert Dose(hold=20).seconds(sides=1) == 23
    assert Dose(hold=20, reps=2).seconds(sides=1) == 46
    assert Dose(hold=20, reps=2, sets=3).seconds(sides=1) == 138
    assert Dose(hold=20, reps=2, sets=3).seconds(sides=2) == 276
    assert Dose().seconds(sides=1) == 3  # done once, and not held


def test_a_breath_takes_five_seconds() -> None:
    assert Dose(breaths=6).seconds(sides=1) == 30
    assert Dose(breaths=6, sets=2).seconds(sides=2) == 120


def test_unless_said_otherwise_it_has_one_side_and_is_for_everybody() -> None:
    plain = Stretch("a", "A", "neck", "", (), "", (), Dose(hold=20))
    assert plain.seconds == 23
    assert (plain.enabled, plain.discreet, plain.side_after_side) == (True, False, False)


def test_what_is_held_or_breathed_stays_on_a_side_and_what_is_moved_goes_back_and_forth() -> None:
    held, moved, breathed = Dose(hold=10, reps=2), Dose(hold=9, reps=8), Dose(breaths=4)
    assert [a_stretch(dose, sides=2).stays for dose in (held, moved, breathed)] == [
        True,
        False,
        True,
    ]
    assert replace(a_stretch(moved, sides=2), side_after_side=True).stays


@pytest.mark.parametrize(
    ("dose", "short"),
    [
        (Dose(hold=30, reps=3, sets=2), Dose(hold=10)),
        (Dose(hold=10, reps=3), Dose(hold=10)),
        (Dose(hold=9, reps=3, sets=2), Dose(hold=9, reps=2)),
        (Dose(hold=9), Dose(hold=9)),
        (Dose(reps=12), Dose(reps=2)),
        (Dose(breaths=6, sets=2), Dose(breaths=2)),
        (Dose(breaths=1), Dose(breaths=1)),
    ],
)
def test_the_short_form_is_one_hold_or_two_of_something_shorter(dose: Dose, short: Dose) -> None:
    assert a_stretch(dose).short == short
    assert a_stretch(dose, sides=2).short_seconds == 2 * short.seconds(sides=1)


def test_of_too_much_first_sets_are_left_out_then_repetitions() -> None:
    stretch = a_stretch(Dose(hold=7, reps=4, sets=3))  # 10 s each
    assert [stretch.dose_for(length) for length in (120, 119, 40, 39, 30, 20, 19, 1)] == [
        Dose(hold=7, reps=4, sets=3),
        Dose(hold=7, reps=4),
        Dose(hold=7, reps=4),
        Dose(hold=7, reps=3),
        Dose(hold=7, reps=3),
        Dose(hold=7, reps=2),
        Dose(hold=7, reps=2),
        Dose(hold=7, reps=2),
    ]


def test_what_is_left_out_is_left_out_on_both_sides() -> None:
    stretch = a_stretch(Dose(hold=17, reps=2), sides=2)  # 20 s each
    assert stretch.dose_for(80) == Dose(hold=17, reps=2)
    assert stretch.dose_for(79) == Dose(hold=17)
    assert stretch.dose_for(39) == Dose(hold=10)


def test_a_long_hold_is_cut_short_only_when_one_of_it_is_too_much() -> None:
    stretch = a_stretch(Dose(hold=27, reps=2))  # 30 s each
    assert stretch.dose_for(59) == Dose(hold=27)
    assert stretch.dose_for(29) == Dose(hold=10)


def test_areas_have_the_documented_shares() -> None:
    shares = {"neck": 30, "shoulders": 25, "upper-back": 20, "chest": 15, "mid-back": 10}
    assert Preferences().areas == shares
