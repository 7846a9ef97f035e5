"""What Tk cannot draw smoothly: the ring and round buttons, painted large and scaled down."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin
from typing import NamedTuple

from PIL import Image, ImageDraw

from breakd.guide.colours import Colours, rgb

_FINER = 4  # times larger than shown
_EMPTY = 0.3  # how large the disc of the breath is, of what it grows to, once there is one
_ROUND = 0.32  # of the height: the corners


class Cap(NamedTuple):
    """The cap of a key on a button, in the middle of its height; in pixels."""

    left: int
    width: int
    height: int
    fill: str


def ring(size: int, share: float, breath: float, colours: Colours) -> Image.Image:
    """A ring of `size` pixels, drawn clockwise from the top as far as `share` (0 to 1) says; a disc
    inside it grows with `breath` (0 to 1, nothing at 0)."""
    image = _track(size, colours.track, colours.paper).copy()
    large = image.size[0]
    width = _width(large)
    draw = ImageDraw.Draw(image)
    middle, radius = large / 2, (large - width) / 2
    if breath > 0:
        room = large / 2 - width * 2
        half = room * (_EMPTY + (1 - _EMPTY) * breath)
        box = (middle - half, middle - half, middle + half, middle + half)
        draw.ellipse(box, fill=rgb(colours.breath))
    if share > 0.002:
        angle = 360 * min(share, 1.0)
        draw.arc((0, 0, large - 1, large - 1), -90, angle - 90, rgb(colours.strong), width)
        for end in (0.0, angle):  # round ends
            x = middle + radius * sin(end * pi / 180)
            y = middle - radius * cos(end * pi / 180)
            half = width / 2
            draw.ellipse((x - half, y - half, x + half, y + half), fill=rgb(colours.strong))
    return image.reduce(_FINER)


def beads(
    width: int, height: int, groups: Sequence[int], now: int, colours: Colours, centred: bool
) -> Image.Image:
    """A bead for each repetition, the groups (of so many each) apart: those before number `now`
    (from 0) are filled, the one that is going on is long."""
    image = Image.new("RGB", (width * _FINER, height * _FINER), rgb(colours.paper))
    count, high = sum(groups), height * _FINER
    if not count:
        return image.reduce(_FINER)
    # In heights: a bead is 1 wide, the current one 2, between them 0.7, between groups 1.4 more.
    units = count + 1 + 0.7 * (count - 1) + 1.4 * (len(groups) - 1)
    unit = min(high, width * _FINER / units)
    draw = ImageDraw.Draw(image)
    x = (width * _FINER - units * unit) / 2 if centred else 0.0
    top, number = (high - unit) / 2, 0
    for group in groups:
        for _ in range(group):
            wide = unit * (2 if number == min(now, count - 1) else 1)
            fill = colours.strong if number <= now else colours.bead
            box = (round(x), round(top), round(x + wide) - 1, round(top + unit) - 1)
            draw.rounded_rectangle(box, unit / 2, fill=rgb(fill))
            x += wide + 0.7 * unit
            number += 1
        x += 1.4 * unit
    return image.reduce(_FINER)


def pill(
    size: tuple[int, int], fill: str, paper: str, rim: str = "", cap: Cap | None = None
) -> Image.Image:
    """A button's shape (width and height); with a `rim` in that colour where it has the focus, and
    with a key's cap."""
    width, height = size
    image = Image.new("RGB", (width * _FINER, height * _FINER), rgb(paper))
    draw = ImageDraw.Draw(image)
    box = (0, 0, width * _FINER - 1, height * _FINER - 1)
    draw.rounded_rectangle(
        box,
        height * _ROUND * _FINER,
        fill=rgb(fill),
        outline=rgb(rim) if rim else None,
        width=max(2, round(height * 0.05)) * _FINER if rim else 1,
    )
    if cap is not None:
        left, right = cap.left * _FINER, (cap.left + cap.width) * _FINER - 1
        top = (height - cap.height) // 2 * _FINER
        bottom = top + cap.height * _FINER - 1
        draw.rounded_rectangle(
            (left, top, right, bottom), cap.height * _ROUND * _FINER, fill=rgb(cap.fill)
        )
    return image.reduce(_FINER)


def disc(size: int, fill: str, paper: str) -> Image.Image:
    """What stands where the figure is going to be."""
    large = size * 2
    image = Image.new("RGB", (large, large), rgb(paper))
    margin = large * 0.03
    ImageDraw.Draw(image).ellipse(
        (margin, margin, large - 1 - margin, large - 1 - margin), fill=rgb(fill)
    )
    return image.reduce(2)


def ppm(image: Image.Image) -> bytes:
    """The picture in the form that Tk reads without help."""
    image = image.convert("RGB")
    return b"P6 %d %d 255 " % image.size + image.tobytes()


def _width(size: int) -> int:
    return round(size * 0.085)


@lru_cache(maxsize=4)
def _track(size: int, track: str, paper: str) -> Image.Image:
    large = size * _FINER
    image = Image.new("RGB", (large, large), rgb(paper))
    ImageDraw.Draw(image).ellipse(
        (0, 0, large - 1, large - 1), outline=rgb(track), width=_width(large)
    )
    return image
