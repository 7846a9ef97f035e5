"""Finding things on a screen as a user does: what comes up, what lights up under the pointer."""

import time
from collections.abc import Callable

from PIL import Image, ImageChops, ImageGrab

from tests.desk import screen
from tests.desk.desktop import Desktop
from tests.desk.mouse import Mouse, Place

Box = tuple[int, int, int, int]  # left, top, right, bottom

GLANCE_S = 0.12  # until something begins to light up
STARE_S = 0.6  # the same on a busy machine
SETTLE_S = 0.4  # until it is done with it, and with going dark elsewhere
NEAR = 4  # pixels around the pointer that tell whether it has
STRIDES = (16, 8)  # along a row of buttons, down a menu
SHADOW = 24  # pixels; what is wider is no shadow
ALIKE = 4  # steps of 255 that a ground may vary by
GAP = 2  # pixels that may look the same within what is lit


class Eye:
    """Looks at one desktop, and points at it."""

    def __init__(self, desktop: Desktop, mouse: Mouse) -> None:
        self._desktop = desktop
        self._mouse = mouse
        self.blind: Box | None = None  # what is not looked at
        self.sees_pointer = "SWAYSOCK" in desktop.env
        # Where the pointer is drawn, nothing can be told; left above it there is none of it.
        self._aside = 7 if self.sees_pointer else 0

    def whole(self) -> Image.Image:
        """All of the screen."""
        if "SWAYSOCK" in self._desktop.env:
            return screen.shot(self._desktop)
        return ImageGrab.grab(xdisplay=self._desktop.env["DISPLAY"]).convert("RGB")

    def look(self) -> Image.Image:
        """The screen without what is not looked at."""
        image = self.whole()
        if self.blind is not None:
            image.paste((0, 0, 0), self.blind)
        return image

    def settled(self, seconds: float = 0.6, patience: float = 6.0) -> Image.Image:
        """The screen once it has looked the same for so long; as it is when it never does."""
        end = time.monotonic() + patience
        last, since = self.look(), time.monotonic()
        while time.monotonic() - since < seconds and time.monotonic() < end:
            time.sleep(0.1)
            now = self.look()
            if screen.changed(last, now):
                last, since = now, time.monotonic()
        return last

    def waits_for(self, before: Image.Image, within: Box, patience: float = 10.0) -> Box | None:
        """What has come up in this part of the screen, once it stands still; None if nothing."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if difference(before, self.look(), within):
                return difference(before, self.settled(), within)
            time.sleep(0.1)
        return None

    def lit_in_row(self, box: Box, y: int, rest: Place, glance: float = GLANCE_S) -> list[Box]:
        """What lights up one by one when the pointer goes along this height of the box, from the
        left; `rest` is where it lights nothing up."""
        return self._lit(box[0] + 6, box[2] - 4, rest, lambda x: (x, y), box, glance)

    def lit_in_column(self, box: Box, x: int, rest: Place) -> list[Box]:
        """The same, down the box, where nearly all lights up."""
        return self._lit(box[1] + 4, box[3] - 3, rest, lambda y: (x, y), box, STARE_S)

    def _lit(
        self,
        start: int,
        end: int,
        rest: Place,
        place: Callable[[int], Place],
        box: Box,
        glance: float,
    ) -> list[Box]:
        self._mouse.move(rest)
        time.sleep(SETTLE_S)
        dark = self.look()
        found: list[Box] = []
        is_row = place(0)[1] == place(1)[1]
        at = start
        while at < end:
            here = place(at)
            self._mouse.move(here)
            spot = here[0] - self._aside, here[1] - self._aside
            near = (spot[0] - NEAR, spot[1] - NEAR, spot[0] + NEAR, spot[1] + NEAR)
            if self._lights_up(dark, near, glance):
                time.sleep(SETTLE_S)
                one = patch(dark, self.look(), spot, box)
                if one is not None and one not in found:
                    found.append(one)
                    at = max(at, one[2] if is_row else one[3])
            at += STRIDES[0] if is_row and not self._aside else STRIDES[1]
        return found

    def _lights_up(self, dark: Image.Image, near: Box, glance: float) -> bool:
        end = time.monotonic() + glance
        while not difference(dark, self.look(), near):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True


def difference(before: Image.Image, after: Image.Image, within: Box) -> Box | None:
    """What differs in a part of the screen, in the screen's measures."""
    box = screen.changed(before.crop(within), after.crop(within))
    if box is None:
        return None
    return within[0] + box[0], within[1] + box[1], within[0] + box[2], within[1] + box[3]


def without_shadow(image: Image.Image, box: Box) -> Box:
    """The part of a box that has its ground; around a menu, a shadow may have changed as well."""
    part = image.convert("RGB").crop(box)
    colours = part.getcolors(part.width * part.height)
    assert colours is not None
    _often, ground = max(colours)
    assert isinstance(ground, tuple)
    differs = ImageChops.difference(part, Image.new("RGB", part.size, ground)).convert("L")
    inner = differs.point([255] * ALIKE + [0] * (256 - ALIKE)).getbbox() or (0, 0, *part.size)
    rims = (*inner[:2], part.width - inner[2], part.height - inner[3])
    left, top, right, bottom = (rim if rim <= SHADOW else 0 for rim in rims)
    return box[0] + left, box[1] + top, box[2] - right, box[3] - bottom


def patch(dark: Image.Image, light: Image.Image, at: Place, box: Box) -> Box | None:
    """The patch that differs all around a place, within the box; None where there is none."""
    mask = ImageChops.difference(dark, light).convert("L").point([0] + [255] * 255)
    mask = mask.crop(box)
    x, y = at[0] - box[0], at[1] - box[1]
    columns = _run([_any(mask, (i, y - NEAR, i + 1, y + NEAR)) for i in range(mask.width)], x)
    if columns is None:
        return None
    left, right = columns
    rows = _run([_any(mask, (left, i, right, i + 1)) for i in range(mask.height)], y)
    if rows is None or right - left < 12 or rows[1] - rows[0] < 10:
        return None
    return box[0] + left, box[1] + rows[0], box[0] + right, box[1] + rows[1]


def _any(mask: Image.Image, part: Box) -> bool:
    return mask.crop(part).getbbox() is not None


def _run(marks: list[bool], at: int) -> tuple[int, int] | None:
    """From where to where `marks` holds around `at`, short gaps aside."""
    near = [i for i in range(max(0, at - NEAR), min(len(marks), at + NEAR + 1)) if marks[i]]
    if not near:
        return None
    first = last = near[0]
    while any(marks[max(0, first - 1 - GAP) : first]):
        first -= 1
    while any(marks[last + 1 : last + 2 + GAP]):
        last += 1
    return first, last + 1


def middle(box: Box) -> Place:
    """Where to click it."""
    return (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
