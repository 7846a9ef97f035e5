"""Where the viewer stands: for a mirrored movement too, and so that the second view has the whole
head."""

import math
from dataclasses import replace
from functools import lru_cache

from breakd.figure.camera import Camera
from breakd.figure.drawing import Drawing, Inset, View
from breakd.figure.geometry import dot
from breakd.figure.head import BUN, BUN_RADIUS, SKULL, SKULL_RADII
from breakd.figure.solve import solve

ROOM = 1.5  # cm round the hair
_ACROSS = 0.5  # of the spine's direction, from where on somebody lies across the picture
_BALLS = ((BUN, BUN_RADIUS + ROOM), (SKULL, max(SKULL_RADII) + ROOM))


@lru_cache(maxsize=16)
def main_camera(drawing: Drawing, side: int, pixels: int) -> Camera:
    """On the drawing's own view.  Somebody who lies across the picture lies the other way round
    when the sides are exchanged: the crop goes along."""
    view = drawing.view
    body = solve(drawing.keys[0].pose)
    if side > 0 or abs(body.chest.y[0]) < _ACROSS:
        return Camera(view, pixels)
    along = (body.pelvis.origin[2] + body.chest.origin[2]) / 2
    across, up, wide = view.frame
    across = 2 * along * math.sin(math.radians(view.yaw)) - across
    return Camera(replace(view, frame=(across, up, wide)), pixels)


@lru_cache(maxsize=16)
def second_view(drawing: Drawing, inset: Inset, side: int) -> View:
    """The inset's view, its circle widened just so far that every key's head is within it."""
    view = inset.view
    camera = Camera(view, 1)
    x, y, wide = view.frame
    radius = wide / 2
    for key in drawing.keys:
        body = solve(key.pose if side > 0 else key.pose.mirrored())
        for place, room in _BALLS:
            p = body.head.at(place)
            dx, dy = dot(p, camera.right) - x, dot(p, camera.up) - y
            distance = math.hypot(dx, dy)
            more = (distance + room - radius) / 2
            if more > 0:
                x, y = x + dx / distance * more, y + dy / distance * more
                radius += more
    return replace(view, frame=(x, y, 2 * radius))
