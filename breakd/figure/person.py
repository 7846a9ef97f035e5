"""The whole person: body and head, and which of them covers the other."""

from breakd.figure.body import body
from breakd.figure.camera import Camera
from breakd.figure.head import far_jaw, head
from breakd.figure.shapes import Part
from breakd.figure.skeleton import Skeleton
from breakd.figure.themes import Palette

_KINDS = {"fore": "arm", "thigh": "leg", "shin": "leg", "foot": "leg", "pelvis": "torso"}


def person(skeleton: Skeleton, camera: Camera, colours: Palette, *, barefoot: bool) -> list[Part]:
    """All parts of the figure, far to near."""
    parts = body(skeleton, camera, colours, barefoot=barefoot)
    top = head(skeleton.head, camera, colours)
    neck = next(part for part in parts if part.name == "neck")
    neck.depth = min(neck.depth, top.depth - 0.1)  # the chin covers it, or the hair
    parts.append(top)
    jaw = far_jaw(skeleton.head, camera, colours)
    if jaw is not None:
        jaw.depth = neck.depth - 0.1
        parts.append(jaw)
    return sorted(parts, key=lambda part: part.depth)


def kind(part: str) -> str:
    """Of a part's name, the word that pose files use for it."""
    stem = part.split("_")[0]
    return _KINDS.get(stem, stem)
