"""The pictures of the gallery: drawn by as many processes as there are processors, and cached."""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from breakd.core.stretch import Stretch
from breakd.desktop.pictures import FOLDER
from breakd.figure import cache, film
from breakd.figure.entries import PoseError
from breakd.figure.picture import picture
from breakd.figure.poses import load
from breakd.figure.stock import pose_file
from breakd.figure.themes import Style
from breakd.figure.timeline import Timeline
from breakd.gallery.page import Pictures, data_url

SIZE = 288  # pixels: all films together are 9.4 MB
STYLE = Style()  # on its own bright disc, cut out: good on a light page and on a dark one


def pictures(
    stretches: Iterable[Stretch], packs: Iterable[str], tell: Callable[[int, int], None]
) -> Mapping[str, Pictures]:
    """How each stretch looks, by id.  `tell` hears how many of how many are there.

    A stretch without a drawing gets the picture of its body area.
    """
    wanted = list(stretches)
    folders = list(packs)
    poses = {stretch.id: pose_file(stretch.id, folders) for stretch in wanted}
    found: dict[str, Pictures] = {}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        drawn = pool.map(_drawn, [poses[stretch.id] for stretch in wanted])
        for stretch, both in zip(wanted, drawn, strict=True):
            found[stretch.id] = _urls(both) if both else _area(stretch.area)
            tell(len(found), len(wanted))
    return found


def _urls(both: tuple[bytes, bytes]) -> Pictures:
    return Pictures(data_url("webp", both[0]), data_url("webp", both[1]))


def _area(area: str) -> Pictures:
    return Pictures(data_url("png", (FOLDER / f"{area}.png").read_bytes()))


def _drawn(pose: Path | None) -> tuple[bytes, bytes] | None:
    """Still and film of one pose file, from the cache if they are there; None without one that
    can be read (`breakd stretches check` says why).  The film shows one side."""
    if pose is None:
        return None
    try:
        drawing, data = replace(load(pose), mirror=False), pose.read_bytes()
    except (PoseError, OSError):
        return None
    places = [
        cache.place(".webp", "gallery", kind, data, STYLE, SIZE) for kind in ("still", "side")
    ]
    still, moving = map(cache.read, places)
    if still is None or moving is None:
        out = BytesIO()
        key = picture(drawing, Timeline(drawing).key_time, SIZE, STYLE, still=True, cutout=True)
        key.save(out, "WEBP", quality=85)
        still = out.getvalue()
        moving = film.webp(drawing, SIZE, STYLE, cutout=True)
        with suppress(OSError):  # then it is drawn again the next time
            cache.write(places[0], still)
            cache.write(places[1], moving)
    return still, moving
