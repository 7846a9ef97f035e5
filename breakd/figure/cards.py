"""What a notification shows of a stretch: cut out, to stand on any background."""

from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageDraw

from breakd.figure.drawing import Drawing
from breakd.figure.picture import picture
from breakd.figure.themes import Style, palette
from breakd.figure.timeline import Timeline

SMALL, LARGE = 96, 128  # pixels
STRIP_DISC, STRIP_GAP = 92, 22
_FINE = 4


def still(drawing: Drawing, style: Style, size: int) -> Image.Image:
    """The key moment, `size` pixels square."""
    return picture(drawing, Timeline(drawing).key_time, size, style, still=True, cutout=True)


def strip(drawing: Drawing, style: Style) -> Image.Image:
    """How it begins, a small arrow, and the key moment."""
    wide = 2 * STRIP_DISC + STRIP_GAP
    image = Image.new("RGBA", (wide, STRIP_DISC))
    begin = replace(drawing, arrows=())  # that arrow is between the two
    image.paste(picture(begin, 0.0, STRIP_DISC, style, cutout=True), (0, 0))
    arrow = _arrow((STRIP_GAP, STRIP_DISC), palette(style).arrow)
    image.paste(arrow, (STRIP_DISC, 0))
    image.paste(still(drawing, style, STRIP_DISC), (STRIP_DISC + STRIP_GAP, 0))
    return image


def shrunk(data: bytes, size: int) -> Image.Image:
    """A picture (PNG) that somebody made, at most `size` pixels wide and high.  OSError if it is
    none."""
    with Image.open(BytesIO(data), formats=("PNG",)) as image:
        small = image.convert("RGBA")
    small.thumbnail((size, size), Image.Resampling.LANCZOS)
    return small


def _arrow(size: tuple[int, int], colour: tuple[int, int, int]) -> Image.Image:
    """One that points to the right, in the middle."""
    wide, high = (length * _FINE for length in size)
    # All in its colour, so that nothing else shines through where it ends.
    mask = Image.new("L", (wide, high))
    draw = ImageDraw.Draw(mask)
    middle, left, right, head = high / 2, wide * 0.16, wide * 0.84, wide * 0.3
    draw.line((left, middle, right - head / 2, middle), fill=255, width=round(wide * 0.14))
    tip = [(right, middle), (right - head, middle - head), (right - head, middle + head)]
    draw.polygon(tip, fill=255)
    arrow = Image.new("RGBA", size, colour)
    arrow.putalpha(mask.reduce(_FINE))
    return arrow
