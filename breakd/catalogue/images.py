"""The pictures of a pack: `pictures/<stretch-id>.png`, `.jpg` or `.webp`, made by anybody.

They show a stretch that has no drawing of its own.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from breakd.catalogue.decode import FLAWS, FORMATS, MOST_PIXELS
from breakd.catalogue.files import printable, read_bytes
from breakd.text import packs as say

FOLDER = "pictures"
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
MOST_BYTES = 512 * 1024
PATIENCE_S = 15.0


class ImageError(ValueError):
    """One sentence: the file, and what is wrong with it."""


def picture_of(stretch: str, packs: Iterable[Path]) -> Path | None:
    """The file of a stretch's picture, not yet looked at; None if no pack has one."""
    files = (pack / FOLDER / f"{stretch}{suffix}" for pack in packs for suffix in SUFFIXES)
    return next((file for file in files if file.is_file()), None)


def png_of(path: Path) -> bytes:
    """The picture as a PNG of at most 1024 pixels a side.  Takes up to a second, in a process of
    its own that may use little memory.  Raises `ImageError`; never opens anything but a regular
    file of at most 512 KiB."""
    place = printable(path)
    if not path.parent.is_dir() or path.parent.is_symlink():
        raise ImageError(say.not_regular(place))
    try:
        data = read_bytes(path, MOST_BYTES)
    except ValueError as error:
        raise ImageError(str(error)) from None
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "breakd.catalogue.decode"],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        raise ImageError(say.broken_picture(place)) from None
    if done.returncode == 0:
        return done.stdout
    flaw = next((one for one in FLAWS if done.stdout == one.encode()), "broken")
    raise ImageError(_sentence(flaw, place))


def _sentence(flaw: str, place: str) -> str:
    match flaw:
        case "kind":
            return say.no_picture(place, ", ".join(FORMATS))
        case "pixels":
            return say.too_many_pixels(place, MOST_PIXELS // 1_000_000)
        case "moving":
            return say.moving_picture(place)
    return say.broken_picture(place)
