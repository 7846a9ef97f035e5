"""A contact sheet: five moments of each stretch, and its icons.

python -m breakd.figure.sheet OUT.png [--theme dark] [--look NAME] [--size 240] [ID or FILE …]
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from breakd.figure.drawing import Drawing
from breakd.figure.picture import picture
from breakd.figure.poses import BUILT_IN, load
from breakd.figure.themes import LOOKS, Style, palette
from breakd.figure.timeline import Timeline

MOMENTS = 5
ICONS = (128, 96, 64)
GAP = 6


def sheet(drawings: Sequence[Drawing], style: Style, size: int = 240) -> Image.Image:
    """One row for each drawing: its moments, then its icons one below the other."""
    icons = max(ICONS) + GAP
    wide, high = MOMENTS * (size + GAP) + icons + GAP, max(size, sum(ICONS) + 2) + GAP
    image = Image.new("RGB", (wide, high * len(drawings) + GAP), palette(style).ink)
    draw = ImageDraw.Draw(image)
    for row, drawing in enumerate(drawings):
        top = row * high + GAP
        timeline = Timeline(drawing)
        for column, t in enumerate(timeline.moments(MOMENTS)):
            image.paste(picture(drawing, t, size, style), (column * (size + GAP) + GAP, top))
        left, y = MOMENTS * (size + GAP) + GAP, top
        for icon in ICONS:
            cut = picture(drawing, timeline.key_time, icon, style, still=True, cutout=True)
            draw.rectangle((left, y, left + icon, y + icon), fill=palette(style).card)
            image.paste(cut, (left, y), cut)
            y += icon + 1
        draw.text((GAP + 4, top + 2), drawing.id, fill=palette(style).ghost)
    return image


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m breakd.figure.sheet")
    parser.add_argument("out", type=Path)
    parser.add_argument("ids", nargs="*", metavar="ID", help="a stretch, or a pose file")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--look", choices=tuple(LOOKS), default="teal")
    parser.add_argument("--size", type=int, default=240)
    wanted = parser.parse_args(arguments)
    files = [
        Path(name) if name.endswith(".toml") else BUILT_IN / f"{name}.toml" for name in wanted.ids
    ]
    drawings = [load(file) for file in files or sorted(BUILT_IN.glob("*.toml"))]
    sheet(drawings, Style(wanted.theme, wanted.look), wanted.size).save(wanted.out)


if __name__ == "__main__":
    main()
