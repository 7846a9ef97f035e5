"""Looking at a desktop's screen, and pointing at it."""

from pathlib import Path

from PIL import Image, ImageChops, ImageGrab

from tests.desk.desktop import Desktop
from tests.desk.parts import COLOURS
from tests.desk.waiting import wait_until

Box = tuple[int, int, int, int]
Place = tuple[int, int]
Colour = tuple[int, int, int]

ENOUGH_PIXELS = 60  # of one colour; less is the rim of something else


def shot(desktop: Desktop, file: Path | None = None) -> Image.Image:
    """The whole screen, also as `file` (PNG) if one is named."""
    if "SWAYSOCK" in desktop.env:
        path = file or desktop.folder / "shot.png"
        desktop.output("grim", str(path))
        with Image.open(path) as image:
            return image.convert("RGB")
    grabbed = ImageGrab.grab(xdisplay=desktop.env["DISPLAY"]).convert("RGB")
    if file is not None:
        grabbed.save(file)
    return grabbed


def find_colour(
    image: Image.Image, colour: Colour, unless: Image.Image | None = None
) -> Place | None:
    """The middle of everything drawn in exactly this colour, and not yet so in `unless`."""
    mask = _drawn_in(image, colour)
    if unless is not None:
        mask = ImageChops.subtract(mask, _drawn_in(unless, colour))
    box = mask.getbbox()
    if box is None or mask.histogram()[255] < ENOUGH_PIXELS:
        return None
    return (box[0] + box[2]) // 2, (box[1] + box[3]) // 2


def _drawn_in(image: Image.Image, colour: Colour) -> Image.Image:
    """White where the image has this colour, black elsewhere."""
    difference = ImageChops.difference(image, Image.new("RGB", image.size, colour))
    red, green, blue = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255] + [0] * 255)


def changed(before: Image.Image, after: Image.Image) -> Box | None:
    """The smallest rectangle that holds every difference."""
    return ImageChops.difference(before, after).getbbox()


def click(desktop: Desktop, place: Place, button: int = 1) -> None:
    """A real click, on X11."""
    where = ("mousemove", "--sync", *map(str, place))
    desktop.output("xdotool", *where, "sleep", "0.1", "click", str(button))


def move_away(desktop: Desktop) -> None:
    """Put the pointer where it lights nothing up."""
    desktop.output("xdotool", "mousemove", "--sync", "20", "20")


def nth_place(desktop: Desktop, n: int, unless: Image.Image | None = None) -> Place:
    """Where the n-th button or menu row (from 1) is drawn; see `parts.colours`.  `unless` is the
    screen before it came up, where other such rows may be."""
    found = wait_until(
        lambda: find_colour(shot(desktop), COLOURS[n - 1], unless), f"button or row {n}"
    )
    assert found is not None
    return found


def click_nth(desktop: Desktop, n: int) -> None:
    """Click the n-th button of the notification on the screen."""
    click(desktop, nth_place(desktop, n))
