"""From space to the picture: a parallel view from any side, a little from above."""

import math
from typing import Protocol

from breakd.figure.geometry import Frame, Vec, cross, dot, scaled, unit
from breakd.figure.hull import FREE, Blob, Point


class Viewed(Protocol):
    """What the camera wants to know of `breakd.figure.drawing.View`."""

    @property
    def yaw(self) -> float: ...
    @property
    def pitch(self) -> float: ...
    @property
    def frame(self) -> tuple[float, float, float]: ...


class Camera:
    """Looks at the figure; the picture is `pixels` wide and high, y goes down.

    `towards` is the unit direction from the figure to the viewer, `scale` pixels per cm.
    """

    def __init__(self, view: Viewed, pixels: float) -> None:
        across, up, width = view.frame
        yaw, pitch = math.radians(view.yaw), math.radians(view.pitch)
        self.right: Vec = (math.cos(yaw), 0.0, math.sin(yaw))
        self.towards: Vec = (
            -math.sin(yaw) * math.cos(pitch),
            math.sin(pitch),
            math.cos(yaw) * math.cos(pitch),
        )
        self.up = cross(self.towards, self.right)
        self.scale = pixels / width
        self._x = pixels / 2 - across * self.scale
        self._y = pixels / 2 + up * self.scale
        self._right, self._down = scaled(self.right, self.scale), scaled(self.up, -self.scale)

    def point(self, p: Vec) -> Point:
        (rx, ry, rz), (dx, dy, dz) = self._right, self._down
        x, y, z = p
        return (self._x + x * rx + y * ry + z * rz, self._y + x * dx + y * dy + z * dz)

    def depth(self, p: Vec) -> float:
        """How near the viewer a place is, in cm; more is nearer."""
        return dot(p, self.towards)

    def facing(self, direction: Vec) -> float:
        """1 for a direction straight at the viewer, -1 for straight away from him."""
        return dot(direction, self.towards)

    def ball(self, p: Vec, radius: float, tie: int = FREE) -> Blob:
        x, y = self.point(p)
        square = (radius * self.scale) ** 2
        return (x, y, square, 0.0, square, tie)

    def ellipsoid(self, p: Vec, a: Vec, b: Vec, c: Vec, tie: int = FREE) -> Blob:
        """About `p`, with three half axes."""
        x, y = self.point(p)
        xx = yy = 1e-6
        xy = 0.0
        for axis in (a, b, c):
            u, v = dot(axis, self._right), dot(axis, self._down)
            xx += u * u
            xy += u * v
            yy += v * v
        return (x, y, xx, xy, yy, tie)

    def disc(self, p: Vec, axis: Vec, radius: float, tie: int = FREE) -> Blob:
        """A round plate across `axis`, which ends a sleeve as scissors do."""
        a, b = across(axis)
        return self.ellipsoid(p, scaled(unit(axis), 0.4), scaled(a, radius), scaled(b, radius), tie)

    def in_frame(self, frame: Frame, p: Vec, a: float, b: float, c: float, tie: int = FREE) -> Blob:
        """An ellipsoid at `p` of a frame, its half axes along those of the frame."""
        return self.ellipsoid(
            frame.at(p), scaled(frame.x, a), scaled(frame.y, b), scaled(frame.z, c), tie
        )


def across(direction: Vec) -> tuple[Vec, Vec]:
    """Two unit directions that stand square on this one and on each other."""
    aside: Vec = (0.0, 0.0, 1.0) if abs(direction[2]) < 0.9 else (1.0, 0.0, 0.0)
    a = unit(cross(direction, aside))
    return a, unit(cross(direction, a))
