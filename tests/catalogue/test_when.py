"""What each step is for: said of every stretch, and true of what its drawing does meanwhile."""

import re

import pytest

from breakd.catalogue.check import stretch_from
from breakd.catalogue.fields import FlawError
from breakd.catalogue.loader import load
from breakd.core.stretch import MOMENTS, Stretch
from breakd.figure import poses
from breakd.figure.stock import pose_file
from breakd.figure.worker import timetable_of
from breakd.guide.course import course
from breakd.guide.plan import plan
from breakd.guide.segments import Doing

ALL = tuple(load([]).stretches.values())
every = pytest.mark.parametrize("stretch", ALL, ids=lambda stretch: stretch.id)
two_sided = pytest.mark.parametrize(
    "stretch", [stretch for stretch in ALL if stretch.sides == 2], ids=lambda stretch: stretch.id
)


@every
def test_each_step_has_its_moment_and_they_come_in_order(stretch: Stretch) -> None:
    assert len(stretch.when) == len(stretch.steps)
    words = [word for step in stretch.when for word in step.split()]
    assert set(words) <= set(MOMENTS)
    assert [MOMENTS.index(word) for word in words] == sorted(map(MOMENTS.index, words))
    assert {"ready", "in"} <= set(words)
    assert ("switch" in words) == (stretch.sides == 2)
    assert "out" in words or not stretch.dose.hold
    assert "hold" in words or not stretch.dose.hold


@every
def test_no_sentence_for_a_hold_asks_for_the_way_back(stretch: Stretch) -> None:
    for words, step in zip(stretch.when, stretch.steps, strict=True):
        if words == "hold":
            assert not re.search(r"\blet go\b|come back|come up|lie down|second time", step.lower())
        if "ready" in words.split():
            assert not re.search(r"\blet go\b|change sides", step.lower())


@every
def test_breathing_in_and_out_goes_with_the_sentences(stretch: Stretch) -> None:
    """Wherever a sentence tells how to breathe while one breathes with the movement."""
    file = pose_file(stretch.id)
    assert file is not None
    times = timetable_of(poses.load(file))
    for segment in plan(stretch, 300, course(times.phases, times.key)).segments:
        said = " ".join(stretch.steps[step] for step in segment.steps).lower()
        if segment.doing is Doing.BREATHE_IN:
            assert "breathe out" not in said
        if segment.doing is Doing.BREATHE_OUT:
            assert "breathe in" not in said


@two_sided
def test_the_drawing_shows_two_sides_where_there_are_two(stretch: Stretch) -> None:
    file = pose_file(stretch.id)
    assert file is not None
    times = timetable_of(poses.load(file))
    first, other = course(times.phases, times.key).parts
    half = other.start - first.start
    assert (first.held + half, first.let_go + half) == pytest.approx((other.held, other.let_go))


GOOD: dict[str, object] = {
    "id": "mine",
    "name": "Mine",
    "area": "neck",
    "summary": "Do it.",
    "steps": ["Sit.", "Turn to the left."],
    "feel": "There.",
    "cautions": [],
    "dose": {"hold": 5},
    "positions": ["seated"],
}


def test_it_may_be_left_out_or_told() -> None:
    assert stretch_from(GOOD, "here").when == ()
    assert stretch_from({**GOOD, "when": ["ready", "in hold"]}, "here").when == (
        "ready",
        "in hold",
    )


@pytest.mark.parametrize(
    "when", [["ready"], ["ready", "out"], ["ready", "switch in"], ["later", "in"], "in", [1, 2]]
)
def test_anything_else_is_one_sentence(when: object) -> None:
    with pytest.raises(FlawError, match=r"^here: when is .*, but should be .*\.$"):
        stretch_from({**GOOD, "when": when}, "here")
