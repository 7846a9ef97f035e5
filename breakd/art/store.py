"""Writes the tray icon as `breakd.desktop.pictures` reads it."""

import zlib
from collections.abc import Sequence

from PIL import Image


def argb(image: Image.Image) -> bytes:
    """The pixels in the order that StatusNotifierItem wants."""
    red, green, blue, alpha = image.convert("RGBA").split()
    return Image.merge("RGBA", (alpha, red, green, blue)).tobytes()


def frames(pictures: Sequence[bytes]) -> bytes:
    """An index of 32-bit (offset, length) pairs, then every frame compressed by itself."""
    packed = [zlib.compress(frame, 9) for frame in pictures]
    at = len(packed) * 8
    index = b""
    for frame in packed:
        index += at.to_bytes(4, "big") + len(frame).to_bytes(4, "big")
        at += len(frame)
    return index + b"".join(packed)
