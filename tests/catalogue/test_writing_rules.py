"""What is written about a stretch: complete, short, neutral, safe, and dosed as planned."""

import re
from dataclasses import replace
from itertools import chain

import pytest

from breakd.catalogue.loader import load
from breakd.core.stretch import AREAS, Dose, Preferences, Stretch
from breakd.text import stretches as text

CATALOGUE = load()
ALL = tuple(CATALOGUE.stretches.values())
ON = tuple(stretch for stretch in ALL if stretch.enabled)

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
OFF = {
    "upper-trapezius-stretch-with-head-circle",
    "neck-side-bend-and-roll",
    "neck-isometrics",
    "cow-face-arms",
    "towel-shoulder-pass-through",
    "wall-push-up",
    "seated-chest-opener-head-supported",
}

PROMISES = (
    r"re-?align|cures?\b|heals?\b|eliminat|\bfix(es)?\b|treats?\b|prevent|pain[- ]free|"
    r"relie(f|ve)s? (of )?pain|text[- ]neck|tech[- ]neck|bad posture|good posture|correct posture"
)
RISKY = (
    r"hands? (rests? )?on (the|your) head|pull (on )?(the|your) head|press (on )?(the|your) head|"
    r"push (the|your) head|circle (the|your) (head|neck)|roll (the|your) (head|neck|chin)|"
    r"(tip|tilt|drop|let) (the|your) head (fall )?back\b|look up|bounce|"
    r"as far as (possible|you can)"
)


def sentences(stretch: Stretch) -> list[str]:
    return [stretch.summary, *stretch.steps, stretch.feel, *stretch.cautions]


def everything(stretch: Stretch) -> str:
    return " ".join([stretch.name, *stretch.aliases, *sentences(stretch), stretch.source])


def test_the_catalogue_is_whole_and_in_order() -> None:
    assert CATALOGUE.problems == ()
    assert {stretch.id for stretch in ON} == set(PLAN)
    assert {stretch.id for stretch in ALL} - set(PLAN) == OFF
    areas = [stretch.area for stretch in ALL]
    assert areas == sorted(areas, key=AREAS.index)


@pytest.mark.parametrize("stretch", ALL, ids=lambda s: s.id)
def test_it_is_written_by_the_rules(stretch: Stretch) -> None:
    assert len(stretch.summary) <= 120
    assert 3 <= len(stretch.steps) <= 6
    assert all(len(step) <= 90 for step in stretch.steps)
    assert all(line.endswith(".") and "  " not in line for line in sentences(stretch))
    assert all(line[0].isupper() for line in sentences(stretch))
    assert stretch.cautions
    assert stretch.muscles
    assert stretch.source
    assert not re.search(PROMISES, everything(stretch), re.IGNORECASE)
    assert not re.search(r"https?:|www\.", everything(stretch))


def test_no_sentence_of_instruction_is_used_twice_for_two_movements() -> None:
    summaries = [stretch.summary for stretch in ALL]
    assert len(set(summaries)) == len(summaries)


@pytest.mark.parametrize("stretch", [s for s in ALL if s.sides == 2], ids=lambda s: s.id)
def test_a_stretch_of_two_sides_names_them(stretch: Stretch) -> None:
    assert re.search(r"\b(right|left)\b", stretch.summary, re.IGNORECASE)
    steps = " ".join(stretch.steps).lower()
    assert "left" in steps
    assert "right" in steps


@pytest.mark.parametrize("stretch", ON, ids=lambda s: s.id)
def test_nothing_risky_is_on_by_default(stretch: Stretch) -> None:
    assert not re.search(RISKY, " ".join(sentences(stretch)), re.IGNORECASE)
    assert "neck-extension" not in stretch.loads
    assert stretch.intensity != "advanced"
    assert "floor" not in stretch.positions


@pytest.mark.parametrize("stretch", ALL, ids=lambda s: s.id)
def test_movements_and_things_follow_from_what_is_done(stretch: Stretch) -> None:
    words = " ".join(sentences(stretch)).lower()
    standing_only = stretch.positions == {"standing"}
    assert ("stand" in stretch.loads) == standing_only
    if standing_only and stretch.equipment & {"doorway", "wall", "corner", "towel"}:
        assert stretch.scope == "near-desk"
    if stretch.area == "neck" and re.search(r"\bturn your head\b", words):
        assert "neck-rotation" in stretch.loads
    if "overhead" in words or "above your head" in words:
        assert "overhead" in stretch.loads
    if "behind your back" in words:
        assert "hand-behind-back" in stretch.loads
    if "chair" in stretch.equipment and stretch.loads & {"thoracic-extension", "trunk-rotation"}:
        assert re.search(r"feet (are )?planted", words)
    if "doorway" in stretch.equipment:
        assert "latched" in words
    if "sturdy-desk" in stretch.equipment:
        assert "desk must not" in words


