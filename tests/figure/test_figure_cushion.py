"""A cushion lies under the head of whoever lies, on the side where she does."""

import tomllib

from breakd.figure.backdrop import scenery
from breakd.figure.camera import Camera
from breakd.figure.drawing import Drawing
from breakd.figure.poses import drawing_from
from breakd.figure.solve import solve
from breakd.figure.themes import Style, palette
from breakd.figure.timeline import Timeline

PIXELS = 300
LYING = """
base = "side_lying"
scene = ["mat", "cushion"]
mirror = true
view = { yaw = 0, pitch = 0, frame = [0, 40, 300] }
[[key]]
[[key]]
hold = 2
neck = [8, -7, 0]
head = [-4, 0, 0]
[[key]]
hold = 0
pelvis = [0, 50, 0]
tilt = [0, 0, 0]
"""


def lying() -> Drawing:
    return drawing_from(tomllib.loads(LYING), "it", "it")


def test_it_lies_on_the_floor_and_carries_the_head_on_either_side() -> None:
    drawing = lying()
    camera = Camera(drawing.view, PIXELS)
    for side in (1, -1):
        (cushion,) = (
            part
            for part in scenery(drawing, side, PIXELS, palette(Style("light", "teal")))
            if part.name == "cushion"
        )
        head = solve(Timeline(drawing).pose(drawing.icon, side)).head.at((0, 11, 0.4))
        points = cushion.solids()[0].hull.points
        lowest, top = max(y for _, y in points), min(y for _, y in points)
        assert abs(lowest - camera.point((0, 0, 0))[1]) < camera.scale
        assert camera.point((0, head[1] - 11, 0))[1] > top > camera.point(head)[1]
        x, _ = camera.point(head)
        assert min(px for px, _ in points) < x < max(px for px, _ in points)


def test_it_changes_sides_while_she_is_up() -> None:
    """At the key from where she lies down on the other side, not when she is there."""
    line = Timeline(lying())
    seconds = line.seconds / 2
    up = seconds - line.drawing.keys[0].move
    assert [line.at(t).side for t in (up - 0.1, up + 0.1, seconds - 0.1)] == [1, -1, -1]
