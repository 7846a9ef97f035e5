"""Vectors and frames in space.  Lengths are centimetres, angles degrees."""

import math
from dataclasses import dataclass

Vec = tuple[float, float, float]

ORIGIN: Vec = (0.0, 0.0, 0.0)


def add(a: Vec, b: Vec, times: float = 1.0) -> Vec:
    """a + times · b."""
    return (a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times)


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, by: float) -> Vec:
    return (a[0] * by, a[1] * by, a[2] * by)


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    return math.sqrt(dot(a, a))


def unit(a: Vec) -> Vec:
    """The direction of `a`; the null vector stays as it is."""
    return scaled(a, 1.0 / (length(a) or 1.0))


def between(a: Vec, b: Vec, share: float) -> Vec:
    """The point that lies `share` (0 to 1) of the way from `a` to `b`."""
    return (
        a[0] + (b[0] - a[0]) * share,
        a[1] + (b[1] - a[1]) * share,
        a[2] + (b[2] - a[2]) * share,
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """A place with three axes: x to the figure's left, y up along the bone, z forward."""

    origin: Vec = ORIGIN
    x: Vec = (1.0, 0.0, 0.0)
    y: Vec = (0.0, 1.0, 0.0)
    z: Vec = (0.0, 0.0, 1.0)

    def at(self, p: Vec) -> Vec:
        """The point with these coordinates in this frame, in the world."""
        return add(self.origin, self.vec(p))

    def vec(self, p: Vec) -> Vec:
        """The direction with these coordinates in this frame, in the world."""
        return add(add(scaled(self.x, p[0]), self.y, p[1]), self.z, p[2])

    def seen(self, v: Vec) -> Vec:
        """The coordinates in this frame of a direction in the world."""
        return (dot(v, self.x), dot(v, self.y), dot(v, self.z))

    def moved(self, p: Vec) -> "Frame":
        """The same axes at another point of this frame."""
        return Frame(self.at(p), self.x, self.y, self.z)

    def bent(self, angles: Vec) -> "Frame":
        """Turned about its own origin by [flex, side, turn], as joints do: first to the side
        (about z, + to the figure's left), then flexed (about x, + forward), then turned (about
        y, + to its left)."""
        flex, side, turn = (math.radians(angle) for angle in angles)
        x, y, z = self.x, self.y, self.z
        x, y = _spun(x, y, -side)
        y, z = _spun(y, z, flex)
        z, x = _spun(z, x, turn)
        return Frame(self.origin, x, y, z)


def _spun(a: Vec, b: Vec, angle: float) -> tuple[Vec, Vec]:
    """Two axes turned in their own plane, `a` towards `b`."""
    c, s = math.cos(angle), math.sin(angle)
    return add(scaled(a, c), b, s), add(scaled(b, c), a, -s)
