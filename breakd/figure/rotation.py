"""Turning directions about axes."""

import math

from breakd.figure.geometry import Frame, Vec, add, cross, dot, length, scaled, unit


def turned(v: Vec, axis: Vec, angle: float) -> Vec:
    """`v` turned about the unit vector `axis` by `angle` radians, right-handed."""
    c, s = math.cos(angle), math.sin(angle)
    along = scaled(axis, dot(axis, v) * (1.0 - c))
    return add(add(scaled(v, c), cross(axis, v), s), along)


def upright(v: Vec, axis: Vec) -> Vec:
    """The part of `v` perpendicular to the unit vector `axis`, as a unit vector; where nothing is
    left of it, some other perpendicular direction."""
    rest = add(v, axis, -dot(v, axis))
    if length(rest) < 1e-6:
        spare: Vec = (0.0, 0.0, 1.0) if abs(axis[2]) < 0.8 else (0.0, 1.0, 0.0)
        rest = add(spare, axis, -dot(spare, axis))
    return unit(rest)


def swung(v: Vec, start: Vec, end: Vec) -> Vec:
    """`v` taken along when the unit vector `start` swings to `end` by the shortest way."""
    axis = cross(start, end)
    sine = length(axis)
    if sine < 1e-9:
        return v
    return turned(v, scaled(axis, 1.0 / sine), math.atan2(sine, dot(start, end)))


def angle_about(axis: Vec, start: Vec, end: Vec) -> float:
    """How far `start` turns about `axis` to reach `end` (radians, -π to π); all are unit vectors,
    and the two are perpendicular to the axis."""
    return math.atan2(dot(axis, cross(start, end)), dot(start, end))


def turn_between(a: Frame, b: Frame) -> tuple[Vec, float]:
    """The axis and angle (radians, 0 to π) by which the axes of `a` turn into those of `b`."""
    pairs = ((a.x, b.x), (a.y, b.y), (a.z, b.z))
    axis: Vec = (0.0, 0.0, 0.0)
    for before, after in pairs:
        axis = add(axis, cross(before, after))
    trace = sum(dot(before, after) for before, after in pairs)
    angle = math.atan2(length(axis), trace - 1.0)
    if length(axis) > 1e-6:
        return unit(axis), angle
    # Half a turn (or none): the axis is what stays, the longest of these sums.
    stays = max((add(before, after) for before, after in pairs), key=length)
    return unit(stays), angle


def part_way(a: Frame, b: Frame, share: float) -> Frame:
    """The axes of `a`, turned `share` of the way to those of `b` (at the origin of `a`)."""
    axis, angle = turn_between(a, b)
    x, y, z = (turned(v, axis, angle * share) for v in (a.x, a.y, a.z))
    return Frame(a.origin, x, y, z)
