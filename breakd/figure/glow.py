"""The light of a working muscle: cream, orange, red, soft at its edge."""

from collections.abc import Iterable
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from breakd.figure.hull import Point
from breakd.figure.muscles import Light
from breakd.figure.shapes import Part
from breakd.figure.themes import Palette

COARSE = 4  # it is worked out at a quarter of the size: nothing about it is sharp
SPREAD, SOFT = 11.0, 2.9  # cm: how far round the muscle, and of the blur
Box = tuple[int, int, int, int]


def shine(
    image: Image.Image,
    parts: Iterable[Part],
    light: Light,
    strength: float,
    scale: float,
    colours: Palette,
) -> None:
    """Light up one muscle on a picture whose parts, far to near, were painted before."""
    box = _box(light.spot.points, SPREAD * scale, image.size)
    if box is None or strength < 0.02:
        return
    size = ((box[2] - box[0]) // COARSE, (box[3] - box[1]) // COARSE)
    spot = Image.new("L", size)
    ImageDraw.Draw(spot).polygon(_moved(light.spot.points, box), fill=255)
    spot = spot.filter(ImageFilter.GaussianBlur(SOFT * scale / COARSE))
    top = max(value for value, count in enumerate(spot.histogram()) if count) or 1
    spot = spot.point(_stretched(top))
    seen = _seen(parts, light.parts, box, size)
    tile, cover = Image.new("RGB", size, colours.halo), Image.new("L", size)
    for colour, least, alpha in (
        (colours.halo, 0, 0.7),
        (colours.core, 55, 0.85),
        (colours.fire, 110, 0.85),
    ):
        mask = spot.point(_levels(least, alpha, round(strength * 20) / 20))
        tile.paste(colour, (0, 0), mask)
        cover = ImageChops.screen(cover, mask)
    wide = (box[2] - box[0], box[3] - box[1])
    cover = ImageChops.multiply(cover, seen).resize(wide, Image.Resampling.BILINEAR)
    image.paste(tile.resize(wide, Image.Resampling.BILINEAR), box, cover)


@lru_cache(maxsize=256)
def _stretched(top: int) -> list[int]:
    """So that the brightest value becomes white."""
    return [min(255, value * 255 // top) for value in range(256)]


@lru_cache(maxsize=64)
def _levels(least: int, alpha: float, strength: float) -> list[int]:
    """From how bright the blurred spot is to how much of the colour is seen there."""
    rise = [min(1.0, max(0.0, value - least) / (240 - least)) for value in range(256)]
    return [int(255 * share * alpha * strength) for share in rise]


def _box(points: list[Point], pad: float, size: tuple[int, int]) -> Box | None:
    """Round the points, on the coarse grid and within the picture."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    left, top = max(0, int(min(xs) - pad)), max(0, int(min(ys) - pad))
    left, top = left // COARSE * COARSE, top // COARSE * COARSE
    wide = (min(size[0], int(max(xs) + pad)) - left) // COARSE * COARSE
    high = (min(size[1], int(max(ys) + pad)) - top) // COARSE * COARSE
    if wide < 2 * COARSE or high < 2 * COARSE:
        return None
    return (left, top, left + wide, top + high)


def _moved(points: list[Point], box: Box) -> list[Point]:
    return [((x - box[0]) / COARSE, (y - box[1]) / COARSE) for x, y in points]


def _seen(
    parts: Iterable[Part], wanted: frozenset[str], box: Box, size: tuple[int, int]
) -> Image.Image:
    """White where one of the wanted parts is what one sees."""
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    for part in parts:
        fill = 255 if part.name in wanted else 0
        for shape in part.solids():
            draw.polygon(_moved(shape.hull.points, box), fill=fill)
    return mask
