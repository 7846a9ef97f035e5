"""Left and right are called what the steps and the drawing say."""

import pytest

from breakd.catalogue.loader import load
from breakd.core.stretch import Stretch
from breakd.figure import poses
from breakd.figure.stock import pose_file

TWO_SIDED = [stretch for stretch in load([]).stretches.values() if stretch.sides == 2]
OTHER = {"left": "right", "right": "left", "l": "r", "r": "l"}
two_sided = pytest.mark.parametrize("stretch", TWO_SIDED, ids=lambda stretch: stretch.id)


@two_sided
def test_the_other_side_is_the_first_one_turned_round(stretch: Stretch) -> None:
    first, other = stretch.side_names
    words = (word.strip(",") for word in first.split())
    assert {"left", "right"} & set(words)
    swapped = first.replace("left", "\0").replace("right", "left").replace("\0", "right")
    assert other == swapped


@two_sided
def test_the_steps_speak_of_the_first_side_before_they_change(stretch: Stretch) -> None:
    first = next(word for word in ("left", "right") if word in stretch.side_names[0].split())
    assert any(first in step.lower() for step in stretch.steps[:-1])


@two_sided
def test_it_is_the_side_on_which_the_drawing_begins(stretch: Stretch) -> None:
    """What glows first is on the side that is named, or on the one that is turned away from."""
    file = pose_file(stretch.id)
    assert file is not None
    glowing = {side for _, side in poses.load(file).glow if side is not None}
    if not glowing:
        return
    named = stretch.side_names[0].split()
    side = next(word for word in named if word in OTHER)[0]
    assert glowing == {OTHER[side] if named[:2] == ["to", "the"] else side}
