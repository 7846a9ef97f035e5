"""What is written about a stretch: complete, short, neutral and safe; and how much of it fits."""

import re
from dataclasses import replace

import pytest

from breakd.catalogue.loader import load
from breakd.core.stretch import Dose, Stretch
from breakd.text import stretches as text

ALL = tuple(load().stretches.values())

PROMISES = (
    r"re-?align|cures?\b|heals?\b|eliminat|\bfix(es)?\b|treats?\b|prevent|pain[- ]free|"
    r"relie(f|ve)s? (of )?pain|text[- ]?neck|tech[- ]neck|bad posture|good posture|correct posture"
)
RISKY = (
    r"pull (on )?(the|your) head|push (the|your) head|circle (the|your) (head|neck)|"
    r"roll (the|your) (head|neck)|(tip|tilt|drop|let) (the|your) head (fall )?back\b|"
    r"look up|eyes to the ceiling|ceiling with|bounce|force|as far as (possible|you can)"
)
HAND_ON_HEAD = (
    r"hands? (rests? |lies )?(on|over) (the|your|one) (head|ear|forehead)|"
    r"(press|weigh) (on )?(the|your)? ?head"
)


def sentences(stretch: Stretch) -> list[str]:
    return [stretch.summary, *stretch.steps, stretch.feel, *stretch.cautions]


def cautions(stretch: Stretch) -> str:
    return " ".join(stretch.cautions).lower()


def everything(stretch: Stretch) -> str:
    return " ".join([stretch.name, *stretch.aliases, *sentences(stretch), stretch.source])


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


@pytest.mark.parametrize("stretch", ALL, ids=lambda s: s.id)
def test_nothing_risky_is_asked_for(stretch: Stretch) -> None:
    """The still head press is light, moves nothing, and is off by default."""
    words = " ".join(sentences(stretch))
    assert not re.search(RISKY, words, re.IGNORECASE)
    if stretch.id != "neck-isometrics":
        assert not re.search(HAND_ON_HEAD, words, re.IGNORECASE)
        assert "neck-extension" not in stretch.loads


@pytest.mark.parametrize("stretch", [s for s in ALL if s.area == "neck"], ids=lambda s: s.id)
def test_the_neck_never_does_much(stretch: Stretch) -> None:
    assert stretch.intensity != "advanced"
    assert stretch.dose.hold <= 15
    assert re.search(r"stop|slowly|leave it out|not pull|never|keeps off", cautions(stretch), re.I)


@pytest.mark.parametrize("stretch", [s for s in ALL if "floor" in s.positions], ids=lambda s: s.id)
def test_on_the_floor_knees_wrists_and_the_low_back_are_minded(stretch: Stretch) -> None:
    words, minded = " ".join(sentences(stretch)).lower(), cautions(stretch)
    kneels = re.search(r"\bkneel|all fours|knees and elbows|on your heels", stretch.summary.lower())
    assert ("kneel" in stretch.loads) == bool(kneels)
    if "kneel" in stretch.loads:
        assert re.search(r"soft|cushion|kneeling hurts|chair", words)
    if "lean-on-hands" in stretch.loads:
        assert re.search(r"wrist", words)
    if stretch.intensity == "advanced":
        assert re.search(r"stop|not with|plenty|does not rise|milder|low back", minded)


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


@pytest.mark.parametrize("stretch", ALL, ids=lambda s: s.id)
def test_the_dose_that_fits_is_as_much_as_fits(stretch: Stretch) -> None:
    assert stretch.dose_for(stretch.seconds) == stretch.dose
    assert stretch.dose_for(0) == stretch.short
    assert stretch.short_seconds <= 32
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


# --- before any of them --------------------------------------------------------------------------

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
    assert "breakd hide ID" in text.HOW_TO_SWITCH_OFF
    texts = text.DISCLAIMER + text.HOW_TO_SWITCH_OFF
    assert all(len(line) <= 78 for line in texts.splitlines())
