"""All built-in pictures, as the files that `breakd.desktop.pictures` reads."""

from collections.abc import Callable, Mapping
from functools import partial

from PIL import Image

from breakd.art import areas, ring, scenes, store
from breakd.desktop.pictures import FRAMES, RING, SIZES
from breakd.figure.png import png

PICTURES: Mapping[str, Callable[[], Image.Image]] = {
    **{name: partial(areas.area, name) for name in areas.POSES},
    "walk": scenes.walk,
    "eyes": scenes.eyes,
    "break": scenes.pause,
    "breakd": scenes.logo,
}


def frame(number: int) -> bytes:
    """One frame of the tray icon, in all its sizes."""
    form, step = FRAMES[number]
    return b"".join(store.argb(ring.draw(form, step, size)) for size in SIZES)


def files() -> dict[str, bytes]:
    """What each file in the folder of pictures holds."""
    found = {f"{name}.png": png(draw()) for name, draw in PICTURES.items()}
    found[RING.name] = store.frames([frame(number) for number in range(len(FRAMES))])
    return found
