"""How far back the viewer of the small second view has to stand, so that the head is whole."""

import math
from dataclasses import replace
from functools import lru_cache

from breakd.figure.camera import Camera
from breakd.figure.drawing import Drawing, Inset, View
from breakd.figure.geometry import dot
from breakd.figure.head import BUN, BUN_RADIUS, SKULL, SKULL_RADII
from breakd.figure.solve import solve

ROOM = 1.5  # cm round the hair
_BALLS = ((BUN, BUN_RADIUS + ROOM), (SKULL, max(SKULL_RADII) + ROOM))


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
