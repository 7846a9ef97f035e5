"""Pictures and films of stretches, from the cache or drawn into it.

Finding out what is there needs no Pillow; drawing does, and takes its time: that is for
`python -m breakd.figure.worker`.
"""

from collections.abc import Iterable
from pathlib import Path

from breakd.figure import cache
from breakd.figure.poses import BUILT_IN
from breakd.figure.themes import Style


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
    """Where the film of one loop lies, as animated WebP."""
    return cache.place(".webp", "film", pose, style.theme, style.look, size)
