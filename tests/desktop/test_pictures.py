"""The pictures that are shipped, and that they are what the drawing code draws."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from breakd.art import gallery, ring
from breakd.core.stretch import AREAS
from breakd.desktop import pictures

LIGHT, DARK = (240, 240, 240), (43, 43, 43)


def _image(pixmap: pictures.Pixmap) -> Image.Image:
    width, height, argb = pixmap
    alpha, red, green, blue = Image.frombytes("RGBA", (width, height), argb).split()
    return Image.merge("RGBA", (red, green, blue, alpha))


def _on(panel: tuple[int, int, int], icon: Image.Image) -> Image.Image:
    return Image.alpha_composite(Image.new("RGBA", icon.size, (*panel, 255)), icon)


def _apart(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures differ as seen on a panel, on average, of 255."""
    difference = ImageChops.difference(_on(LIGHT, one), _on(LIGHT, other))
    return max(ImageStat.Stat(difference.convert("RGB")).mean)


# --- notification pictures -----------------------------------------------------------------------


@pytest.mark.parametrize("name", [*AREAS, "walk", "eyes", "break", "breakd"])
def test_every_picture_is_there_as_drawn(name: str) -> None:
    picture = pictures.load(name)
    assert picture is not None
    assert (picture.width, picture.height) == (192, 192)
    shipped = Image.frombytes("RGBA", (192, 192), picture.rgba)
    drawn = gallery.PICTURES[name]()
    assert _apart(shipped, drawn) < 2, "run python -m breakd.art"


def test_the_files_are_pngs_for_everyone_else() -> None:
    for name in pictures.NAMES:
        with Image.open(pictures.FOLDER / f"{name}.png") as opened:
            picture = pictures.load(name)
            assert picture is not None
            assert opened.mode == "RGBA"
            assert opened.tobytes() == picture.rgba


@pytest.mark.parametrize("name", ["nothing", "", "../pictures/neck", "ring"])
def test_there_is_no_other_picture(name: str) -> None:
    assert pictures.load(name) is None


def test_a_damaged_picture_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = (pictures.FOLDER / "neck.png").read_bytes()
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    for data in (b"", b"GIF89a", good[: len(good) // 2], good[:40], good[:33] + b"\0\0\0\0IEND"):
        (pictures.FOLDER / "neck.png").write_bytes(data)
        assert pictures.load("neck") is None


# --- the ring ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(0, len(pictures.FRAMES), 7))
def test_the_ring_is_as_drawn(number: int) -> None:
    form, step = pictures.FRAMES[number]
    for pixmap in pictures.ring(form, step):
        assert _apart(_image(pixmap), ring.draw(form, step, pixmap[0])) < 2, "python -m breakd.art"


def test_the_ring_comes_in_the_sizes_asked_for() -> None:
    found = pictures.ring("due", sizes=(22, 48))
    assert [(w, h) for w, h, _ in found] == [(22, 22), (48, 48)]
    assert all(len(pixels) == w * h * 4 for w, h, pixels in found)
    assert [w for w, _, _ in pictures.ring("due")] == list(pictures.SIZES)


def test_the_ring_fills_step_by_step() -> None:
    def teal(step: int, size: int) -> int:
        (pixmap,) = pictures.ring("working", step, (size,))
        data = _image(pixmap).tobytes()
        pixels = zip(data[::4], data[1::4], data[2::4], data[3::4], strict=True)
        return sum(a * max(0, g - r) for r, g, _, a in pixels)

    for size in pictures.SIZES:
        amounts = [teal(step, size) for step in range(pictures.STEPS + 1)]
        assert amounts[0] < amounts[1]
        assert amounts == sorted(set(amounts))


def test_a_step_out_of_range_is_the_nearest() -> None:
    assert pictures.ring("working", -3) == pictures.ring("working", 0)
    assert pictures.ring("held", 99) == pictures.ring("held", pictures.STEPS)
    assert pictures.ring("due", 5) == pictures.ring("due")


@pytest.mark.parametrize("size", pictures.SIZES)
def test_the_forms_are_told_apart_at_every_size(size: int) -> None:
    forms: list[tuple[pictures.Form, int]] = [("working", 12), ("held", 12)]
    forms += [(form, 0) for form in pictures.SINGLE]
    icons = [_image(pictures.ring(form, step, (size,))[0]) for form, step in forms]
    for index, one in enumerate(icons):
        for other in icons[index + 1 :]:
            assert _apart(one, other) > 8


@pytest.mark.parametrize("size", pictures.SIZES)
@pytest.mark.parametrize("panel", [LIGHT, DARK])
def test_the_calling_forms_stand_out_on_light_and_dark(
    size: int, panel: tuple[int, int, int]
) -> None:
    """Where an icon is opaque, it has a contrast of 3 to 1 at least with its panel or its mark."""
    calling: tuple[pictures.Form, ...] = ("due", "snoozed", "paused", "on-break")
    for form in calling:
        icon = _image(pictures.ring(form, 0, (size,))[0])
        data = icon.tobytes()
        solid = {data[i : i + 3] for i in range(0, len(data), 4) if data[i + 3] == 255}
        ground = _luminance(panel)
        best = max((_contrast(_luminance(tuple(c)), ground)) for c in solid)
        assert best > 3
        assert _contrast(_luminance(_main(data)), ground) > 3


def _main(data: bytes) -> tuple[int, int, int]:
    """The most frequent opaque colour."""
    counts: dict[bytes, int] = {}
    for i in range(0, len(data), 4):
        if data[i + 3] == 255 and data[i : i + 3] != b"\xff\xff\xff":
            counts[data[i : i + 3]] = counts.get(data[i : i + 3], 0) + 1
    red, green, blue = max(counts, key=lambda colour: counts[colour])
    return red, green, blue


def _luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (c / 255 for c in colour)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: float, other: float) -> float:
    high, low = max(one, other), min(one, other)
    return (high + 0.05) / (low + 0.05)


def test_reading_pictures_needs_no_pillow() -> None:
    code = (
        "import sys; from breakd.desktop import pictures as p;"
        "assert p.load('neck') and p.ring('due'); assert 'PIL' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
