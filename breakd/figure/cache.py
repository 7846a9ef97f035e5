"""Drawn pictures and films, kept from one break to the next.

One folder of files named after what is in them: the hash of everything that decides how a picture
looks, the program that draws it included.  So a file is either right or not there.
"""

import contextlib
import os
import zlib
from functools import cache
from hashlib import blake2b
from pathlib import Path

from breakd import paths

MOST_BYTES = 16 * 1024 * 1024  # the guide takes below 12 MB, the gallery 9.4, notifications 3
_LEFT_OVER_S = 600.0  # nobody takes that long to write a file


def folder() -> Path:
    """Where the pictures lie; it may be deleted at any time."""
    return paths.cache_dir() / "figures"


def place(suffix: str, *facts: object) -> Path:
    """The file for a picture of this kind (".webp", say) that these facts decide: the pose data
    (bytes), the style, the size and so on.  Equal facts have equal `str`s, or are bytes."""
    digest = blake2b(_program(), digest_size=16)
    for fact in facts:
        data = fact if isinstance(fact, bytes) else str(fact).encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return folder() / f"{digest.hexdigest()}{suffix}"


def read(file: Path) -> bytes | None:
    """What is in the file, which counts as used from now on; None if it is not there.

    A WebP or PNG file that is not whole is taken away and counts as not there.
    """
    try:
        data = file.read_bytes()
    except OSError:
        return None
    is_whole = _CHECKS.get(file.suffix, bool)
    if not is_whole(data):
        drop(file)
        return None
    with contextlib.suppress(OSError):
        os.utime(file)
    return data


def write(file: Path, data: bytes, most: int = MOST_BYTES) -> None:
    """Put the file there, whole or not at all, and drop the longest unused ones beyond `most`
    bytes in all.  Raises OSError."""
    import tempfile  # not for those who only read: it is slow to import

    paths.make_private(file.parent.parent)
    paths.make_private(file.parent)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _trim(file, most)


def drop(file: Path) -> None:
    """Forget a file that turned out to be no picture."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)


def _trim(newest: Path, most: int) -> None:
    """Only `newest` is sure to stay."""
    found = []
    for file in newest.parent.iterdir():
        with contextlib.suppress(OSError):  # another process may be trimming too
            seen = file.stat()
            found.append((seen.st_mtime, seen.st_size, file))
    held = sum(size for _, size, _ in found)
    latest = max((when for when, _, _ in found), default=0.0)
    for when, size, file in sorted(found):
        left_over = file.suffix == ".part" and when < latest - _LEFT_OVER_S
        if file != newest and (left_over or (held > most and file.suffix != ".part")):
            drop(file)
            held -= size


def _is_webp(data: bytes) -> bool:
    """Whether a RIFF file has the length that it says it has."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return False
    return int.from_bytes(data[4:8], "little") + 8 == len(data)


def _is_png(data: bytes) -> bool:
    """Whether every chunk has the checksum that it says it has, up to the end."""
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            return False
        if data[at + 4 : at + 8] == b"IEND":
            return end == len(data)
        at = end
    return False


_CHECKS = {".webp": _is_webp, ".png": _is_png}


@cache
def _program() -> bytes:
    """What stands for the program that draws: its own source text."""
    digest = blake2b(digest_size=16)
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.digest()
