"""Pictures and films of stretches in the cache: where they are, and when what happens in them.

Finding out is quick; what is not there is drawn by `python -m breakd.figure.worker`.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from breakd.figure import cache
from breakd.figure.themes import Style

# As in `breakd.figure.poses`, which takes longer to import than anything here.
BUILT_IN = Path(__file__).parents[1] / "catalogue" / "poses"
FILM_PX = 344  # of all films: so those of the whole catalogue, with their stills, are below 12 MB


class Phase(NamedTuple):
    """As in `breakd.figure.timeline`, without its sides."""

    start: float
    end: float
    kind: str
    key: int
    breath: str


class Timetable(NamedTuple):
    """When a loop does what; `key` is the moment of the still picture.  From `turns` on (s; 0:
    never) it does the same with the sides exchanged; the film ends there, and shows the other side
    in a mirror."""

    phases: tuple[Phase, ...]
    key: float
    turns: float


def pose_file(stretch: str, packs: Iterable[str] = ()) -> Path | None:
    """Where the drawing of a stretch is described: built in, else in a pack; None for nowhere.
    So no pack replaces a drawing of breakd's."""
    folders = [BUILT_IN, *(Path(pack) / "poses" for pack in packs)]
    files = (folder / f"{stretch}.toml" for folder in folders)
    return next((file for file in files if file.is_file()), None)


def still_place(pose: bytes, style: Style, size: int) -> Path:
    """Where the key moment lies, `size` pixels square, as WebP; `pose` is the pose file."""
    return cache.place(".webp", "still", pose, style.theme, style.look, size)


def film_place(pose: bytes, style: Style, size: int) -> Path:
    """Where the film of one side lies, as animated WebP."""
    return cache.place(".webp", "film", pose, style.theme, style.look, size)


def card_place(facts: bytes, style: Style, kind: str) -> Path:
    """Where a picture for a notification lies, as PNG; `facts` is the pose file, or the picture
    that a pack has instead."""
    return cache.place(".png", "card", facts, style.theme, style.look, kind)


def timetable_place(pose: bytes) -> Path:
    """Where the film's timetable lies, as JSON."""
    return cache.place(".json", "timetable", pose)


def timetable_line(timetable: Timetable) -> bytes:
    """As it is kept."""
    return json.dumps(timetable).encode()


def timetable(pose: bytes) -> Timetable | None:
    """The timetable from the cache, if it is there."""
    file = timetable_place(pose)
    data = cache.read(file)
    if data is None:
        return None
    try:
        phases, key, turns = json.loads(data)
        return Timetable(tuple(Phase(*phase) for phase in phases), float(key), float(turns))
    except (ValueError, TypeError):
        cache.drop(file)
        return None
