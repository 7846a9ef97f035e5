"""Writes pictures in the two forms that `breakd.desktop.pictures` reads."""

import zlib
from collections.abc import Sequence

from PIL import Image


def png(image: Image.Image) -> bytes:
    """An RGBA picture as a PNG whose rows are unfiltered, so that a few lines can read it."""
    width, height = image.size
    pixels = image.convert("RGBA").tobytes()
    stride = width * 4
    rows = b"".join(b"\0" + pixels[y * stride : (y + 1) * stride] for y in range(height))
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x06\0\0\0"
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return len(body).to_bytes(4, "big") + kind + body + check.to_bytes(4, "big")


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
