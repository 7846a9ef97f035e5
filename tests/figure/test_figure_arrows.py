"""Arrows are there while the way that they show is still to be gone."""

import tomllib

import pytest

from breakd.figure.arrows import ribbons
from breakd.figure.poses import drawing_from
from breakd.figure.timeline import Timeline

# A hold of half a second, two ways of one second each, a hold of one second, a second back.
TWO_WAYS = """
base = "seated"
arrow = [{ keys = [0, 1, 2], of = "head", at = [0, 0, 20] }]
[[key]]
hold = 0.5
[[key]]
hold = 0
neck = [0, 0, 20]
[[key]]
hold = 1
neck = [0, 0, 28]
head = [0, 0, 40]
"""


def test_an_arrow_over_several_ways_stays_until_the_end_of_the_last() -> None:
    drawing = drawing_from(tomllib.loads(TWO_WAYS), "it", "it")
    line = Timeline(drawing)

    def seen(t: float) -> bool:
        return bool(ribbons(drawing, line.at(t), 200, still=False))

    assert all(seen(t / 10) for t in range(22))
    assert not any(seen(t) for t in (2.45, 3.0, 3.8, 4.4))


# The wrist stays where it is, the palm turns from behind to ahead.
TURNING = """
base = "standing"
arrow = [{ keys = [0, 1], of = "%s", at = [8, -8, 0] }]
[[key]]
hold = 0.5
palm = [0, 0, -1]
[[key]]
hold = 1
palm = [-0.1, 0, 1]
"""


@pytest.mark.parametrize(("of", "shown"), [("hand_l", 1), ("wrist_l", 0)])
def test_an_arrow_of_a_hand_turns_along_with_it(of: str, shown: int) -> None:
    drawing = drawing_from(tomllib.loads(TURNING % of), "it", "it")
    assert len(ribbons(drawing, Timeline(drawing).at(0.2), 200, still=False)) == shown
