"""Every button of the guide by a real click, in every size; every key; every screen."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from breakd.guide.colours import LIGHT, rgb
from breakd.guide.layout import fit
from tests.desk.desktop import Desktop
from tests.desk.guiding import (
    Running,
    place,
    press,
    wait_for_window,
    wait_until_closed,
    windows,
)
from tests.desk.screen import Place, click, shot
from tests.desk.waiting import wait_until

pytest.importorskip("tkinter")
pytestmark = pytest.mark.desk

SIZES = ("small", "window", "full")
NAMES = ("done", "snooze", "back", "pause", "next", "another", "hurts")
APART = 0.55  # of a button's height, between the words of two buttons without ground
FULL_SHARE = 0.9


class Guided(Running):
    """A breakd whose guide has this size, and is light and as large as the screen allows."""

    def __init__(self, desktop: Desktop, size: str) -> None:
        self.desktop = desktop
        self.share = FULL_SHARE if size == "full" else 1.0
        super().__init__(desktop, f'\n[guide]\nsize = "{size}"\n[figure]\ntheme = "light"\n')

    def begin(self) -> None:
        self.cli("start")
        wait_for_window(self.desktop)
        self.wait_for("on-break")

    def stretch(self) -> str:
        """What is being done."""
        return str(self.status()["on_break"]["stretch"])

    def click(self, name: str) -> None:
        click(self.desktop, self.buttons()[name])

    def ring(self) -> bytes:
        """What it looks like."""
        x, y, width, height = place(self.desktop, LIGHT)
        found = fit(width, height, self.share)
        box = found.design.ring
        left, top = x + found.x(box.x), y + found.y(box.y)
        area = (left, top, left + found.px(box.width), top + found.px(box.height))
        return shot(self.desktop).crop(area).tobytes()

    def buttons(self) -> dict[str, Place]:
        """Where they are, once all of them are drawn."""
        return wait_until(self._buttons, "all the buttons")

    def _buttons(self) -> dict[str, Place]:
        """Where they are, by what is drawn in their rows; empty before all are drawn."""
        x, y, width, height = place(self.desktop, LIGHT)
        inside = shot(self.desktop).crop((x, y, x + width, y + height))
        found = fit(width, height, self.share)
        places = [
            (x + middle, y + found.y(top) + found.px(found.design.button) // 2)
            for _, top, _ in found.design.rows
            for middle in row(inside, found.y(top), found.px(found.design.button))
        ]
        return dict(zip(NAMES, places, strict=True)) if len(places) == len(NAMES) else {}


def row(image: Image.Image, top: int, height: int) -> Iterator[int]:
    """The middle of each button in this row: those with a ground, then the mere words."""
    band = image.crop((0, top + height // 6, image.width, top + height - height // 6))
    columns = [colours(band.crop((x, 0, x + 1, band.height))) for x in range(band.width)]
    shades = (LIGHT.strong, LIGHT.strong_hover, LIGHT.field, LIGHT.hover)
    grounds = {rgb(shade) for shade in shades}
    yield from middles([x for x, seen in enumerate(columns) if seen & grounds], 2)
    words = [x for x, seen in enumerate(columns) if not seen & grounds and len(seen) > 2]
    yield from (x for x in middles(words, height * APART) if not columns[x] & grounds)


def colours(image: Image.Image) -> set[object]:
    return {colour for _, colour in image.getcolors(image.width * image.height) or ()}


def middles(columns: list[int], apart: float) -> Iterator[int]:
    """Of the runs of columns that are no more than so far apart."""
    if not columns:
        return
    start = last = columns[0]
    for x in [*columns[1:], columns[-1] + 10_000]:
        if x - last > apart:
            if last - start > 8:
                yield (start + last) // 2
            start = x
        last = x


def stands(breakd: Guided) -> bool:
    """Whether the ring, and the number in it, do not change for some seconds."""
    before = breakd.ring()
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        if breakd.ring() != before:
            return False
    return True


def wait_until_it_moves(breakd: Guided) -> None:
    before = breakd.ring()
    wait_until(lambda: breakd.ring() != before, "it to go on")


@pytest.mark.parametrize("size", SIZES)
def test_buttons(desktop: Desktop, size: str) -> None:
    desktop.x11()
    breakd = Guided(desktop, size)
    breakd.begin()
    first = breakd.stretch()
    breakd.click("pause")
    wait_until(lambda: stands(breakd), "it to stand still")
    for name in ("next", "next", "back"):
        before = shot(desktop).tobytes()
        breakd.click(name)
        wait_until(lambda old=before: shot(desktop).tobytes() != old, name)  # type: ignore[misc]
    breakd.click("pause")
    wait_until_it_moves(breakd)
    breakd.click("another")
    wait_until(lambda: breakd.stretch() != first, "another stretch")
    wait_until(lambda: len(windows(desktop)) == 1, "its guide")
    desktop.output("sleep", "1")
    breakd.click("snooze")
    breakd.wait_for("snoozed")
    breakd.begin()
    hurting = breakd.stretch()
    breakd.click("hurts")
    wait_until(lambda: hides(breakd, hurting), "it to be hidden")
    if breakd.status()["phase"] != "on-break":
        breakd.begin()
    desktop.output("sleep", "1")
    breakd.click("done")
    wait_until(lambda: "done" in breakd.story(), "done")
    wait_until_closed(desktop)


def hides(breakd: Guided, stretch: str) -> bool:
    """Whether this stretch is no longer offered."""
    said: Any = json.loads(breakd.cli("stretches", "list", "--json", "--all").stdout)
    return any(one["id"] == stretch and not one["offered"] for one in said)


def test_keys(desktop: Desktop) -> None:
    desktop.x11()
    breakd = Guided(desktop, "window")
    breakd.begin()
    first = breakd.stretch()
    press(desktop, "space")
    wait_until(lambda: stands(breakd), "it to stand still")
    for key in ("Right", "Right", "Left", "Tab", "shift+Tab"):
        before = shot(desktop).tobytes()
        press(desktop, key)
        wait_until(lambda old=before: shot(desktop).tobytes() != old, key)  # type: ignore[misc]
    press(desktop, "a")
    wait_until(lambda: breakd.stretch() != first, "another stretch")
    desktop.output("sleep", "2")
    press(desktop, "Tab")  # to Done
    press(desktop, "Return")
    breakd.wait_for_story("done")


def test_full_screen_takes_every_screen(desktop: Desktop) -> None:
    desktop.sway(xwayland=True)
    desktop.output("swaymsg", "create_output")
    breakd = Guided(desktop, "full")
    breakd.begin()

    def covered() -> bool:
        outputs = json.loads(desktop.output("swaymsg", "-t", "get_tree"))["nodes"]
        shown = [one for one in outputs if not one["name"].startswith("__")]
        full = [one["name"] for one in shown if '"fullscreen_mode": 1' in json.dumps(one)]
        return len(shown) == len(full) == 2

    wait_until(covered, "both screens to be covered")
    breakd.cli("done")
    wait_until_closed(desktop)
