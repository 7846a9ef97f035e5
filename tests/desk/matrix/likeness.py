"""Whether a picture that was sent is on the screen, at whatever size it was drawn."""

from collections import Counter
from typing import Any

from PIL import Image, ImageChops

from tests.desk.matrix.eye import Box

Colour = tuple[int, int, int]

OPAQUE = 255
COLOURS = 4  # the picture's commonest; flat, so that scaling leaves most of them as they are
ENOUGH = 2  # of them
GREY = 45  # less colour than this, in steps of 255, is none
SHADE = 24
NEARLY = 20  # steps of 255 that a colour may be off
SPECKS = 8  # pixels of one; fewer are the rim of something else
LARGEST = 220  # pixels; what lies farther apart is no picture


def sent(value: tuple[int, int, int, bool, int, int, Any]) -> Image.Image:
    """The picture in a notification's `image-data`."""
    width, height, _stride, has_alpha, _bits, _channels, data = value
    return Image.frombytes("RGBA" if has_alpha else "RGB", (width, height), bytes(data))


def drawn(picture: Image.Image, shown: Image.Image, within: Box) -> Box | None:
    """Where on the screen the picture's own colours lie together; None when they do not."""
    part = shown.crop(within)
    boxes = [_where(part, colour) for colour in _commonest(picture)]
    found = [box for box in boxes if box is not None and max(_size(box)) <= LARGEST]
    if len(found) < ENOUGH:
        return None
    left, top = min(box[0] for box in found), min(box[1] for box in found)
    right, bottom = max(box[2] for box in found), max(box[3] for box in found)
    if max(_size((left, top, right, bottom))) > LARGEST:
        return None
    return within[0] + left, within[1] + top, within[0] + right, within[1] + bottom


def _commonest(picture: Image.Image) -> list[Colour]:
    """The middle of the commonest opaque shades, those aside that text and ground may have too."""
    shades: dict[Colour, Counter[Colour]] = {}
    data = picture.convert("RGBA").tobytes()
    for red, green, blue, alpha in zip(*(data[i::4] for i in range(4)), strict=True):
        colour = red, green, blue
        if alpha == OPAQUE and max(colour) - min(colour) > GREY:
            shade = red // SHADE, green // SHADE, blue // SHADE
            shades.setdefault(shade, Counter())[colour] += 1
    ranked = sorted(shades.values(), key=lambda those: -those.total())
    return [those.most_common(1)[0][0] for those in ranked[:COLOURS]]


def _size(box: Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def _where(part: Image.Image, colour: Colour) -> Box | None:
    difference = ImageChops.difference(part, Image.new("RGB", part.size, colour))
    red, green, blue = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    mask = most.point([255] * NEARLY + [0] * (256 - NEARLY))
    return mask.getbbox() if mask.histogram()[255] >= SPECKS else None
