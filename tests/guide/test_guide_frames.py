"""The guide's pictures: from the cache, drawn when they are not there, drawn again when broken."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from breakd.config.settings import Settings
from breakd.core.stretch import Dose, Stretch
from breakd.figure import poses, stock
from breakd.figure.picture import picture
from breakd.figure.themes import LOOKS, Style
from breakd.figure.timeline import Timeline
from breakd.figure.worker import timetable_of
from breakd.guide.course import UNDRAWN
from breakd.guide.film import BrokenFilmError, Film, frame_durations
from breakd.guide.frames import Frames, frames_for
from breakd.guide.looks import look_for
from breakd.guide.surroundings import Surroundings
from breakd.guide.trial import trial
from tests.patience import PATIENCE_S

STYLE, SIZE = Style("light", "teal"), 48
CHIN = stock.pose_file("chin-tuck")
assert CHIN is not None
STRETCH = Stretch("chin-tuck", "Chin tuck", "neck", "", ("Sit.",), "", (), Dose(hold=5))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def until(happened: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def shown(frames: Frames, moment: float) -> Image.Image:
    """The picture at this moment, once there is one."""
    found: list[Image.Image | None] = [None]

    def there() -> bool:
        found[0] = frames.picture(moment)
        return found[0] is not None

    until(there)
    assert found[0] is not None
    return found[0]


@pytest.fixture
def drawn() -> Path:
    """The film of a chin tuck, in the cache."""
    frames = Frames(CHIN, STYLE, SIZE)
    frames.start()
    until(lambda: not frames.is_waiting)
    assert CHIN is not None
    return stock.film_place(CHIN.read_bytes(), STYLE, SIZE)


def test_the_other_side_is_shown_in_a_mirror() -> None:
    """So the film is half as large."""
    pose = stock.pose_file("neck-active-rotation")
    assert pose is not None
    frames = Frames(pose, STYLE, SIZE)
    frames.start()
    until(lambda: not frames.is_waiting)
    drawing = poses.load(pose)
    whole = Timeline(drawing).seconds
    data = stock.film_place(pose.read_bytes(), STYLE, SIZE).read_bytes()
    assert sum(frame_durations(data)) == pytest.approx(whole * 500, abs=2)
    first, other = frames.course.parts
    one, two = shown(frames, first.held), shown(frames, other.held)
    assert two.tobytes() == one.transpose(Image.Transpose.FLIP_LEFT_RIGHT).tobytes()
    assert two.tobytes() != one.tobytes()
    drawn = picture(drawing, other.held, SIZE, STYLE)
    unlike = ImageChops.difference(drawn, two.convert("RGB")).convert("L").histogram()
    assert sum(unlike[64:]) < SIZE * SIZE / 50


def test_what_is_not_there_is_drawn_meanwhile() -> None:
    frames = Frames(CHIN, STYLE, SIZE)
    frames.start()
    assert frames.is_waiting
    assert shown(frames, frames.course.key).size == (SIZE, SIZE)
    until(lambda: not frames.is_waiting)
    rest, held = (shown(frames, moment) for moment in (0.0, frames.course.key))
    assert rest.convert("RGB").tobytes() != held.convert("RGB").tobytes()


def test_from_the_cache_it_is_there_at_once(drawn: Path) -> None:
    frames = Frames(CHIN, STYLE, SIZE)
    frames.start()
    assert not frames.is_waiting
    assert frames.picture(1.0) is not None
    assert frames.picture(1.0) is None  # on the screen already
    assert frames.picture(2.0) is not None


@pytest.mark.parametrize("damage", [b"", b"RIFF", b"RIFF\x04\0\0\0WEBP", os.urandom(999)])
def test_a_damaged_film_is_drawn_again(drawn: Path, damage: bytes) -> None:
    drawn.write_bytes(damage)
    frames = Frames(CHIN, STYLE, SIZE)
    frames.start()
    assert shown(frames, 1.0).size == (SIZE, SIZE)
    until(lambda: not frames.is_waiting)
    assert drawn.exists()
    assert frames.picture(2.0) is not None


def test_a_film_that_lies_about_itself_is_drawn_again(drawn: Path) -> None:
    data = bytearray(drawn.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 400] = b"\xff" * 400
    drawn.write_bytes(data)
    frames = Frames(CHIN, STYLE, SIZE)
    frames.start()
    for tenth in range(40):  # whatever can be read of it is shown
        frames.picture(tenth / 10)
    until(lambda: not frames.is_waiting)


def test_a_stretch_without_a_drawing_has_no_pictures(tmp_path: Path) -> None:
    for pose in (None, tmp_path / "none.toml"):
        frames = Frames(pose, STYLE, SIZE)
        frames.start()
        assert frames.picture(0.0) is None
        assert frames.course == UNDRAWN
        assert not frames.is_waiting


def test_a_drawing_that_is_wrong_has_no_pictures(tmp_path: Path) -> None:
    pose = tmp_path / "wrong.toml"
    pose.write_text("base = 7")
    frames = Frames(pose, STYLE, SIZE)
    frames.start()
    assert frames.course == UNDRAWN
    assert not frames.is_waiting


def test_the_timetable_in_the_cache_is_that_of_the_drawing(drawn: Path) -> None:
    assert CHIN is not None
    drawing = poses.load(CHIN)
    kept = stock.timetable(CHIN.read_bytes())
    assert kept == timetable_of(drawing)
    assert kept is not None
    assert kept.phases[-1].end == Timeline(drawing).seconds


@pytest.mark.parametrize("damage", [b"", b"[]", b"[[[1]],2]", b"{", b"null"])
def test_a_damaged_timetable_is_worked_out_again(drawn: Path, damage: bytes) -> None:
    assert CHIN is not None
    data = CHIN.read_bytes()
    before = stock.timetable(data)
    stock.timetable_place(data).write_bytes(damage)
    assert stock.timetable(data) is None
    frames = Frames(CHIN, STYLE, SIZE)
    frames.start()
    assert before is not None
    assert frames.course.key == before.key


def test_the_built_in_poses_are_where_everybody_looks() -> None:
    assert stock.BUILT_IN == poses.BUILT_IN


def test_a_pack_draws_its_own(tmp_path: Path) -> None:
    own = tmp_path / "poses/reach.toml"
    own.parent.mkdir()
    own.write_text("")
    assert stock.pose_file("reach", [str(tmp_path)]) == own
    assert stock.pose_file("xyzzy", [str(tmp_path)]) is None


# --- how they look -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theme", "desktop_is_dark", "expected"),
    [("auto", True, "dark"), ("auto", False, "light"), ("light", True, "light")],
)
def test_the_theme(theme: str, desktop_is_dark: bool, expected: str) -> None:
    order = trial(replace(STRETCH, id="none"), Settings(figure_theme=theme))
    assert frames_for(order, Surroundings(dark=desktop_is_dark)).style.theme == expected


def test_each_stretch_has_its_own_person_unless_one_is_chosen() -> None:
    assert look_for("sage", "chin-tuck") == "sage"
    assert look_for("alternate", "chin-tuck") == look_for("alternate", "chin-tuck")
    assert {look_for("alternate", f"stretch-{n}") for n in range(99)} == set(LOOKS)


# --- films ---------------------------------------------------------------------------------------


def test_each_moment_has_its_frame(drawn: Path) -> None:
    data = drawn.read_bytes()
    film, durations = Film(data), frame_durations(data)
    assert len(durations) > 20
    assert film.frame(0) == 0
    assert film.frame(durations[0] / 1000 + 0.001) == 1
    assert film.frame(1e6) == len(durations) - 1


def test_a_still_picture_is_no_film(tmp_path: Path) -> None:
    file = tmp_path / "still.webp"
    Image.new("RGB", (8, 8)).save(file)
    with pytest.raises(BrokenFilmError):
        Film(file.read_bytes())
