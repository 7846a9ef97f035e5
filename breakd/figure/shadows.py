"""The soft shadow that ties a body to the floor it touches, or to the wall at its back."""

from collections.abc import Iterable

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from breakd.figure.backdrop import disc_mask
from breakd.figure.camera import Camera
from breakd.figure.geometry import Vec, add, between
from breakd.figure.hull import Point, hull
from breakd.figure.shapes import Part
from breakd.figure.skeleton import SIDES, Skeleton
from breakd.figure.themes import Palette

COARSE = 4  # it is worked out at a quarter of the size
REACH = 34.0  # cm over the floor, from where on a part throws none
STRENGTH, SOFT = 0.30, 1.9  # at its darkest; cm of blur

ASIDE = 4.0  # cm: how far a body that leans on a wall throws its shadow there

Touch = tuple[Vec, Vec, float]  # a bone from one place to another, and half its width


def cast(image: Image.Image, body: Skeleton, camera: Camera, colours: Palette) -> None:
    """Darken the floor (y = 0) under what lies or stands on it."""
    touches = [touch for touch in _touches(body) if min(touch[0][1], touch[1][1]) < REACH]
    shapes = [(_strength(touch), _outline(touch, camera)) for touch in touches]
    box = _box([points for _, points in shapes], 2.5 * SOFT * camera.scale, image.size)
    if box is None:
        return
    mask = Image.new("L", ((box[2] - box[0]) // COARSE, (box[3] - box[1]) // COARSE))
    draw = ImageDraw.Draw(mask)
    for fill, points in sorted(shapes, key=lambda shape: shape[0]):
        draw.polygon([((x - box[0]) / COARSE, (y - box[1]) / COARSE) for x, y in points], fill=fill)
    mask = mask.filter(ImageFilter.GaussianBlur(SOFT * camera.scale / COARSE))
    wide = (box[2] - box[0], box[3] - box[1])
    image.paste(colours.dusk, box, mask.resize(wide, Image.Resampling.BILINEAR))


def on_wall(image: Image.Image, parts: Iterable[Part], camera: Camera, colours: Palette) -> None:
    """Darken the wall behind somebody who stands at it, a little below these parts and aside."""
    shift = ASIDE * camera.scale
    mask = Image.new("L", (image.width // COARSE, image.height // COARSE))
    draw = ImageDraw.Draw(mask)
    for part in parts:
        for shape in part.solids():
            moved = [((x + shift) / COARSE, (y + shift) / COARSE) for x, y in shape.hull.points]
            draw.polygon(moved, fill=round(255 * STRENGTH))
    mask = mask.filter(ImageFilter.GaussianBlur(SOFT * camera.scale / COARSE))
    wide = mask.resize(image.size, Image.Resampling.BILINEAR)
    image.paste(colours.dusk, (0, 0), ImageChops.multiply(wide, disc_mask(image.width)))


def _strength(touch: Touch) -> int:
    height = max(0.0, min(touch[0][1], touch[1][1]))
    return round(255 * STRENGTH * (1 - height / REACH))


def _outline(touch: Touch, camera: Camera) -> list[Point]:
    a, b, half = touch
    low = min(a[1], b[1]) + 25  # what rises from the floor throws its shadow by its lower end
    return hull([_flat(camera, p, half) for p in (a, b) if p[1] < low]).points


def _box(
    shapes: list[list[Point]], pad: float, size: tuple[int, int]
) -> tuple[int, int, int, int] | None:
    """Round all shapes, within the picture and whole on the coarse grid."""
    xs = [x for points in shapes for x, _ in points]
    ys = [y for points in shapes for _, y in points]
    if not xs:
        return None
    left, top = (max(0, int(min(values) - pad)) // COARSE * COARSE for values in (xs, ys))
    wide = (min(size[0], int(max(xs) + pad)) - left) // COARSE * COARSE
    high = (min(size[1], int(max(ys) + pad)) - top) // COARSE * COARSE
    return (left, top, left + wide, top + high) if min(wide, high) >= COARSE else None


def _flat(camera: Camera, p: Vec, half: float) -> tuple[float, float, float, float, float, int]:
    on_floor = (p[0], 0.0, p[2])
    return camera.ellipsoid(on_floor, (half, 0, 0), (0, 0.2, 0), (0, 0, half))


def _touches(body: Skeleton) -> list[Touch]:
    out: list[Touch] = [
        (body.pelvis.origin, body.pelvis.origin, 15.0),
        (body.pelvis.at((0, 4, 0)), body.chest.origin, 14.0),
        (body.head.at((0, 10, 0)), body.head.at((0, 11, 0)), 10.0),
    ]
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        heel, tip = add(leg.ankle, leg.toe, -3.5), add(leg.ankle, leg.toe, 14.0)
        out += [
            (_dropped(heel, 6.0), _dropped(tip, 6.0), 5.0),
            (leg.ankle, leg.knee, 6.0),
            (leg.knee, between(leg.knee, leg.hip, 0.9), 8.0),
            (arm.elbow, arm.wrist, 4.0),
            (arm.wrist, add(arm.wrist, arm.pointing, 14.0), 4.5),
        ]
    return out


def _dropped(p: Vec, by: float) -> Vec:
    return (p[0], p[1] - by, p[2])
