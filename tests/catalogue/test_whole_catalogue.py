"""What the catalogue holds, who is offered which of it, and how long each takes."""

from dataclasses import replace
from pathlib import Path

import pytest

from breakd.catalogue.loader import BUILT_IN, OWN, load
from breakd.core.picker import fitting
from breakd.core.stretch import AREAS, EQUIPMENT, POSITIONS, Preferences

ALL = load().stretches
DEFAULT = Preferences()
ANY_LENGTH = 1e6

# hold, reps, sets, breaths, sides; and the seconds it should take, give or take a sixth (a fifth
# where there is a moment before or between that the dose does not count).
PLAN = {
    "upper-trapezius-stretch": (15, 2, 1, 0, 2, 76),
    "neck-rotation-chin-to-shoulder": (15, 2, 1, 0, 2, 76),
    "chin-tuck": (5, 8, 1, 0, 1, 64),
    "levator-scapulae-stretch": (15, 2, 1, 0, 2, 76),
    "neck-active-rotation": (2, 5, 1, 0, 2, 50),
    "shoulder-roll": (0, 10, 2, 0, 1, 60),
    "eagle-arms": (20, 2, 1, 0, 2, 96),
    "seated-mountain-pose": (5, 4, 1, 0, 2, 82),
    "cross-body-shoulder-stretch": (20, 2, 1, 0, 2, 96),
    "shoulder-shrug": (4, 8, 1, 0, 1, 56),
    "overhead-triceps-stretch": (15, 2, 1, 0, 2, 76),
    "thoracic-extension-chair": (5, 6, 1, 0, 1, 54),
    "self-hug-elbow-touch": (10, 4, 1, 0, 1, 56),
    "scapular-squeeze": (5, 8, 1, 0, 1, 64),
    "upper-back-reach": (15, 3, 1, 0, 1, 57),
    "wall-angel": (2, 8, 1, 0, 1, 40),
    "doorway-pec-stretch": (30, 2, 1, 0, 1, 68),
    "corner-pec-stretch": (30, 2, 1, 0, 1, 68),
    "hands-clasped-behind-back": (15, 3, 1, 0, 1, 57),
    "brugger-relief": (10, 4, 1, 0, 1, 56),
    "overhead-arm-reach": (5, 4, 1, 0, 2, 72),
    "seated-chair-twist": (10, 3, 1, 0, 2, 84),
    "seated-cat-cow": (0, 1, 2, 6, 1, 72),
    "desk-lat-stretch": (20, 3, 1, 0, 1, 72),
}
LOOSE = {"seated-mountain-pose", "seated-cat-cow"}
# What is not offered by default, and takes exactly so many seconds.
OFF = {
    "upper-trapezius-stretch-with-head-circle": 72,
    "neck-side-bend-and-roll": 48,
    "neck-isometrics": 64,
    "wall-push-up": 30,
    "seated-chest-opener-head-supported": 40,
}
TOWEL = {"cow-face-arms": 72, "towel-shoulder-pass-through": 40}
FLOOR = {
    "side-lying-windmill": 80,
    "sleeper-stretch": 198,
    "thoracic-cat-cow": 50,
    "static-extension-position-on-elbows": 48,
    "open-book": 66,
    "thread-the-needle": 108,
    "staff-pose-chest-opener": 33,
    "cat-cow": 40,
    "childs-pose": 56,
    "childs-pose-lat-stretch": 46,
    "sphinx-pose": 33,
    "prone-press-up": 80,
    "bird-dog": 96,
    "knee-to-chest": 78,
}
FLOOR_ROLLER = {"thoracic-extension-foam-roller": 39, "pec-stretch-foam-roller": 66}
FLOOR_ADVANCED = {
    "prone-cobra": 40,
    "prone-cactus-rotation": 64,
    "locust-pose": 54,
    "prone-rolling-chest-opener": 66,
    "bridge-pose": 54,
    "camel-pose": 39,
    "upward-plank": 54,
}
FLOOR_ADVANCED_TOWEL = {"fish-pose": 48}
NOT_BY_DEFAULT = {**OFF, **TOWEL, **FLOOR, **FLOOR_ROLLER, **FLOOR_ADVANCED, **FLOOR_ADVANCED_TOWEL}


def offered(wants: Preferences) -> set[str]:
    return {stretch.id for stretch in fitting(ALL, wants, ANY_LENGTH)}


def test_it_is_whole_and_in_order() -> None:
    assert load().problems == ()
    assert set(ALL) == set(PLAN) | set(NOT_BY_DEFAULT)
    assert len(ALL) == 55
    areas = [stretch.area for stretch in ALL.values()]
    assert areas == sorted(areas, key=AREAS.index)


