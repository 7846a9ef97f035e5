"""Breaks without a drawing show a picture all the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from breakd.catalogue.loader import load
from breakd.config.settings import Settings
from breakd.guide.frames import frames_for
from breakd.guide.order import Order
from breakd.guide.page import page
from breakd.guide.stand_in import stand_in
from breakd.guide.surroundings import Surroundings
from breakd.guide.trial import trial

RED = (200, 30, 30)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def own(tmp_path: Path) -> Order:
    """A stretch of somebody's pack, with a picture that is wider than high."""
    pictures = tmp_path / "pack/pictures"
    pictures.mkdir(parents=True)
    Image.new("RGB", (300, 100), RED).save(pictures / "mine.png")
    stretch = replace(load([]).stretches["chin-tuck"], id="mine")
    return replace(trial(stretch, Settings()), packs=(str(tmp_path / "pack"),))


def test_a_picture_of_the_pack_is_shown_whole(own: Order) -> None:
    image = stand_in(own)
    assert image is not None
    assert image.size == (300, 300)
    assert image.getpixel((5, 150)) == (*RED, 255)
    assert image.getpixel((150, 5)) == (0, 0, 0, 0)


def test_the_guide_and_the_page_show_it(own: Order) -> None:
    frames = frames_for(own, Surroundings())
    data = frames.still_data()
    assert data is not None
    shown = frames.picture(0.0)
    assert shown is not None
    assert shown.size == (300, 300)
    assert frames.picture(1.0) is None  # it is on the screen already
    assert not frames.is_waiting
    assert "data:image/webp;base64," in page(own, frames)


def test_a_bad_picture_gives_way_to_that_of_the_area(own: Order) -> None:
    Path(own.packs[0], "pictures/mine.png").write_bytes(b"no picture")
    image = stand_in(own)
    assert image is not None
    assert image.size[0] == image.size[1] > 300


@pytest.mark.parametrize("name", ["walk", "eyes", "break"])
def test_a_break_without_a_stretch_has_its_pictogram(own: Order, name: str) -> None:
    image = stand_in(replace(own, stretch=None, picture=name))
    assert image is not None
    assert image.getextrema() != ((0, 0),) * 4


def test_what_is_unknown_has_none(own: Order) -> None:
    assert stand_in(replace(own, stretch=None, picture="nothing")) is None
