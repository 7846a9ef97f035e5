"""Pictures for programs that have no Pillow."""

import zlib

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
