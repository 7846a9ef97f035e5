"""A contact sheet: five moments of each stretch, and its icons.

python -m breakd.figure.sheet OUT.png [--theme dark] [--look NAME] [--size 240] [ID or FILE …]

With `--keys COLUMNS` only the key moments, so many side by side, the looks in turn.
"""

import argparse
import itertools
import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from breakd.figure.drawing import Drawing
from breakd.figure.picture import picture
from breakd.figure.poses import BUILT_IN, load
from breakd.figure.themes import LOOKS, Style, Theme, palette
from breakd.figure.timeline import Timeline

MOMENTS = 5
ICONS = (128, 96, 64)
GAP = 6


def sheet(drawings: Sequence[Drawing], style: Style, size: int = 240) -> Image.Image:
    """One row for each drawing: its moments, then its icons."""
    icons = sum(ICONS[:2]) + GAP
    wide, high = MOMENTS * (size + GAP) + icons + GAP, max(size, sum(ICONS[1:])) + GAP
    image = Image.new("RGB", (wide, high * len(drawings) + GAP), palette(style).ink)
    draw = ImageDraw.Draw(image)
    for row, drawing in enumerate(drawings):
        top = row * high + GAP
        timeline = Timeline(drawing)
        for column, t in enumerate(timeline.moments(MOMENTS)):
            image.paste(picture(drawing, t, size, style), (column * (size + GAP) + GAP, top))
        left = MOMENTS * (size + GAP) + GAP
        for icon, across, down in zip(
            ICONS, (0, ICONS[0], ICONS[0]), (0, 0, ICONS[1]), strict=True
        ):
            cut = picture(drawing, timeline.key_time, icon, style, still=True, cutout=True)
            x, y = left + across, top + down
            draw.rectangle((x, y, x + icon - 1, y + icon - 1), fill=palette(style).card)
            image.paste(cut, (x, y), cut)
        draw.text((GAP + 4, top + 2), drawing.id, fill=palette(style).ghost)
    return image


def keys(drawings: Sequence[Drawing], theme: Theme, columns: int, size: int = 240) -> Image.Image:
    """The key moment of each drawing, row by row, everybody in another look."""
    rows = math.ceil(len(drawings) / columns)
    card = palette(Style(theme, next(iter(LOOKS)))).card
    image = Image.new("RGB", (columns * size, rows * size), card)
    for number, (drawing, look) in enumerate(zip(drawings, itertools.cycle(LOOKS), strict=False)):
        still = picture(drawing, Timeline(drawing).key_time, size, Style(theme, look), still=True)
        image.paste(still, (number % columns * size, number // columns * size))
    return image


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m breakd.figure.sheet")
    parser.add_argument("out", type=Path)
    parser.add_argument("ids", nargs="*", metavar="ID", help="a stretch, or a pose file")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--look", choices=tuple(LOOKS), default="teal")
    parser.add_argument("--size", type=int, default=240)
    parser.add_argument("--keys", type=int, metavar="COLUMNS")
    wanted = parser.parse_intermixed_args(arguments)
    files = [
        Path(name) if name.endswith(".toml") else BUILT_IN / f"{name}.toml" for name in wanted.ids
    ]
    drawings = [load(file) for file in files or sorted(BUILT_IN.glob("*.toml"))]
    if wanted.keys:
        image = keys(drawings, wanted.theme, wanted.keys, wanted.size)
    else:
        image = sheet(drawings, Style(wanted.theme, wanted.look), wanted.size)
    image.save(wanted.out, optimize=True)


if __name__ == "__main__":
    main()
