"""A rendered film of one stretch: which of its frames belongs to which moment, and its pixels."""

from bisect import bisect_right
from io import BytesIO
from itertools import accumulate

from PIL import Image
from PIL.WebPImagePlugin import WebPImageFile

MOST_FRAMES = 2000


class BrokenFilmError(Exception):
    """It cannot be shown."""


class Film:
    """An animated WebP (bytes).  Frames are decoded one at a time, when they are asked for; going
    on is quick, going back begins at the beginning.  Raises BrokenFilmError."""

    def __init__(self, data: bytes) -> None:
        durations = frame_durations(data)
        if not 0 < len(durations) <= MOST_FRAMES or sum(durations) <= 0:
            raise BrokenFilmError("no frames")
        self._ends = list(accumulate(duration / 1000 for duration in durations))
        try:
            # `Image.open` would import the plugins for other formats first.
            self._image = WebPImageFile(BytesIO(data))
        except (OSError, ValueError, SyntaxError) as error:
            raise BrokenFilmError(str(error)) from error

    def frame(self, moment: float) -> int:
        """The frame at `moment` seconds of the loop; its end is the last frame."""
        return min(bisect_right(self._ends, moment), len(self._ends) - 1)

    def image(self, frame: int) -> Image.Image:
        """The pixels of a frame, RGB or RGBA."""
        try:
            self._image.seek(frame)
            self._image.load()
        except (OSError, ValueError, EOFError, SyntaxError) as error:
            raise BrokenFilmError(str(error)) from error
        return self._image.copy()


def frame_durations(data: bytes) -> list[int]:
    """Milliseconds of each frame, read from the container alone (RFC 9649, "ANMF" chunks: the
    duration is the 24-bit number at offset 12).  A still picture has none."""
    found = []
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"ANMF" and at + 24 <= len(data):
            found.append(int.from_bytes(data[at + 20 : at + 23], "little"))
        at += 8 + size + size % 2
    return found