@pytest.mark.parametrize("id_", PLAN)
def test_the_dose_is_as_planned(id_: str) -> None:
    stretch = CATALOGUE.stretches[id_]
    hold, reps, sets, breaths, sides, seconds = PLAN[id_]
    dose = stretch.dose
    assert (dose.hold, dose.reps, dose.sets, dose.breaths) == (hold, reps, sets, breaths)
    assert stretch.sides == sides
    assert stretch.seconds == pytest.approx(seconds, rel=0.25 if id_ in LOOSE else 1 / 6)
    assert stretch.short_seconds <= 32


@pytest.mark.parametrize("stretch", ALL, ids=lambda s: s.id)
def test_the_dose_that_fits_is_as_much_as_fits(stretch: Stretch) -> None:
    assert stretch.dose_for(stretch.seconds) == stretch.dose
    assert stretch.dose_for(0) == stretch.short
    taken = [stretch.dose_for(length).seconds(stretch.sides) for length in range(1, 200)]
    assert min(taken) >= stretch.short_seconds
    fits = [
        (length, seconds)
        for length, seconds in enumerate(taken, 1)
        if length >= stretch.short_seconds
    ]
    assert all(seconds <= length for length, seconds in fits)
    assert [seconds for _, seconds in fits] == sorted(seconds for _, seconds in fits)


def test_the_short_form_is_never_more_than_the_full_one() -> None:
    once = replace(ALL[0], dose=Dose(hold=5))
    assert once.short == once.dose
    breath = replace(ALL[0], dose=Dose(breaths=1))
    assert breath.short == breath.dose


def test_every_area_has_something_for_someone_who_only_sits_without_any_thing() -> None:
    at_hand = [s for s in ON if "seated" in s.positions and s.equipment <= {"chair"}]
    assert {stretch.area for stretch in at_hand} == set(AREAS) == set(Preferences().areas)


# --- as a terminal shows it ----------------------------------------------------------------------


@pytest.mark.parametrize("stretch", ALL, ids=lambda s: s.id)
def test_a_description_says_everything_and_stays_narrow(stretch: Stretch) -> None:
    shown = text.describe(stretch)
    assert all(len(line) <= 78 for line in shown.splitlines())
    assert shown.endswith("\n")
    flowing = " ".join(shown.split())
    parts = chain(sentences(stretch), stretch.muscles, stretch.loads, [stretch.id, stretch.source])
    assert [part for part in parts if part not in flowing] == []
    assert ("off by default" in shown) == (not stretch.enabled)


def test_a_listing_marks_what_is_hidden_and_what_is_off() -> None:
    lines = text.listing(
        CATALOGUE.stretches, {"chin-tuck"}, included={"cow-face-arms"}
    ).splitlines()
    assert all(len(line) <= 78 for line in lines)
    mark = {line[2:].split()[0]: line[0] for line in lines if line.endswith(" s")}
    assert set(mark) == {stretch.id for stretch in ALL}
    assert mark["chin-tuck"] == "-"
    assert mark["wall-push-up"] == "o"
    assert mark["cow-face-arms"] == mark["eagle-arms"] == " "
    assert "hidden by you" in "\n".join(lines)
    plain = {id_: s for id_, s in CATALOGUE.stretches.items() if s.enabled}
    assert "hidden" not in text.listing(plain, set())


REASONS = (
    "not medical advice, treats nothing, no physiotherapist, pain is not, stop at once, "
    "dizziness, faintness, double vision, speaking, swallowing, numbness, tingling, weakness, "
    "face, unsteady, headache, neck pain, chest pain, breathlessness, injury, operation, arm, "
    "osteoporosis, steroids, inflammatory, unstable, cancer, fever, stiff neck, stroke, tia, "
    "blood pressure, dislocated, frozen shoulder, vertigo"
)


def test_the_disclaimer_names_every_reason_to_stop_and_to_ask() -> None:
    whole = " ".join(text.DISCLAIMER.split()).lower()
    missing = [word for word in REASONS.split(", ") if word not in whole]
    assert missing == []
    assert "not medical advice" in text.DISCLAIMER_SHORT
    assert "stretches.exclude +ID" in text.HOW_TO_SWITCH_OFF
    texts = text.DISCLAIMER + text.HOW_TO_SWITCH_OFF
    assert all(len(line) <= 78 for line in texts.splitlines())
