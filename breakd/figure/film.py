"""The whole movement as an animation."""

import io
from collections.abc import Callable, Iterator
from itertools import pairwise

from PIL import Image, ImageChops

from breakd.figure.drawing import Drawing
from breakd.figure.picture import picture
from breakd.figure.themes import Style
from breakd.figure.timeline import Phase, Timeline

MOVING, BREATHING = 12.0, 5.0  # pictures per second
MOST = 150  # pictures of one film; longer movements get fewer per second
QUALITY = 78
SMOOTH_QUALITY = 58  # each picture is seen for a 25th of a second
# Where a movement begins and ends, a picture hardly differs from the one before: by less than this
# share of pixels, that change by more than so much of 255.  Then that one stays, for so many.
ALIKE, NOTICED, MOST_ALIKE = 0.006, 24, 2


def times(drawing: Drawing, *, smooth: bool = False) -> list[tuple[float, int]]:
    """Of each picture its moment (s) and how long it stays (ms); together they fill the loop."""
    timeline = Timeline(drawing)
    finer = 2.1 if smooth else 1.0
    wanted = sum(_count(timeline, phase, finer) for phase in timeline.phases)
    slower = finer * min(1.0, MOST * finer / wanted)
    starts = [t for phase in timeline.phases for t in _starts(timeline, phase, slower)]
    edges = [round(1000 * t) for t in (*starts, timeline.seconds)]
    return [(t, end - start) for t, (start, end) in zip(starts, pairwise(edges), strict=True)]


def _starts(timeline: Timeline, phase: Phase, slower: float) -> Iterator[float]:
    count = _count(timeline, phase, slower)
    for i in range(count):
        yield phase.start + (phase.end - phase.start) * i / count


def _count(timeline: Timeline, phase: Phase, slower: float) -> int:
    """A hold without a breath is one picture."""
    seconds = phase.end - phase.start
    if phase.kind == "move":
        return max(2, round(seconds * MOVING * slower))
    a, b = timeline.at(phase.start), timeline.at(phase.start * 0.9 + phase.end * 0.1)
    return 1 if a.a == b.a else max(2, round(seconds * BREATHING * slower))


def webp(
    drawing: Drawing, size: int, style: Style, *, smooth: bool = False, cutout: bool = False
) -> bytes:
    """One loop as an animated WebP that runs for ever; twice as many pictures in a `smooth` film.
    `cutout` as for `picture`."""
    told = times(drawing, smooth=smooth)

    def draw(number: int) -> Image.Image:
        return picture(drawing, told[number][0], size, style, cutout=cutout)

    out = io.BytesIO()
    _reel(len(told), _settled(draw) if smooth else draw).save(
        out,
        "WEBP",
        save_all=True,
        duration=[ms for _, ms in told],
        loop=0,
        quality=SMOOTH_QUALITY if smooth else QUALITY,
        method=4 if smooth else 3,
        minimize_size=smooth,
    )
    return out.getvalue()


def _settled(draw: Callable[[int], Image.Image]) -> Callable[[int], Image.Image]:
    """The same pictures, but one that hardly differs from the one before is that one again, which
    costs the film nothing."""
    kept: list[Image.Image] = []
    since = 0

    def settled(number: int) -> Image.Image:
        nonlocal since
        image = draw(number)
        if kept and since < MOST_ALIKE and _is_alike(kept[0], image):
            since += 1
        else:
            kept[:], since = [image], 0
        return kept[0]

    return settled


def _is_alike(one: Image.Image, other: Image.Image) -> bool:
    changes = ImageChops.difference(one, other).convert("L").histogram()[NOTICED:]
    return sum(changes) < ALIKE * one.width * one.height


def _reel(count: int, draw: Callable[[int], Image.Image]) -> Image.Image:
    """An image of so many pictures, each drawn when it is its turn: together they would take more
    memory than a service may have."""
    image = draw(0).copy()

    def seek(frame: int) -> None:
        if frame:
            image.paste(draw(frame), (0, 0))

    image.n_frames = count  # type: ignore[attr-defined]  # as those that are read from files
    image.seek = seek  # type: ignore[method-assign]
    return image
