"""Where the guide's pictures come from: the cache, or a process that fills it meanwhile."""

import contextlib
import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from io import BytesIO
from math import isclose
from pathlib import Path

from PIL import Image
from PIL.WebPImagePlugin import WebPImageFile

from breakd.figure import cache
from breakd.figure.stock import (
    FILM_PX,
    Timetable,
    film_place,
    pose_file,
    still_place,
    timetable,
)
from breakd.figure.themes import Style
from breakd.guide.course import UNDRAWN, Course, course
from breakd.guide.film import BrokenFilmError, Film
from breakd.guide.looks import style_for
from breakd.guide.meanwhile import Meanwhile
from breakd.guide.order import Order
from breakd.guide.surroundings import Surroundings

log = logging.getLogger("breakd.guide")


class Frames:
    """The pictures of one stretch, whose drawing `pose` describes; where there is none, or one
    that cannot be read, the one picture that `instead` gives, called in a thread.

    `start` before anything else that takes time, `close` at the end.
    """

    def __init__(
        self,
        pose: Path | None,
        style: Style,
        size: int = FILM_PX,
        instead: Callable[[], Image.Image | None] = lambda: None,
    ) -> None:
        self._pose = pose
        self._find_instead = instead
        self._instead: Meanwhile[Image.Image | None] | None = None
        self.style = style
        self._size = size
        self._worker: subprocess.Popen[bytes] | None = None
        self._film: Film | None = None
        self._still: Image.Image | None = None
        self._shown: object = None
        self._places: tuple[Path, Path] | None = None
        self.course: Course = UNDRAWN
        self._turns = 0.0

    def start(self) -> None:
        """Find out what there is, and let the rest be drawn."""
        if self._pose is None or not self._plan(self._pose):
            self._instead = Meanwhile(self._find_instead)

    def _plan(self, pose: Path) -> bool:
        try:
            data = pose.read_bytes()
            times = timetable(data) or _worked_out(pose)
        except (ValueError, OSError) as error:
            log.warning("%s", error)
            return False
        self.course, self._turns = course(times.phases, times.key), times.turns
        style, size = self.style, self._size
        self._places = (still_place(data, style, size), film_place(data, style, size))
        if not all(file.exists() for file in self._places):
            self._draw()
        return True

    def picture(self, moment: float) -> Image.Image | None:
        """What to show at this moment of the loop; None if that is on the screen already, or if
        there is nothing yet."""
        if self._instead is not None:
            ready = None if self._instead.is_waiting else self._instead.answer()
            return self._show("instead", lambda: ready)
        turned = self.is_turned(moment)
        if turned:
            moment -= self._turns
        film = self._film
        # The key moment's still is there sooner than the film, which has to be decoded up to it.
        if film is None and (not isclose(moment, self.course.key) or self._open_still() is None):
            film = self._open()
        if film is None:
            return _mirrored(self._show(("still", turned), self._open_still), turned)
        number = film.frame(moment)
        try:
            return _mirrored(self._show((number, turned), lambda: film.image(number)), turned)
        except BrokenFilmError as error:
            self._broken(error)
            return None

    def _show(self, name: object, opened: Callable[[], Image.Image | None]) -> Image.Image | None:
        if self._shown == name:
            return None
        image = opened()
        if image is not None:
            self._shown = name
        return image

    def is_turned(self, moment: float) -> bool:
        """Whether the film shows this moment of the loop in a mirror."""
        return 0 < self._turns < moment - 1e-6

    def still_data(self) -> bytes | None:
        """The picture of the key moment, or instead of it, as WebP."""
        image = self._instead.answer() if self._instead is not None else None
        if image is not None:
            written = BytesIO()
            image.save(written, "WEBP")
            return written.getvalue()
        return cache.read(self._places[0]) if self._places else None

    def film_data(self) -> bytes | None:
        """The film, as animated WebP."""
        return cache.read(self._places[1]) if self._places else None

    @property
    def is_waiting(self) -> bool:
        """Whether there is more to come: ask for a picture again soon."""
        if self._instead is not None:
            return self._instead.is_waiting
        return self._film is None and self._worker is not None and self._worker.poll() is None

    def close(self) -> None:
        """Nobody waits for pictures any more; what is being drawn is of use the next time."""
        self._film = None

    # --- from the cache --------------------------------------------------------------------------

    def _open(self) -> Film | None:
        data = self.film_data()
        if data is None:
            if self._places is not None and self._worker is None:  # it was there, but broken
                self._draw()
            return None
        try:
            self._film = Film(data)
        except BrokenFilmError as error:
            self._broken(error)
        return self._film

    def _open_still(self) -> Image.Image | None:
        if self._still is None:
            self._still = self._read_still()
        return self._still

    def _read_still(self) -> Image.Image | None:
        data = self.still_data()
        if data is None:
            return None
        try:
            with WebPImageFile(BytesIO(data)) as image:
                return image.convert("RGB")
        except (OSError, ValueError, SyntaxError) as error:
            log.warning("a picture in the cache cannot be read: %s", error)
            assert self._places is not None
            cache.drop(self._places[0])
            return None

    def _broken(self, error: Exception) -> None:
        """Have it drawn again, once."""
        log.warning("a film in the cache cannot be read: %s", error)
        assert self._places is not None
        self._film = None
        if cache.read(self._places[1]) is not None:
            cache.drop(self._places[1])
        if self._worker is None:
            self._draw()

    # --- drawing ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        style = self.style
        words: Sequence[str] = (
            *(sys.executable, "-P", "-m", "breakd.figure.worker"),
            *(str(self._pose), style.theme, style.look, str(self._size)),
        )
        with contextlib.suppress(OSError):
            self._worker = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )


def _mirrored(image: Image.Image | None, turned: bool) -> Image.Image | None:
    if image is None or not turned:
        return image
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def _worked_out(pose: Path) -> Timetable:
    """The timetable of a film that is yet to be drawn."""
    from breakd.figure.poses import load
    from breakd.figure.worker import timetable_of

    return timetable_of(load(pose))


def frames_for(order: Order, surroundings: Surroundings) -> Frames:
    """Start to draw what the order needs, before there is a window."""
    stretch = order.stretch
    pose = pose_file(stretch.id, order.packs) if stretch else None
    settings = order.settings
    style = style_for(
        stretch.id if stretch else "",
        settings["figure_look"],
        settings["figure_theme"],
        is_dark=lambda: surroundings.dark,
    )
    frames = Frames(pose, style, instead=lambda: _stand_in(order))
    frames.start()
    return frames


def _stand_in(order: Order) -> Image.Image | None:
    from breakd.guide.stand_in import stand_in

    return stand_in(order)
