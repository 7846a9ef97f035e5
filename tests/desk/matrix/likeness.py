"""Whether a picture that was sent is on the screen, at whatever size it was drawn."""

from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageChops

from tests.desk.matrix.eye import Box

COLOURS = 3  # the picture's commonest; flat, so that scaling leaves most of them as they are
NEARLY = 10  # steps of 255 that a colour may be off
SPECKS = 12  # pixels of one; fewer are the rim of something else
LARGEST = 220  # pixels; what lies farther apart is no picture


def sent(value: tuple[int, int, int, bool, int, int, Any]) -> Image.Image:
    """The picture in a notification's `image-data`."""
    width, height, _stride, has_alpha, _bits, _channels, data = value
    return Image.frombytes("RGBA" if has_alpha else "RGB", (width, height), bytes(data))


def drawn(picture: Image.Image, shown: Image.Image, within: Box) -> Box | None:
    """Where on the screen the picture's own colours lie together; None when they do not."""
    part = shown.crop(within)
    boxes = [_where(part, colour) for colour in _commonest(picture)]
    if not boxes or None in boxes:
        return None
    found = [box for box in boxes if box is not None]
    left, top = min(box[0] for box in found), min(box[1] for box in found)
    right, bottom = max(box[2] for box in found), max(box[3] for box in found)
    if max(right - left, bottom - top) > LARGEST:
        return None
    return within[0] + left, within[1] + top, within[0] + right, within[1] + bottom


def _commonest(picture: Image.Image) -> Sequence[tuple[int, int, int]]:
    """Opaque colours, those aside that text and its ground may have too."""
    counted: dict[tuple[int, int, int], int] = {}
    for number, colour in picture.convert("RGBA").getcolors(1 << 20) or []:
        if colour[3] == 255 and max(colour[:3]) - min(colour[:3]) > 24:
            counted[colour[:3]] = counted.get(colour[:3], 0) + number
    return sorted(counted, key=lambda colour: -counted[colour])[:COLOURS]


def _where(part: Image.Image, colour: tuple[int, int, int]) -> Box | None:
    difference = ImageChops.difference(part, Image.new("RGB", part.size, colour))
    red, green, blue = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    mask = most.point([255] * NEARLY + [0] * (256 - NEARLY))
    return mask.getbbox() if mask.histogram()[255] >= SPECKS else None
