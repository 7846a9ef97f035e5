"""What stands in the place of the figure where a break has no drawing."""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image

from breakd.guide.order import Order

log = logging.getLogger("breakd.guide")

FINER = 2  # than in a notification


def stand_in(order: Order) -> Image.Image | None:
    """The picture from the user's pack, else the pictogram that the notification has, as a square;
    None where there is neither.  Takes up to a second."""
    stretch = order.stretch
    own = _own(stretch.id, order.packs) if stretch else None
    return own or _pictogram(order.picture)


def _own(stretch: str, packs: tuple[str, ...]) -> Image.Image | None:
    from breakd.catalogue.images import ImageError, picture_of, png_of

    file = picture_of(stretch, [Path(pack) for pack in packs])
    if file is None:
        return None
    try:
        with Image.open(BytesIO(png_of(file)), formats=("PNG",)) as image:
            picture = image.convert("RGBA")
    except (ImageError, OSError, ValueError, SyntaxError) as error:
        log.warning("%s", error)
        return None
    side = max(picture.size)
    square = Image.new("RGBA", (side, side))
    square.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    return square


def _pictogram(name: str) -> Image.Image | None:
    from breakd.art import areas, scenes

    drawers: Mapping[str, Callable[[int], Image.Image]] = {
        **{area: partial(areas.area, area) for area in areas.POSES},
        "walk": scenes.walk,
        "eyes": scenes.eyes,
        "break": scenes.pause,
    }
    return drawers[name](FINER) if name in drawers else None
