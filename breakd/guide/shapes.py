"""What Tk cannot draw smoothly: the ring and round buttons, painted large and scaled down."""

from functools import lru_cache
from math import cos, pi, sin

from PIL import Image, ImageDraw

from breakd.guide.colours import rgb

_FINER = 4  # times larger than shown


def ring(size: int, share: float, colour: str, track: str, paper: str) -> Image.Image:
    """A ring of `size` pixels, drawn clockwise from the top as far as `share` (0 to 1) says."""
    image = _track(size, track, paper).copy()
    if share <= 0.002:
        return image.reduce(_FINER)
    large = image.size[0]
    width = _width(large)
    draw = ImageDraw.Draw(image)
    middle, radius = large / 2, (large - width) / 2
    angle = 360 * min(share, 1.0)
    draw.arc((0, 0, large - 1, large - 1), -90, angle - 90, fill=rgb(colour), width=width)
    for end in (0.0, angle):  # round ends
        x = middle + radius * sin(end * pi / 180)
        y = middle - radius * cos(end * pi / 180)
        half = width / 2
        draw.ellipse((x - half, y - half, x + half, y + half), fill=rgb(colour))
    return image.reduce(_FINER)


def pill(
    width: int, height: int, radius: float, fill: str, paper: str, rim: str = ""
) -> Image.Image:
    """A button's shape; with a `rim` in that colour where it has the focus."""
    image = Image.new("RGB", (width * _FINER, height * _FINER), rgb(paper))
    draw = ImageDraw.Draw(image)
    box = (0, 0, width * _FINER - 1, height * _FINER - 1)
    draw.rounded_rectangle(
        box,
        radius * _FINER,
        fill=rgb(fill),
        outline=rgb(rim) if rim else None,
        width=max(2, round(height * 0.05)) * _FINER if rim else 1,
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
