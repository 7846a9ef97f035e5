"""The built-in pictures, read without Pillow: one file, and of the ring one frame, at a time."""

import contextlib
import logging
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).with_name("pictures")
RING = FOLDER / "ring.bin"

NAMES = ("neck", "shoulders", "upper-back", "chest", "mid-back", "walk", "eyes", "break", "breakd")

Form = Literal["working", "held", "waiting", "due", "snoozed", "paused", "on-break"]
Pixmap = tuple[int, int, bytes]

STEPS = 24
SIZES = (16, 22, 24, 32, 48, 64)
STEPPED: tuple[Form, ...] = ("working", "held")
SINGLE: tuple[Form, ...] = ("waiting", "due", "snoozed", "paused", "on-break")
# Every frame of the ring, in the order in which the file holds them.
FRAMES: tuple[tuple[Form, int], ...] = (
    *((form, step) for form in STEPPED for step in range(STEPS + 1)),
    *((form, 0) for form in SINGLE),
)

_ENTRY = 8  # an index entry: where a frame begins in the file and how long it is, 32 bits each
_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_log = logging.getLogger("breakd.pictures")


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels by rows from the top, four bytes each: red, green, blue, alpha (not premultiplied)."""

    width: int
    height: int
    rgba: bytes


def load(name: str) -> Picture | None:
    """The picture of this name (one of `NAMES`), or None where there is none to be had."""
    if name not in NAMES:
        return None
    try:
        return _decode((FOLDER / f"{name}.png").read_bytes())
    except (OSError, ValueError, zlib.error) as error:
        _log.warning("picture %s cannot be read: %s", name, error)
        return None


def read(file: Path) -> Picture | None:
    """A picture that was drawn for a notification; None where it is not there, or broken, and
    then it is taken away, so that it is drawn again."""
    try:
        return _decode(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, zlib.error) as error:
        _log.warning("picture %s cannot be read: %s", file, error)
        with contextlib.suppress(OSError):
            file.unlink()
        return None


def ring(form: Form, step: int = 0, sizes: Sequence[int] = SIZES) -> list[Pixmap]:
    """The tray icon as (width, height, pixels) for each of `sizes`, which are among `SIZES`.

    Pixels are ARGB32 in network byte order, not premultiplied, as StatusNotifierItem wants
    them.  `step` runs from 0 (empty) to `STEPS` (full) and counts only for the forms in
    `STEPPED`.  An unreadable file gives an empty list.
    """
    number = FRAMES.index((form, min(max(step, 0), STEPS) if form in STEPPED else 0))
    try:
        with RING.open("rb") as file:
            file.seek(number * _ENTRY)
            entry = file.read(_ENTRY)
            file.seek(int.from_bytes(entry[:4], "big"))
            frame = zlib.decompress(file.read(int.from_bytes(entry[4:], "big")))
    except (OSError, zlib.error) as error:
        _log.warning("the tray icon cannot be read: %s", error)
        return []
    found: list[Pixmap] = []
    start = 0
    for size in SIZES:
        end = start + size * size * 4
        if size in sizes:
            found.append((size, size, frame[start:end]))
        start = end
    return found


def _decode(data: bytes) -> Picture:
    """Read a PNG of the one kind that `breakd.figure.png` writes: RGBA, 8 bits, rows unfiltered."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("not a PNG")
    width = height = 0
    packed = b""
    at = len(_SIGNATURE)
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
            if body[8:] != b"\x08\x06\0\0\0":
                raise ValueError("not an 8-bit RGBA PNG")
        elif kind == b"IDAT":
            packed += body
        at += length + 12
    raw = zlib.decompress(packed)
    stride = width * 4 + 1
    if len(raw) != stride * height or any(raw[::stride]):
        raise ValueError("not a PNG with unfiltered rows")
    rows = (raw[y * stride + 1 : (y + 1) * stride] for y in range(height))
    return Picture(width, height, b"".join(rows))
