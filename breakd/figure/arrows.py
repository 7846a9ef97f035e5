"""Arrows that show where a movement goes: along the real path of a point of the body."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageDraw

from breakd.figure.camera import Camera
from breakd.figure.drawing import Arrow, Drawing
from breakd.figure.framing import main_camera
from breakd.figure.geometry import Frame, Vec
from breakd.figure.hull import Point, hull
from breakd.figure.limbs import arm_frames
from breakd.figure.paint import band
from breakd.figure.pose import split_side
from breakd.figure.skeleton import SIDES, Side, Skeleton
from breakd.figure.solve import solve
from breakd.figure.themes import Colour
from breakd.figure.timeline import Moment, Timeline

STEPS = 14  # of each way between two keys
HALF_WIDTH, HEAD_LONG, HEAD_HALF, RIM = 1.55, 5.2, 3.7, 1.0  # shares of a hundredth of the picture
LEAST = 0.8  # cm that the point has to move on the picture
_DONE = 0.85  # share of the way after which the arrow goes


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The middle line of an arrow on the picture, tail first."""

    points: tuple[Point, ...]


def ribbons(drawing: Drawing, moment: Moment, pixels: int, *, still: bool) -> list[Ribbon]:
    """The arrows to be seen at a moment; a still picture shows those that led to it."""
    out = (
        _ribbon(drawing, arrow, moment.side, pixels)
        for arrow in drawing.arrows
        if _seen(drawing, arrow, moment, still)
    )
    return [ribbon for ribbon in out if ribbon.points]


@lru_cache(maxsize=32)  # it stays while the figure moves
def _ribbon(drawing: Drawing, arrow: Arrow, side: int, pixels: int) -> Ribbon:
    camera = main_camera(drawing, side, pixels)
    points = _path(drawing, Timeline(drawing, still=True), arrow, side, camera)
    return Ribbon(tuple(_rounded(_fitted(points, arrow, side, camera))))


def _seen(drawing: Drawing, arrow: Arrow, moment: Moment, still: bool) -> bool:
    if drawing.cyclic:
        return True
    if still and arrow.keys[-1] == moment.key_a:
        return True
    *first, last = arrow.keys[:-1]
    return moment.key_a in first or (moment.key_a == last and moment.share < _DONE)


def _path(
    drawing: Drawing, timeline: Timeline, arrow: Arrow, side: int, camera: Camera
) -> list[Point]:
    first, last = arrow.span
    bodies: list[Skeleton] = []
    if drawing.cyclic:
        for step in range(41):
            share = first + (last - first) * step / 40
            bodies.append(_body(timeline.at(timeline.seconds * share)))
    else:
        for a, b in zip(arrow.keys, arrow.keys[1:], strict=False):
            start, end = timeline.pose(a, side), timeline.pose(b, side)
            shares = (first + (last - first) * step / STEPS for step in range(STEPS + 1))
            bodies += [solve(start, end, share) for share in shares]
    x, y, z = arrow.at
    return [camera.point(_frame(body, arrow.of, side).at((x * side, y, z))) for body in bodies]


def _body(moment: Moment) -> Skeleton:
    return solve(moment.a, moment.b, moment.share)


def _frame(body: Skeleton, name: str, way: int) -> Frame:
    """Of a part of the trunk or a hand; at a joint of a limb, the axes of the chest."""
    part, side = split_side(name)
    if side is None:
        return {
            "pelvis": body.pelvis,
            "middle": body.middle,
            "chest": body.chest,
            "neck": body.neck,
            "head": body.head,
        }[part]
    real: Side = side if way > 0 else SIDES[1 - SIDES.index(side)]
    if part == "hand":
        return arm_frames(real, body.arms[real])[f"hand_{real}"]
    limb = body.arms[real] if part in ("shoulder", "elbow", "wrist") else body.legs[real]
    place: Vec = getattr(limb, part)
    return Frame(place, body.chest.x, body.chest.y, body.chest.z)


