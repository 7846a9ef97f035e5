"""What of a screen is worth a picture in the documents."""

from collections.abc import Sequence

from PIL import Image

from tests.desk.matrix.eye import Box

MARGIN = 24  # pixels around what a picture is to show


def cut(screen: Image.Image, parts: Sequence[Box]) -> Image.Image:
    """These parts of the screen, at least one; empty ground around and between is left out."""
    left = max(min(box[0] for box in parts) - MARGIN, 0)
    right = min(max(box[2] for box in parts) + MARGIN, screen.width)
    bands: list[tuple[int, int]] = []
    wanted = ((max(box[1] - MARGIN, 0), min(box[3] + MARGIN, screen.height)) for box in parts)
    for top, bottom in sorted(wanted):
        if bands and top <= bands[-1][1]:
            bands[-1] = bands[-1][0], max(bands[-1][1], bottom)
        else:
            bands.append((top, bottom))
    picture = Image.new("RGB", (right - left, sum(bottom - top for top, bottom in bands)))
    at = 0
    for top, bottom in bands:
        picture.paste(screen.crop((left, top, right, bottom)), (0, at))
        at += bottom - top
    return picture
