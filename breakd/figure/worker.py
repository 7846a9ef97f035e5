"""`python -m breakd.figure.worker POSE_FILE THEME LOOK SIZE`: draw a stretch into the cache.

The timetable first, then the still picture, then the film; what is there is left alone.  A process
of its own, so that whoever shows them stays small and quick.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from breakd.figure import cache
from breakd.figure.drawing import Drawing
from breakd.figure.entries import PoseError
from breakd.figure.poses import load
from breakd.figure.stock import (
    Phase,
    Timetable,
    film_place,
    still_place,
    timetable_line,
    timetable_place,
)
from breakd.figure.themes import LOOKS, Style
from breakd.figure.timeline import Timeline

MOST_PIXELS = 1024


def main() -> int:
    """Draw; 0 when everything is there, 1 with a sentence when it cannot be."""
    parser = argparse.ArgumentParser(prog="python -m breakd.figure.worker", description=__doc__)
    parser.add_argument("pose", type=Path)
    parser.add_argument("theme", choices=["light", "dark"])
    parser.add_argument("look", choices=list(LOOKS))
    parser.add_argument("size", type=int, choices=range(16, MOST_PIXELS + 1), metavar="SIZE")
    options = parser.parse_args()
    try:
        make(options.pose, Style(options.theme, options.look), options.size)
    except (PoseError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def make(pose: Path, style: Style, size: int) -> None:
    """Draw what is missing.  Raises PoseError, OSError."""
    drawing, data = load(pose), pose.read_bytes()
    times = timetable_place(data)
    if not times.exists():
        cache.write(times, timetable_line(timetable_of(drawing)))
    places = ((still_place, _still), (film_place, _film))
    for place, draw in places:
        file = place(data, style, size)
        if cache.read(file) is None:
            cache.write(file, draw(drawing, style, size))


def timetable_of(drawing: Drawing) -> Timetable:
    """When the film of a drawing does what."""
    timeline = Timeline(drawing)
    phases = (
        Phase(phase.start, phase.end, phase.kind, phase.key, phase.breath)
        for phase in timeline.phases
    )
    turns = timeline.seconds / 2 if drawing.mirror else 0.0
    return Timetable(tuple(phases), timeline.key_time, turns)


def _still(drawing: Drawing, style: Style, size: int) -> bytes:
    from io import BytesIO

    from breakd.figure.picture import picture

    written = BytesIO()
    image = picture(drawing, Timeline(drawing).key_time, size, style, still=True)
    image.save(written, "WEBP", quality=90, method=2)
    return written.getvalue()


def _film(drawing: Drawing, style: Style, size: int) -> bytes:
    from breakd.figure.film import webp

    return webp(replace(drawing, mirror=False), size, style, smooth=True)


if __name__ == "__main__":
    sys.exit(main())