def _fitted(points: list[Point], arrow: Arrow, side: int, camera: Camera) -> list[Point]:
    """Lengthened at its tail to the least length, scaled about its middle and shifted; no points
    where the body moves too little to tell which way."""
    size = sum(math.dist(p, q) for p, q in itertools.pairwise(points))
    if size < LEAST * camera.scale:
        return []
    least = arrow.shortest * camera.scale
    if size < least:
        (x0, y0), (x1, y1) = points[0], points[len(points) // 2]
        more = (least - size) / (math.dist((x0, y0), (x1, y1)) or 1.0)
        points = [(x0 - (x1 - x0) * more, y0 - (y1 - y0) * more), *points]
    mx = sum(p[0] for p in points) / len(points)
    my = sum(p[1] for p in points) / len(points)
    dx = arrow.shift[0] * side * camera.scale
    dy = -arrow.shift[1] * camera.scale
    gain = arrow.gain
    return [(mx + (x - mx) * gain + dx, my + (y - my) * gain + dy) for x, y in points]


def _rounded(points: list[Point]) -> list[Point]:
    """The same way in even steps, without the corners between one key and the next."""
    if not points:
        return points
    path = _Path(points)
    line = [path.at(path.size * step / 30) for step in range(31)]
    for _ in range(14):
        inner = [
            ((p[0] + 2 * q[0] + r[0]) / 4, (p[1] + 2 * q[1] + r[1]) / 4)
            for p, q, r in zip(line, line[1:], line[2:], strict=False)
        ]
        line = [line[0], *inner, line[-1]]
    return line


def draw_ribbon(
    draw: ImageDraw.ImageDraw, ribbon: Ribbon, rim: Colour | int, fill: Colour | int, unit: float
) -> None:
    """Thin at the tail, with a round-cornered head; `unit` is a hundredth of the picture."""
    path = _Path(ribbon.points)
    long = min(HEAD_LONG * unit, path.size * 0.55)
    half = HEAD_HALF * unit * long / (HEAD_LONG * unit)
    count = 20
    line = [path.at((path.size - long * 0.85) * i / count) for i in range(count + 1)]
    tip, root = path.at(path.size), path.at(path.size - long)
    size = math.dist(tip, root) or 1.0
    ux, uy = (tip[0] - root[0]) / size, (tip[1] - root[1]) / size
    corners = [
        tip,
        (root[0] + uy * half, root[1] - ux * half),
        (root[0] - uy * half, root[1] + ux * half),
    ]
    for colour, grow in ((rim, RIM * unit), (fill, 0.0)):
        _head(draw, corners, 0.6 * unit + grow, colour)
        _tail(draw, line, HALF_WIDTH * unit, grow, colour)


def _head(
    draw: ImageDraw.ImageDraw, corners: Sequence[Point], radius: float, fill: Colour | int
) -> None:
    square = radius * radius
    draw.polygon(hull([(x, y, square, 0.0, square, 0) for x, y in corners]).points, fill=fill)


def _tail(
    draw: ImageDraw.ImageDraw, line: list[Point], half: float, grow: float, fill: Colour | int
) -> None:
    count = len(line) - 1
    widths = [half * (0.35 + 0.65 * i / count) + grow for i in range(count + 1)]
    for (x, y), r in zip(line, widths, strict=True):
        draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)
    for i in range(count):
        band(draw, line[i], line[i + 1], widths[i], widths[i + 1], fill)


class _Path:
    """A polyline that knows its own length."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._points = points
        self._sizes = [math.dist(p, q) for p, q in itertools.pairwise(points)]
        self.size = sum(self._sizes)

    def at(self, distance: float) -> Point:
        for p, q, size in zip(self._points, self._points[1:], self._sizes, strict=False):
            if distance <= size and size > 0:
                share = distance / size
                return (p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share)
            distance -= size
        return self._points[-1]
