"""Flat drawings on an ellipsoid, for the face: what lies beyond the horizon creeps along it.

A place on the surface is its [turn, rise] in degrees: 0, 0 straight ahead, turn + to the figure's
left, rise + upwards.
"""

import math
from collections.abc import Iterable, Sequence

from breakd.figure.camera import Camera
from breakd.figure.geometry import Frame, Vec, add, between, cross, dot, scaled, unit
from breakd.figure.hull import Point

Place = tuple[float, float]


def direction(place: Place) -> Vec:
    """The unit direction of a place, in the ellipsoid's own axes."""
    turn, rise = math.radians(place[0]), math.radians(place[1])
    return (math.sin(turn) * math.cos(rise), math.sin(rise), math.cos(turn) * math.cos(rise))


def directions(places: Iterable[Place]) -> tuple[Vec, ...]:
    return tuple(direction(place) for place in places)


def smooth(places: Sequence[Place], steps: int = 5) -> list[Place]:
    """A closed curve through all places."""
    count = len(places)
    out: list[Place] = []
    for i in range(count):
        p, q, r, s = (places[(i + j) % count] for j in (-1, 0, 1, 2))
        out += [_between(p, q, r, s, step / steps) for step in range(steps)]
    return out


def _between(p: Place, q: Place, r: Place, s: Place, w: float) -> Place:
    def one(a: float, b: float, c: float, d: float) -> float:
        bend = 2 * a - 5 * b + 4 * c - d
        return 0.5 * (2 * b + (c - a) * w + bend * w * w + (3 * b - a - 3 * c + d) * w**3)

    return (one(p[0], q[0], r[0], s[0]), one(p[1], q[1], r[1], s[1]))


class Surface:
    """An ellipsoid in a frame, as one camera sees it."""

    def __init__(self, camera: Camera, frame: Frame, middle: Vec, radii: Vec) -> None:
        self._x, self._y = camera.point(frame.at(middle))
        a, b, c = radii
        axes = (frame.x, frame.y, frame.z)
        k = camera.scale
        self._across = tuple(
            dot(axis, camera.right) * r * k for axis, r in zip(axes, radii, strict=True)
        )
        self._down = tuple(
            -dot(axis, camera.up) * r * k for axis, r in zip(axes, radii, strict=True)
        )
        v = tuple(dot(axis, camera.towards) for axis in axes)
        self._towards = unit((v[0] / a, v[1] / b, v[2] / c))

    def nearness(self, where: Vec) -> float:
        """1 for the place that faces the viewer, 0 on the horizon, less behind it."""
        return dot(where, self._towards)

    def point(self, where: Vec) -> Point:
        (ax, ay, az), (dx, dy, dz) = self._across, self._down
        x, y, z = where
        return (self._x + x * ax + y * ay + z * az, self._y + x * dx + y * dy + z * dz)

    def patch(self, outline: Sequence[Vec], inside: Vec) -> list[Point]:
        """The visible part of a patch of the surface; empty where none of it is.  `inside` is a
        place within the patch: beyond the horizon the patch ends along it, on that side."""
        count = len(outline)
        near = [self.nearness(u) for u in outline]
        leaves = [i for i in range(count) if near[i] >= 0 > near[(i + 1) % count]]
        if not leaves:
            return [self.point(u) for u in outline] if near[0] >= 0 else []
        start = leaves[0]
        out: list[Point] = []
        gone: Vec | None = None
        for step in range(count + 1):
            i = (start + step) % count
            j = (i + 1) % count
            if near[i] >= 0:
                out.append(self.point(outline[i]))
            if (near[i] >= 0) != (near[j] >= 0):
                edge = unit(between(outline[i], outline[j], near[i] / (near[i] - near[j])))
                if gone is None:
                    gone = edge
                else:
                    out += self._along_horizon(gone, edge, inside)
                    gone = None
        return out

    def _along_horizon(self, a: Vec, b: Vec, inside: Vec) -> list[Point]:
        """From one place on the horizon to another, on the side where `inside` is."""
        aside = unit(cross(self._towards, a))
        angle = math.atan2(dot(b, aside), dot(b, a))
        half = self._turned(a, aside, angle / 2)
        if dot(half, inside) < 0:
            angle -= math.copysign(2 * math.pi, angle)
        return [self.point(self._turned(a, aside, angle * i / 12)) for i in range(13)]

    @staticmethod
    def _turned(a: Vec, aside: Vec, angle: float) -> Vec:
        return add(scaled(a, math.cos(angle)), aside, math.sin(angle))

    def spot(self, place: Place, wide: float, high: float) -> list[Point]:
        """An oval about a place, its half axes in degrees; empty beyond the horizon."""
        if self.nearness(direction(place)) < 0.1:
            return []
        turn, rise = place
        squeeze = max(0.3, math.cos(math.radians(rise)))
        ring = ((turn + wide / squeeze * math.cos(a), rise + high * math.sin(a)) for a in _RING)
        return self.patch(directions(ring), direction(place))

    def curve(self, places: Sequence[Vec], least: float = 0.12) -> list[Point]:
        """The visible part of a line; empty where less than two of its places are."""
        seen = [self.point(u) for u in places if self.nearness(u) > least]
        return seen if len(seen) > 1 else []


_RING = tuple(2 * math.pi * i / 20 for i in range(20))