def test_every_file_is_read_and_short_enough_to_look_through() -> None:
    files = {BUILT_IN / place / f"{area}.toml" for place, areas in OWN.items() for area in areas}
    found = {file for place in OWN for file in (BUILT_IN / place).iterdir()}
    assert found == files
    assert all(len(file.read_text().splitlines()) <= 250 for file in found)


def test_by_default_nothing_but_the_default_set_is_offered() -> None:
    corner = replace(DEFAULT, equipment=frozenset({"chair", "corner", "wall", "sturdy-desk"}))
    assert offered(DEFAULT) == set(PLAN) - {"corner-pec-stretch"}
    assert offered(corner) == set(PLAN) - {"doorway-pec-stretch"}


def test_whoever_allows_more_is_offered_more() -> None:
    floor = replace(DEFAULT, positions=frozenset({"floor"}))
    everywhere = replace(DEFAULT, positions=frozenset(POSITIONS))
    with_all = replace(everywhere, equipment=frozenset(EQUIPMENT))
    anything = replace(with_all, intensity="advanced")
    towel = replace(DEFAULT, equipment=DEFAULT.equipment | {"towel"})
    roller = replace(floor, equipment=frozenset({"foam-roller"}))
    usual = offered(DEFAULT)
    assert offered(floor) == set(FLOOR)
    assert offered(everywhere) == usual | set(FLOOR)
    assert offered(towel) == usual | set(TOWEL)
    assert offered(roller) == {*FLOOR, *FLOOR_ROLLER}
    assert offered(replace(floor, intensity="advanced")) == {*FLOOR, *FLOOR_ADVANCED}
    assert offered(with_all) == usual | {*FLOOR, *TOWEL, *FLOOR_ROLLER}
    assert offered(anything) == set(ALL) - {"corner-pec-stretch"} - set(OFF)
    assert offered(replace(anything, include=frozenset(OFF))) == set(ALL) - {"corner-pec-stretch"}


def test_the_floor_is_away_from_the_desk() -> None:
    floor = {*FLOOR, *FLOOR_ROLLER, *FLOOR_ADVANCED, *FLOOR_ADVANCED_TOWEL}
    assert {one.id for one in ALL.values() if "floor" in one.positions} == floor
    assert {one.id for one in ALL.values() if one.scope == "off-desk"} == floor
    assert all(ALL[id_].positions == {"floor"} for id_ in floor)


def test_those_that_need_an_expert_are_advanced() -> None:
    advanced = {*FLOOR_ADVANCED, *FLOOR_ADVANCED_TOWEL}
    assert {one.id for one in ALL.values() if one.intensity == "advanced"} == advanced


@pytest.mark.parametrize("id_", PLAN)
def test_the_dose_is_as_planned(id_: str) -> None:
    stretch = ALL[id_]
    hold, reps, sets, breaths, sides, seconds = PLAN[id_]
    dose = stretch.dose
    assert (dose.hold, dose.reps, dose.sets, dose.breaths) == (hold, reps, sets, breaths)
    assert stretch.sides == sides
    assert stretch.seconds == pytest.approx(seconds, rel=0.25 if id_ in LOOSE else 1 / 6)


@pytest.mark.parametrize("id_", NOT_BY_DEFAULT)
def test_the_other_doses_too(id_: str) -> None:
    assert ALL[id_].seconds == NOT_BY_DEFAULT[id_]


def test_every_area_has_something_for_someone_who_only_sits_without_any_thing() -> None:
    sits = Preferences(positions=frozenset({"seated"}), equipment=frozenset({"chair"}))
    assert {ALL[id_].area for id_ in offered(sits)} == set(AREAS) == set(DEFAULT.areas)


# --- in a call -----------------------------------------------------------------------------------

VISIBLE = {
    *("neck-rotation", "neck-side-bend", "neck-extension", "overhead", "hand-behind-back"),
    *("arm-across-chest", "trunk-rotation", "shoulder-abduction", "stand", "kneel"),
    "lean-on-hands",
}


def test_some_pass_unnoticed_in_a_call() -> None:
    discreet = [one for one in ALL.values() if one.discreet]
    assert {one.id for one in discreet} == {
        "chin-tuck",
        "shoulder-shrug",
        "scapular-squeeze",
        "brugger-relief",
        "seated-cat-cow",
    }
    assert {one.area for one in discreet} == set(AREAS)
    for one in discreet:
        assert one.id in offered(DEFAULT)
        assert "seated" in one.positions
        assert one.equipment <= {"chair"}
        assert not one.loads & VISIBLE


def test_the_drawn_ones_are_of_the_catalogue() -> None:
    drawn = {file.stem for file in Path(BUILT_IN / "poses").glob("*.toml")}
    assert drawn <= set(ALL)
