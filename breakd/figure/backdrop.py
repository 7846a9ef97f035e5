"""The round backdrop, and what stands still behind the figure."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from PIL import Image, ImageDraw

from breakd.figure.camera import Camera
from breakd.figure.drawing import Drawing
from breakd.figure.framing import main_camera
from breakd.figure.hull import Point
from breakd.figure.paint import Painter
from breakd.figure.props import things
from breakd.figure.shapes import Part
from breakd.figure.solve import solve
from breakd.figure.themes import Palette
from breakd.figure.walls import BEHIND

DISC = 0.462  # its radius, as a share of the picture
FLOOR = 85.0  # cm: how far the floor goes on behind the figure
_STILL_BEHIND = BEHIND + 50  # things farther than this are behind the figure in every pose


@lru_cache(maxsize=2)
def background(
    drawing: Drawing, side: int, pixels: int, line: float, colours: Palette
) -> Image.Image:
    """Card, disc and the things behind the figure.  To be copied before anything is painted."""
    image = Image.new("RGB", (pixels, pixels), colours.card)
    ImageDraw.Draw(image).ellipse(disc(pixels), fill=colours.disc)
    camera = main_camera(drawing, side, pixels)
    edge = _floor_edge(camera)
    if edge < pixels:
        ground = Image.new("RGB", (pixels, pixels - edge), colours.floor)
        image.paste(ground, (0, edge), disc_mask(pixels).crop((0, edge, pixels, pixels)))
    behind = farther(scenery(drawing, side, pixels, colours))
    paint(image, behind, camera.scale, line, colours)
    return image


def _floor_edge(camera: Camera) -> int:
    """How far down the picture the floor begins, some way behind the figure."""
    away = (camera.towards[0] * -FLOOR, 0.0, camera.towards[2] * -FLOOR)
    return max(0, round(camera.point(away)[1]))


def paint(
    image: Image.Image, parts: Iterable[Part], scale: float, line: float, colours: Palette
) -> None:
    """The parts in their order; backdrops end with the disc."""
    for is_backdrop, group in groupby(parts, key=lambda part: part.backdrop):
        target = image.copy() if is_backdrop else image
        Painter(target, scale, line, colours).paint(list(group))
        if is_backdrop:
            image.paste(target, (0, 0), disc_mask(image.width))


@lru_cache(maxsize=8)  # for mirrored movements they stand on the other side
def scenery(drawing: Drawing, side: int, pixels: int, colours: Palette) -> tuple[Part, ...]:
    """All things of the scene, far to near."""
    pose = drawing.keys[drawing.icon].pose
    key = solve(pose if side > 0 else pose.mirrored())
    parts = things(drawing.scene, key, main_camera(drawing, side, pixels), colours)
    return tuple(sorted(parts, key=lambda part: part.depth))


def farther(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.depth < _STILL_BEHIND]


def nearer(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.depth >= _STILL_BEHIND]


def disc(pixels: int) -> tuple[float, float, float, float]:
    """The box round the disc of a picture."""
    middle, radius = pixels / 2, pixels * DISC
    return (middle - radius, middle - radius, middle + radius, middle + radius)


@lru_cache(maxsize=2)
def disc_mask(pixels: int) -> Image.Image:
    """White within the disc.  To be copied before anything is painted."""
    mask = Image.new("L", (pixels, pixels))
    ImageDraw.Draw(mask).ellipse(disc(pixels), fill=255)
    return mask


def below(pixels: int) -> list[Point]:
    """What lies outside the lower half of the disc."""
    middle, radius = pixels / 2, pixels * DISC
    angles = (math.pi * i / 72 for i in range(73))
    arc = [(middle - radius * math.cos(a), middle + radius * math.sin(a)) for a in angles]
    return [(0, middle), *arc, (pixels, middle), (pixels, pixels), (0, pixels)]
