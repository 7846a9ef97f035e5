"""Things lie where the body needs them."""

import math
import tomllib

from breakd.figure.camera import Camera
from breakd.figure.drawing import Drawing, View
from breakd.figure.poses import drawing_from
from breakd.figure.props import in_hands, things
from breakd.figure.solve import solve
from breakd.figure.themes import Style, palette

FROM_ABOVE = View(0, 80, (0, 0, 200), False)
COLOURS = palette(Style("light", "teal"))


def drawing(text: str) -> Drawing:
    return drawing_from(tomllib.loads(text), "it", "it.toml")


def extent(name: str, pelvis: str) -> tuple[float, float]:
    """How far a thing under somebody who lies goes across and along her, on the picture."""
    key = solve(drawing(f'base = "supine"\n[[key]]\npelvis = {pelvis}').keys[0].pose)
    (part,) = things([name], key, Camera(FROM_ABOVE, 200), COLOURS)
    points = [point for shape in part.solids() for point in shape.hull.points]
    xs, ys = zip(*points, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def test_a_roller_lies_across_under_the_chest() -> None:
    across, along = extent("roller", "[0, 12, 0]")
    assert across > 3 * along


def test_a_roller_that_carries_the_pelvis_too_lies_along() -> None:
    across, along = extent("roller", "[0, 25.5, 0]")
    assert along > 3 * across


def test_a_towel_under_the_back_is_in_nobodys_hands() -> None:
    """Nor while she still sits in front of it."""
    both = drawing('base = "supine"\nicon = 1\n[[key]]\ntilt = [0, 0, 0]\n[[key]]')
    sits, lies = (solve(key.pose) for key in both.keys)
    camera = Camera(FROM_ABOVE, 200)
    (towel,) = things(["towel"], lies, camera, COLOURS)
    assert in_hands(["towel"], lies, sits, camera, COLOURS) == []
    blades = camera.point(lies.chest.at((0, 2, -10)))
    middle = towel.solids()[0].hull.points
    x = sum(p[0] for p in middle) / len(middle)
    y = sum(p[1] for p in middle) / len(middle)
    assert math.dist(blades, (x, y)) < 8


def test_a_towel_is_held_by_whoever_sits() -> None:
    sits = solve(drawing('base = "seated"\n[[key]]').keys[0].pose)
    camera = Camera(FROM_ABOVE, 200)
    assert things(["towel"], sits, camera, COLOURS) == []
    assert len(in_hands(["towel"], sits, sits, camera, COLOURS)) == 1


# On the belly, straight ahead or half way to the side; an arm reaches out.
FLAT = 'base = "prone"\npose = {{ tilt = {tilt}, pelvis = [0, 11, 0], {arms} }}\n[[key]]'
ASIDE = "hand_r = [-60, 3, 20], hand_l = [20, 3, 30]"


def mat_corners(tilt: str) -> list[tuple[float, float]]:
    """The outermost points of her mat, as seen from above: left, upper, right, lower."""
    key = solve(drawing(FLAT.format(tilt=tilt, arms=ASIDE)).keys[0].pose)
    (part,) = things(["mat"], key, Camera(FROM_ABOVE, 200), COLOURS)
    points = [point for shape in part.solids() for point in shape.hull.points]
    by_x, by_y = sorted(points), sorted(points, key=lambda p: p[1])
    return [by_x[0], by_y[0], by_x[-1], by_y[-1]]


def test_a_mat_lies_along_whoever_lies_aslant() -> None:
    left, upper, right, lower = mat_corners("[47, 90, 90]")
    assert upper[1] + 20 < left[1] < lower[1] - 20
    assert left[0] + 20 < upper[0] < right[0] - 20


def test_a_mat_lies_straight_under_whoever_lies_straight() -> None:
    left, upper, right, lower = mat_corners("[90, 0, 0]")
    flat = (abs(left[1] - upper[1]), abs(left[1] - lower[1]))
    assert min(flat) < 5
    assert right[0] - left[0] > 100


HELD = """
base = "standing"
[[key]]
arm = { hand_in = "chest", hand = [34, -26, %d], elbow = [1, 0, -0.4] }
"""


def test_a_towel_is_before_or_behind_the_body_as_it_is_held() -> None:
    camera = Camera(View(40, 6, (0, 110, 160), True), 200)

    def nearer_than_spine(ahead: int) -> bool:
        body = solve(drawing(HELD % ahead).keys[0].pose)
        (towel,) = in_hands(["towel"], body, body, camera, COLOURS)
        return towel.depth > camera.depth(body.middle.origin)

    assert nearer_than_spine(24)
    assert not nearer_than_spine(-18)
