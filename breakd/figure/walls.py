"""Walls, which stand where the figure leans or reaches."""

import math

from breakd.figure.camera import Camera
from breakd.figure.geometry import Vec, add
from breakd.figure.shapes import Part, Shape, solid
from breakd.figure.skeleton import SIDES, Skeleton
from breakd.figure.themes import Palette, mixed

BEHIND, BEFORE = -900.0, 900.0  # depths farther and nearer than any part of a body
BACK = 12.5  # cm from the spine to the skin
_WIDE, _SHORT = 160.0, 30.0  # how far a wall goes on, cm
Span = tuple[float, float]


def wall(key: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    at, way = wall_place(key)
    side: Vec = (way[2], 0.0, -way[0])
    span = (-_WIDE, _WIDE)
    if abs(camera.facing(way)) < 0.75:  # seen from the side, it ends soon on the viewer's side
        span = (-_WIDE, _SHORT) if camera.facing(side) > 0 else (-_SHORT, _WIDE)
    return [_slab(at, way, side, span, camera, colours)]


def wall_place(key: Skeleton) -> tuple[Vec, Vec]:
    """A point of the wall, and the level direction into it.

    It is where a palm pushes; if none does, along the soles of raised legs, else at the back.
    """
    for side in SIDES:
        arm = key.arms[side]
        palm = arm.palm
        for way in ((0.0, 0.0, 1.0), (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)):
            level = palm[0] * way[0] + palm[2] * way[2]
            out = arm.wrist[0] * way[0] + arm.wrist[2] * way[2]
            if level > 0.7 and out > 26:
                return add(arm.wrist, way, 2.2), way
    backs = [frame.at((0, 0, -BACK)) for frame in key.spine[2:]]
    return min(backs, key=lambda p: p[2]), (0.0, 0.0, -1.0)


def _slab(at: Vec, way: Vec, along: Vec, span: Span, camera: Camera, colours: Palette) -> Part:
    """A wall 5 cm thick; `way` leads into it."""
    corners = [
        add(add((at[0] + way[0] * deep, high, at[2] + way[2] * deep), along, wide), along, 0.0)
        for deep in (0.4, 5.0)
        for high in (0.0, 250.0)
        for wide in span
    ]
    skirting = [
        add((at[0] + way[0] * deep, high, at[2] + way[2] * deep), along, wide)
        for deep in (-0.8, 5.2)
        for high in (0.5, 7.0)
        for wide in span
    ]
    shapes: list[Shape] = [
        solid([camera.ball(p, 0.4) for p in corners], colours.plaster, 1.0),
        solid([camera.ball(p, 0.4) for p in skirting], mixed(colours.plaster, colours.ink, 0.12)),
    ]
    near = camera.facing(way) > 0.5
    return Part("wall", BEFORE if near else BEHIND - 1, shapes, backdrop=True)


def corner(key: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    """Two walls that meet before the figure, one at each hand."""
    reach = max(arm.wrist[2] + abs(arm.wrist[0]) for arm in key.arms.values()) + 3.5
    parts = []
    for sign in (1, -1):
        way = (sign * math.sqrt(0.5), 0.0, math.sqrt(0.5))
        along = (sign * math.sqrt(0.5), 0.0, -math.sqrt(0.5))
        parts.append(_slab((0.0, 0.0, reach), way, along, (0, 150), camera, colours))
    return parts
