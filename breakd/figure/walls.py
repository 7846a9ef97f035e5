"""Walls, which stand where the figure leans or reaches."""

import math

from breakd.figure.camera import Camera
from breakd.figure.geometry import Vec, add, dot
from breakd.figure.hull import Blob
from breakd.figure.shapes import Part, Shape, solid
from breakd.figure.skeleton import SIDES, Skeleton
from breakd.figure.themes import Palette, mixed

BEHIND, BEFORE = -900.0, 900.0  # depths farther and nearer than any part of a body
BACK = 12.5  # cm from the spine to the skin
_WIDE, _SHORT = 160.0, 30.0  # how far a wall goes on, cm
_IN_THE_SHADE = 0.13  # how much darker one wall of a corner is
_HIDES = 0.3  # a wall that faces away from the viewer more than this would hide the figure
_WAYS: tuple[Vec, ...] = ((0.0, 0.0, 1.0), (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0))
Span = tuple[float, float]


def wall(key: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    at, way = wall_place(key)
    if camera.facing(way) > _HIDES:
        return []
    side: Vec = (way[2], 0.0, -way[0])
    span = (-_WIDE, _WIDE)
    if abs(camera.facing(way)) < 0.75:  # seen from the side, it ends soon on the viewer's side
        span = (-_WIDE, _SHORT) if camera.facing(side) > 0 else (-_SHORT, _WIDE)
    return [_slab(at, way, side, span, camera, colours)]


def wall_place(key: Skeleton) -> tuple[Vec, Vec]:
    """A point of the wall, and the level direction into it.

    It is where a palm pushes; else where somebody who lies has put up the legs; else at the back.
    """
    for side in SIDES:
        arm = key.arms[side]
        for way in _WAYS:
            if dot(arm.palm, way) > 0.7 and dot(arm.wrist, way) > 26:
                return add(arm.wrist, way, 2.2), way
    ankle = key.legs["l"].ankle
    if ankle[1] > 60 and key.pelvis.origin[1] < 30:
        way = (0.0, 0.0, math.copysign(1.0, key.pelvis.origin[2] - key.chest.origin[2]))
        return add(ankle, way, 7.0), way
    backs = [frame.at((0, 0, -BACK)) for frame in key.spine[2:]]
    return min(backs, key=lambda p: p[2]), (0.0, 0.0, -1.0)


def _slab(
    at: Vec,
    way: Vec,
    along: Vec,
    span: Span,
    camera: Camera,
    colours: Palette,
    shade: float = 0.0,
) -> Part:
    """A wall 5 cm thick with its skirting board; `way` leads into it."""
    plaster = mixed(colours.plaster, colours.ink, shade)

    def block(deep: Span, high: Span) -> list[Blob]:
        return [
            camera.ball(add(add((at[0], up, at[2]), way, into), along, wide), 0.4)
            for into in deep
            for up in high
            for wide in span
        ]

    shapes: list[Shape] = [
        solid(block((0.4, 5.0), (0.0, 250.0)), plaster, 1.0),
        solid(block((-0.8, 5.2), (0.5, 7.0)), mixed(plaster, colours.ink, 0.12)),
    ]
    return Part("wall", BEHIND - 1, shapes, backdrop=True)


def corner(key: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    """Two walls that meet before the figure, one at each hand; one of them lies in the shade."""
    reach = max(arm.wrist[2] + abs(arm.wrist[0]) for arm in key.arms.values()) + 3.5
    parts = []
    for sign, shade in ((1, 0.0), (-1, _IN_THE_SHADE)):
        way = (sign * math.sqrt(0.5), 0.0, math.sqrt(0.5))
        along = (sign * math.sqrt(0.5), 0.0, -math.sqrt(0.5))
        if camera.facing(way) < _HIDES:
            place = (0.0, 0.0, reach)
            parts.append(_slab(place, way, along, (0, _WIDE), camera, colours, shade))
    return parts
