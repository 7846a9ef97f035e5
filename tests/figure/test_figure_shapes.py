"""Outlines of projected ellipsoids, and patches on the head."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.figure.camera import Camera
from breakd.figure.drawing import View
from breakd.figure.geometry import Frame
from breakd.figure.hull import JOINT, hull
from breakd.figure.surface import Surface, direction, directions

FRONT = View(0, 0, (0, 0, 100), False)


def test_a_ball_has_a_round_outline() -> None:
    camera = Camera(FRONT, 200)
    points = hull([camera.ball((10, 20, 5), 8)]).points
    middle = camera.point((10, 20, 5))
    assert all(math.dist(p, middle) == pytest.approx(16) for p in points)


@given(st.floats(-180, 180), st.floats(-60, 60))
def test_a_ball_looks_the_same_from_everywhere(yaw: float, pitch: float) -> None:
    camera = Camera(View(yaw, pitch, (0, 0, 100), False), 200)
    ball = camera.ball((0, 0, 0), 8)
    ellipsoid = camera.ellipsoid((0, 0, 0), (8, 0, 0), (0, 8, 0), (0, 0, 8))
    assert ball[:5] == pytest.approx(ellipsoid[:5], abs=1e-4)


def test_the_viewer_sees_the_left_hand_on_the_right() -> None:
    camera = Camera(FRONT, 200)
    assert camera.point((20, 0, 0))[0] > camera.point((0, 0, 0))[0]
    assert camera.depth((0, 0, 5)) > camera.depth((0, 0, 0))


def test_at_yaw_90_the_figure_looks_to_the_right() -> None:
    camera = Camera(View(90, 0, (0, 0, 100), False), 200)
    assert camera.point((0, 0, 20))[0] > camera.point((0, 0, 0))[0]


def test_a_line_fades_where_a_shape_is_joined() -> None:
    camera = Camera(FRONT, 200)
    shape = hull([camera.ball((0, -20, 0), 6, JOINT), camera.ball((0, 20, 0), 6)])
    grown = shape.lined(2.0, 0)
    lowest, highest = max(shape.points, key=lambda p: p[1]), min(shape.points, key=lambda p: p[1])
    assert max(y for _, y in grown) < lowest[1]
    assert min(y for _, y in grown) == pytest.approx(highest[1] - 2)
    assert max(y for _, y in shape.lined(2.0, JOINT)) == pytest.approx(lowest[1] + 2)


SQUARE = directions([(-40, -30), (40, -30), (40, 30), (-40, 30)])


@given(st.floats(-180, 180), st.floats(-70, 70))
def test_a_patch_never_leaves_its_ball(yaw: float, pitch: float) -> None:
    camera = Camera(View(yaw, pitch, (0, 0, 100), False), 200)
    surface = Surface(camera, Frame(), (0, 0, 0), (10, 10, 10))
    middle = camera.point((0, 0, 0))
    for p in surface.patch(SQUARE, direction((0, 0))):
        assert math.dist(p, middle) <= 20.001


def test_a_patch_behind_is_not_seen() -> None:
    camera = Camera(replace(FRONT, yaw=180), 200)
    surface = Surface(camera, Frame(), (0, 0, 0), (10, 10, 10))
    assert surface.patch(SQUARE, direction((0, 0))) == []
    assert surface.spot((0, 0), 5, 5) == []
