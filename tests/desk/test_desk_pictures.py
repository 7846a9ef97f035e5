"""The drawing of a stretch on its prompt, from the process that draws to the one that shows it."""

from collections.abc import Callable

import pytest

from breakd.desktop import pictures
from breakd.desktop.pictures import Picture
from tests.desk import parts
from tests.desk.desktop import Desktop
from tests.desk.notified import Note
from tests.desk.waiting import wait_until
from tests.desk.witness import Witness

pytestmark = pytest.mark.desk

SHORT = "5s"  # between breaks: nearer than a minute from the beginning
LONG = "2h"


def shown(note: Note) -> Picture:
    """What the notification service is given."""
    _, (width, height, stride, has_alpha, bits, channels, data) = note.hints["image-data"]
    assert (stride, has_alpha, bits, channels) == (width * 4, True, 8, 4)
    return Picture(width, height, bytes(data))


def drawn(desktop: Desktop) -> list[Picture]:
    """Every picture for a notification in the cache."""
    files = (desktop.home / ".cache/breakd/figures").glob("*.png")
    return [picture for picture in map(pictures.read, files) if picture]


def is_area(picture: Picture) -> bool:
    """Whether it is one of those that are built in."""
    return picture in [pictures.load(name) for name in pictures.NAMES]


@pytest.mark.parametrize(("service", "size"), [(parts.dunst, 128), (parts.xfce4_notifyd, 96)])
def test_a_prompt_shows_its_stretch_as_large_as_the_service_does(
    desktop: Desktop, service: Callable[[Desktop], object], size: int
) -> None:
    desktop.x11()
    service(desktop)
    with Witness(desktop, every=LONG) as witness:
        witness.breakd.cli("now", "chin-tuck")
        first = shown(witness.notified.comes())  # it may have come without, on a busy machine
        wait_until(lambda: len(drawn(desktop)) == 3, "the drawings")
        witness.breakd.cli("snooze", "2s")
        picture = shown(witness.notified.comes(after=2))
        assert (picture.width, picture.height) == (size, size)
        assert picture in drawn(desktop)
        assert first == picture or is_area(first)


def test_a_break_that_is_near_is_drawn_before_it_comes(dunst: Desktop) -> None:
    with Witness(dunst, every="58s") as witness:
        wait_until(lambda: len(drawn(dunst)) == 3, "the drawings")
        assert witness.breakd.status()["phase"] == "working"


def test_nothing_is_drawn_while_paused(dunst: Desktop) -> None:
    with Witness(dunst, every=LONG) as witness:
        assert witness.breakd.cli("pause").returncode == 0
        assert witness.breakd.cli("config", "set", "break.stretch.every", SHORT).returncode == 0
        witness.until_gates("paused")
        witness.notified.stays_away(2)
        assert not drawn(dunst)


def test_without_a_place_for_drawings_the_area_is_shown(xfce: Desktop) -> None:
    (xfce.home / ".cache").mkdir(exist_ok=True)
    (xfce.home / ".cache/breakd").write_text("no folder")
    with Witness(xfce, every=LONG) as witness:
        for stretch in ("chin-tuck", "cross-body-shoulder-stretch"):
            witness.breakd.cli("now", stretch)
            assert is_area(shown(witness.notified.comes()))
            wait_until(lambda: "chin-tuck cannot be drawn: " in witness.breakd.log(), "the reason")
            assert witness.breakd.cli("done").returncode == 0
        assert witness.breakd.log().count("cannot be drawn") == 1


def test_a_broken_drawing_is_drawn_again(dunst: Desktop) -> None:
    with Witness(dunst, every=LONG) as witness:
        witness.breakd.cli("now", "chin-tuck")
        witness.notified.comes()
        wait_until(lambda: len(drawn(dunst)) == 3, "the drawings")
        for file in (dunst.home / ".cache/breakd/figures").glob("*.png"):
            file.write_bytes(b"nothing of the kind")
        witness.breakd.cli("snooze", "2s")
        assert is_area(shown(witness.notified.comes(after=2)))
        assert witness.breakd.cli("done").returncode == 0
        witness.breakd.cli("now", "cross-body-shoulder-stretch")
        witness.notified.comes()
        wait_until(lambda: len(drawn(dunst)) == 3, "the drawings of another")
        assert witness.breakd.cli("done").returncode == 0
        witness.breakd.cli("now", "chin-tuck")
        witness.notified.comes()
        wait_until(lambda: len(drawn(dunst)) == 6, "the drawings of both")
