"""Films: one loop, whole, and readable as WebP."""

import io
from functools import cache

import pytest
from PIL import Image

from breakd.figure.drawing import Drawing
from breakd.figure.film import MOST, times, webp
from breakd.figure.poses import BUILT_IN, load
from breakd.figure.themes import Style
from breakd.figure.timeline import Timeline
from breakd.guide.film import frame_durations

NAMES = [file.stem for file in sorted(BUILT_IN.glob("*.toml"))]


@cache
def drawn(name: str) -> Drawing:
    return load(BUILT_IN / f"{name}.toml")


@pytest.mark.parametrize("name", NAMES)
def test_pictures_fill_the_loop(name: str) -> None:
    told = times(drawn(name))
    assert sum(ms for _, ms in told) == pytest.approx(1000 * Timeline(drawn(name)).seconds, abs=1)
    assert all(ms > 0 for _, ms in told)
    assert 4 <= len(told) <= MOST * 1.1


def test_webp_runs_for_the_whole_loop() -> None:
    drawing = drawn(NAMES[0])
    film = webp(drawing, 64, Style())
    with Image.open(io.BytesIO(film)) as image:
        assert image.size == (64, 64)
        total = 0
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()
            total += image.info["duration"]
    assert total == sum(ms for _, ms in times(drawing))


def test_a_smooth_film_leaves_out_what_nobody_sees() -> None:
    """It is as long, and no picture of a movement stays for longer than an eighth of a second."""
    drawing = drawn("chin-tuck")
    told = times(drawing, smooth=True)
    durations = frame_durations(webp(drawing, 96, Style(), smooth=True))
    assert sum(durations) == sum(ms for _, ms in told)
    assert len(told) * 0.6 < len(durations) < len(told)
    holds = [ms for _, ms in told if ms > 300]
    assert all(ms < 125 or any(hold <= ms <= hold + 125 for hold in holds) for ms in durations)
