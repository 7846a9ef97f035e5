"""What the guide shows: how long the still and the film of a stretch take, and what those of the
whole catalogue fill."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from breakd.figure import film, picture, poses, stock, worker
from breakd.figure.drawing import Drawing
from breakd.figure.themes import Style
from breakd.guide.looks import look_for


@dataclass(frozen=True)
class Films:
    """Seconds of the processor for a picture and for all that a stretch needs, one value for each
    stretch; the MB of WebP that all of them fill, and the KB of timetables."""

    pictures: list[float]
    stretches: list[float]
    webp_mb: float
    other_kb: float


def draw_all() -> Films:
    """Everything that the guide shows of breakd's own stretches, in one theme."""
    with _own_cache() as cache:
        pictures, stretches = [], []
        for pose in sorted(stock.BUILT_IN.glob("*.toml")):
            style = Style("light", look_for("alternate", pose.stem))
            pictures.append(_picture_s(poses.load(pose), style))
            began = time.process_time()
            worker.make(pose, style, stock.FILM_PX)
            stretches.append(time.process_time() - began)
        files = list((cache / "breakd/figures").iterdir())
        webp = sum(file.stat().st_size for file in files if file.suffix == ".webp")
        other = sum(file.stat().st_size for file in files if file.suffix != ".webp")
        return Films(pictures, stretches, webp / 1e6, other / 1e3)


def _picture_s(drawing: Drawing, style: Style) -> float:
    """On average over a few moments of the loop."""
    moments = [moment for moment, _ in film.times(drawing)][::10]
    began = time.process_time()
    for moment in moments:
        picture.picture(drawing, moment, stock.FILM_PX, style)
    return (time.process_time() - began) / len(moments)


@contextmanager
def _own_cache() -> Iterator[Path]:
    before = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            del os.environ["XDG_CACHE_HOME"]
            if before is not None:
                os.environ["XDG_CACHE_HOME"] = before
