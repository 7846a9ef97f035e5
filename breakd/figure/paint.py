"""Puts parts on a picture, far to near."""

import math
from collections.abc import Iterable, Sequence
from itertools import groupby

from PIL import Image, ImageDraw

from breakd.figure.hull import FREE, JOINT, ROOT, Point
from breakd.figure.shapes import Part, Patch, Shape, Solid, Stroke
from breakd.figure.themes import Colour, Palette

Draw = ImageDraw.ImageDraw


class Painter:
    """Paints on one picture of `scale` pixels per cm with contours `line` pixels wide."""

    def __init__(self, image: Image.Image, scale: float, line: float, colours: Palette) -> None:
        self.draw = ImageDraw.Draw(image)
        self._scale, self._line, self._colours = scale, line, colours

    def paint(self, parts: Sequence[Part]) -> None:
        """In the order given.  A run of body parts shares one contour towards what is behind."""
        for body, run in groupby(parts, key=lambda part: part.body):
            run_parts = list(run)
            if body:
                self._contours(run_parts, ROOT)
            begun: set[str] = set()
            for name, limb in groupby(run_parts, key=lambda part: part.limb or part.name):
                limb_parts = list(limb)
                if limb_parts[0].jointed and name not in begun:
                    self._contours(limb_parts, JOINT)  # later its line runs out towards the rest
                begun.add(name)
                for part in limb_parts:
                    self._part(part)

    def _contours(self, parts: Iterable[Part], tie: int) -> None:
        """Of what is joined to something; all else gets the whole of its own in its turn."""
        for part in parts:
            for shape in part.solids():
                if shape.hull.tied:
                    self._contour(shape, tie)

    def _contour(self, shape: Solid, tie: int) -> None:
        if shape.contour:
            width = self._line * (shape.contour if tie == FREE else 1.0)
            edge = shape.hull.lined(width, tie)
            self.draw.polygon(edge, fill=self._colours.line(shape.fill))

    def _part(self, part: Part) -> None:
        run: list[Solid] = []
        for shape in part.shapes:
            if run and not (isinstance(shape, Solid) and _joins(run[-1], shape)):
                self._run(run)
                run = []
            if isinstance(shape, Solid):
                run.append(shape)
            else:
                self._flat(shape)
        self._run(run)

    def _run(self, run: Sequence[Solid]) -> None:
        """All contours, then all shades, then all lights: one soft body."""
        for shape in run:
            self._contour(shape, FREE)
        for shape in run:
            fill = self._colours.shade(shape.fill) if shape.shade else shape.fill
            self.draw.polygon(shape.hull.points, fill=fill)
        for shape in run:
            if shape.shade:
                lit = shape.hull.lit(shape.shade * self._scale)
                self.draw.polygon(lit, fill=shape.fill)

    def _flat(self, shape: Shape) -> None:
        if isinstance(shape, Patch):
            self.draw.polygon(shape.points, fill=shape.fill)
        elif isinstance(shape, Stroke):
            stroke(self.draw, shape)


def _joins(a: Solid, b: Solid) -> bool:
    return a.fill == b.fill and not b.apart


def stroke(draw: Draw, shape: Stroke) -> None:
    """As a row of discs and the quadrangles between them: round, and tapered if asked for."""
    points, count = shape.points, len(shape.points) - 1
    half = [shape.width / 2] * (count + 1)
    if shape.taper:
        half = [h * (0.45 + 0.55 * math.sin(math.pi * i / count)) for i, h in enumerate(half)]
    for (x, y), r in zip(points, half, strict=True):
        draw.ellipse((x - r, y - r, x + r, y + r), fill=shape.fill)
    for i in range(count):
        band(draw, points[i], points[i + 1], half[i], half[i + 1], shape.fill)


def band(draw: Draw, p: Point, q: Point, half_p: float, half_q: float, fill: Colour | int) -> None:
    """A straight band from `p` to `q`, of these half widths."""
    dx, dy = q[0] - p[0], q[1] - p[1]
    size = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / size, dx / size
    draw.polygon(
        [
            (p[0] + nx * half_p, p[1] + ny * half_p),
            (q[0] + nx * half_q, q[1] + ny * half_q),
            (q[0] - nx * half_q, q[1] - ny * half_q),
            (p[0] - nx * half_p, p[1] - ny * half_p),
        ],
        fill=fill,
    )
