"""`python -m breakd.illustrator --look LOOK --theme THEME [--pack FOLDER]... STRETCH`: draw it.

What a notification shows of it comes first; once all of it is in the cache, one line of JSON says
where.  Then, with nothing else to do, the guide's film.  An empty table means that there is
neither a drawing nor a picture of the stretch.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image

from breakd.catalogue.images import ImageError, picture_of, png_of
from breakd.figure import cache, cards
from breakd.figure.entries import PoseError
from breakd.figure.png import png
from breakd.figure.poses import load
from breakd.figure.stock import FILM_PX, card_place, pose_file
from breakd.figure.themes import LOOKS, Style
from breakd.figure.worker import make
from breakd.guide.looks import style_for
from breakd.guide.surroundings import look_around

Draw = Callable[[], Image.Image]


def main() -> int:
    """Draw; 1 with a sentence in the table where that fails."""
    options = _options()
    packs = tuple(options.pack)
    try:
        style = style_for(
            options.stretch, options.look, options.theme, is_dark=lambda: look_around().dark
        )
        pose = pose_file(options.stretch, packs)
        files = _drawn(pose, style) if pose else _of_pack(options.stretch, packs, style)
    except (PoseError, ImageError, OSError) as error:
        _say({"problem": str(error)})
        return 1
    _say(files)
    if pose is not None:
        os.nice(19)
        make(pose, style, FILM_PX)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m breakd.illustrator", description=__doc__)
    parser.add_argument("--look", choices=["alternate", *LOOKS], default="alternate")
    parser.add_argument("--theme", choices=["auto", "light", "dark"], default="auto")
    parser.add_argument("--pack", action="append", default=[], type=Path)
    parser.add_argument("stretch")
    return parser.parse_args()


def _drawn(pose: Path, style: Style) -> dict[str, str]:
    drawing, data = load(pose), pose.read_bytes()
    wanted = {
        "small": partial(cards.still, drawing, style, cards.SMALL),
        "large": partial(cards.still, drawing, style, cards.LARGE),
        "strip": partial(cards.strip, drawing, style),
    }
    return {kind: _made(data, style, kind, draw) for kind, draw in wanted.items()}


def _of_pack(stretch: str, packs: tuple[Path, ...], style: Style) -> dict[str, str]:
    file = picture_of(stretch, packs)
    if file is None:
        return {}
    data = png_of(file)
    wanted = {"small": cards.SMALL, "large": cards.LARGE}
    return {
        kind: _made(data, style, kind, partial(cards.shrunk, data, size))
        for kind, size in wanted.items()
    }


def _made(facts: bytes, style: Style, kind: str, draw: Draw) -> str:
    file = card_place(facts, style, kind)
    if cache.read(file) is None:
        cache.write(file, png(draw()))
    return str(file)


def _say(table: dict[str, str]) -> None:
    print(json.dumps(table), flush=True)


if __name__ == "__main__":
    sys.exit(main())
