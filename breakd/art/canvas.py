"""A board to draw pictograms on: 192 units square, several times larger than the picture."""

from collections.abc import Callable, Iterable, Sequence
from math import atan2, cos, hypot, pi, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from breakd.art.palette import ARROW, DISC, DISC_LOW, GLOW, GLOW_CORE, WHITE, Colour

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


def mirrored(path: Path, axis: float = UNITS / 2) -> list[Point]:
    """The left half of an outline, from top to bottom, closed by its mirror image."""
    return [*path, *((2 * axis - x, y) for x, y in reversed(path))]


def oval(centre: Point, rx: float, ry: float, begin: float = 0, end: float = 360) -> list[Point]:
    """Points on an ellipse; degrees run clockwise from 3 o'clock."""
    steps = max(8, int(abs(end - begin) / 3))
    angles = (radians(begin + (end - begin) * i / steps) for i in range(steps + 1))
    return [(centre[0] + rx * cos(a), centre[1] + ry * sin(a)) for a in angles]


def turned(path: Path, pivot: Point, degrees: float) -> list[Point]:
    """The path turned clockwise about `pivot`."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    x0, y0 = pivot
    return [(x0 + (x - x0) * c - (y - y0) * s, y0 + (x - x0) * s + (y - y0) * c) for x, y in path]


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

    def glow(self, spots: Iterable[Image.Image], within: Image.Image, soft: float = 6) -> None:
        """Light up spots on the body: warm, soft at the edge, brightest in the middle."""
        for spot in spots:
            halo = spot.filter(ImageFilter.GaussianBlur(soft * 1.8 * SCALE))
            self.fill(halo.point(lambda v: v * 0.55), GLOW)
            self.fill(spot.filter(ImageFilter.GaussianBlur(soft * 0.6 * SCALE)), GLOW, within)
            small = spot.filter(ImageFilter.GaussianBlur(soft * 1.6 * SCALE))
            self.fill(small.point(lambda v: max(0, (v - 150)) * 2.2), GLOW_CORE, within)

    def arrow(self, path: Path, width: float = 5, head: float = 9, *, both: bool = False) -> None:
        """A dark-orange arrow with a pale rim, along the path."""
        tips = [path] + ([list(reversed(path))] if both else [])
        heads = [_head(tip, head) for tip in tips]
        shaft = [*path]
        shaft[-1] = heads[0][3]
        if both:
            shaft[0] = heads[1][3]
        rim = 2.2
        for grow, colour in ((rim, WHITE), (0.0, ARROW)):
            self.fill(self.line(shaft, width + 2 * grow), colour)
            for tip in heads:
                self.fill(self.shape(tip[:3]), colour)
                self.fill(self.line([*tip[:3], tip[0]], 2.4 + 2 * grow), colour)

    def finish(self, *, disc: bool = True) -> Image.Image:
        """The picture, RGBA, `UNITS` pixels square."""
        if disc:
            self.image.putalpha(self.shape(oval((UNITS / 2, UNITS / 2), 94, 94)))
        return self.image.reduce(SCALE)


def _head(path: Path, size: float) -> list[Point]:
    """The triangle at the end of a path, and the middle of its base."""
    x, y = path[-1]
    back = next((p for p in reversed(path) if hypot(p[0] - x, p[1] - y) >= size), path[0])
    angle = atan2(y - back[1], x - back[0])
    wings = [(x - size * 1.5 * cos(angle + a), y - size * 1.5 * sin(angle + a)) for a in
             (-pi / 5.5, pi / 5.5)]  # fmt: skip
    base = ((wings[0][0] + wings[1][0]) / 2, (wings[0][1] + wings[1][1]) / 2)
    return [(x, y), *wings, base]
