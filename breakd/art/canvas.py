"""A board to draw pictograms on: 192 units square, several times larger than the picture."""

from collections.abc import Callable, Sequence
from math import cos, radians, sin

from PIL import Image, ImageChops, ImageDraw

from breakd.art.palette import DISC, DISC_LOW, Colour

UNITS = 192
SCALE = 4

Point = tuple[float, float]
Path = Sequence[Point]


def curve(start: Point, *parts: Point | tuple[Point, Point, Point]) -> list[Point]:
    """A path from `start`: a point is a straight line to it, three points a Bézier curve."""
    path = [start]
    for part in parts:
        if len(part) == 2:
            path.append(part)
            continue
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = path[-1], *part
        for i in range(1, 25):
            t = i / 24
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            path.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return path


def oval(centre: Point, rx: float, ry: float, begin: float = 0, end: float = 360) -> list[Point]:
    """Points on an ellipse; degrees run clockwise from 3 o'clock."""
    steps = max(8, int(abs(end - begin) / 3))
    angles = (radians(begin + (end - begin) * i / steps) for i in range(steps + 1))
    return [(centre[0] + rx * cos(a), centre[1] + ry * sin(a)) for a in angles]


class Board:
    """Colours go onto an opaque ground; `finish` cuts the disc out of it."""

    def __init__(self) -> None:
        side = UNITS * SCALE
        shade = Image.linear_gradient("L").resize((side, side))
        self.image = Image.composite(
            Image.new("RGB", (side, side), DISC_LOW), Image.new("RGB", (side, side), DISC), shade
        )

    def _mask(self, paint: Callable[[ImageDraw.ImageDraw], object]) -> Image.Image:
        mask = Image.new("L", self.image.size)
        paint(ImageDraw.Draw(mask))
        return mask

    def shape(self, path: Path) -> Image.Image:
        """A mask of what the path encloses."""
        points = [(x * SCALE, y * SCALE) for x, y in path]
        return self._mask(lambda draw: draw.polygon(points, 255))

    def line(self, path: Path, width: float) -> Image.Image:
        """A mask of a stroke with round ends and joints."""
        points = [(x * SCALE, y * SCALE) for x, y in path]
        half = width * SCALE / 2

        def paint(draw: ImageDraw.ImageDraw) -> None:
            draw.line(points, 255, round(width * SCALE), joint="curve")
            for x, y in points:
                draw.ellipse([x - half + 1, y - half + 1, x + half - 2, y + half - 2], 255)

        return self._mask(paint)

    def fill(self, mask: Image.Image, colour: Colour, within: Image.Image | None = None) -> None:
        """Paint a mask in one colour, only where `within` is white too."""
        if within is not None:
            mask = ImageChops.multiply(mask, within)
        self.image.paste(colour, mask=mask)

    def finish(self, finer: int = 1) -> Image.Image:
        """The picture, RGBA, `finer` (1, 2 or 4) times `UNITS` pixels square."""
        self.image.putalpha(self.shape(oval((UNITS / 2, UNITS / 2), 94, 94)))
        return self.image.reduce(SCALE // finer)
