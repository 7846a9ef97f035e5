"""Pictures of strangers: shown when sound, refused in a sentence when not, at little cost."""

import io
import os
import resource
import struct
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from breakd.catalogue.images import MOST_BYTES, ImageError, picture_of, png_of


def png_header(width: int, height: int, rest: bytes = b"") -> bytes:
    """A PNG that claims this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rest + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def encoded(kind: str, size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (40, 120, 160)).save(out, kind, **options)
    return out.getvalue()


def bomb() -> bytes:
    """Within the limit of the header's size, and no more than it says, but huge unpacked."""
    lines = zlib.compress(b"\0" * (6000 * 2000), 9)
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000, 9))
    return png_header(2000, 2000, text + chunk(b"IDAT", lines))


def moving() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in range(0, 200, 20)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], loop=0)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pictures"
    place.mkdir()
    return place


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP"), ("a.png", "JPEG")]
)
def test_a_sound_picture_becomes_a_png(folder: Path, name: str, kind: str) -> None:
    (folder / name).write_bytes(encoded(kind))
    with Image.open(io.BytesIO(png_of(folder / name))) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGBA", (300, 200))


def test_a_large_one_is_made_smaller_and_a_lying_one_set_up(folder: Path) -> None:
    lying = Image.Exif()
    lying[0x0112] = 6
    (folder / "a.jpg").write_bytes(encoded("JPEG", (2000, 1500), exif=lying))
    with Image.open(io.BytesIO(png_of(folder / "a.jpg"))) as image:
        assert image.size == (768, 1024)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (png_header(50_000, 50_000), "more than 4 million pixels"),
        (encoded("PNG", (2001, 2000)), "more than 4 million pixels"),
        (encoded("GIF"), "this is no picture; one of PNG, JPEG, WEBP is expected"),
        (encoded("BMP"), "this is no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "this is no picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "this is no picture"),
        (b"", "this is no picture"),
        (os.urandom(1000), "this is no picture"),
        (moving(), "this picture moves; a still one is expected"),
        (encoded("PNG")[:-40], "this picture is damaged"),
        (encoded("JPEG")[:200], "this"),
        (bomb(), "this picture is damaged"),
        (b"\0" * (MOST_BYTES + 1), "larger than 512 KiB"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else str(len(value)),
)
def test_an_unfit_one_is_refused_in_a_sentence(folder: Path, data: bytes, problem: str) -> None:
    file = folder / "a.png"
    file.write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    with pytest.raises(ImageError, match=problem) as refused:
        png_of(file)
    assert str(refused.value).startswith(f"{file}: ")
    assert str(refused.value).endswith(".")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024  # KiB, of ours
    assert time.process_time() - begun < 5  # of ours too


@pytest.mark.parametrize(
    "greedy", ["bytearray(1 << 30)", "max(iter(int, 1))"], ids=["memory", "time"]
)
def test_the_decoder_may_use_little(
    folder: Path, monkeypatch: pytest.MonkeyPatch, greedy: str
) -> None:
    """One in whose library something eats all it can get."""
    place = folder.parent / "site"
    place.mkdir()
    (place / "sitecustomize.py").write_text(
        f"from PIL import ImageOps\nImageOps.exif_transpose = lambda image: ({greedy}, image)[1]\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(place))
    (folder / "a.png").write_bytes(encoded("PNG"))
    with pytest.raises(ImageError, match="takes too much memory"):
        png_of(folder / "a.png")


def test_what_is_no_file_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "a.png")
    with pytest.raises(ImageError, match="not a regular file"):
        png_of(folder / "a.png")
    (folder.parent / "linked").symlink_to(folder)
    (folder / "b.png").write_bytes(encoded("PNG"))
    with pytest.raises(ImageError, match="not a regular file"):
        png_of(folder.parent / "linked" / "b.png")


def test_the_picture_of_a_stretch(tmp_path: Path, folder: Path) -> None:
    empty = tmp_path / "empty"
    assert picture_of("mine", [empty, tmp_path]) is None
    (folder / "mine.webp").touch()
    assert picture_of("mine", [empty, tmp_path]) == folder / "mine.webp"
