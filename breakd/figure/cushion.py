"""The cushion under the head of somebody who lies."""

from breakd.figure.camera import Camera
from breakd.figure.geometry import Vec
from breakd.figure.shapes import Part, solid
from breakd.figure.skeleton import Skeleton
from breakd.figure.themes import Palette, mixed
from breakd.figure.walls import BEHIND

_HEAD: Vec = (0.0, 11.0, 0.4)  # its middle
_HEAD_RADIUS, _SUNK = 11.0, 2.5  # cm; how far the head sinks in
_HALF_WIDE, _HALF_DEEP, _ROUND = 14.0, 17.0, 5.0
_THICK = (2.0, 14.0)


def cushion(key: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    """As thick as there is room for between the head and the floor."""
    x, y, z = key.head.at(_HEAD)
    half = max(_THICK[0], min(_THICK[1], y - _HEAD_RADIUS + _SUNK)) / 2
    wide, deep = _HALF_WIDE - _ROUND, _HALF_DEEP - _ROUND
    corners = [
        camera.ellipsoid(
            (x + across, half, z + ahead), (_ROUND, 0, 0), (0, half, 0), (0, 0, _ROUND)
        )
        for across in (-wide, wide)
        for ahead in (-deep, deep)
    ]
    cloth = mixed(colours.sole, colours.foam, 0.3)
    return [Part("cushion", BEHIND + 2, [solid(corners, cloth, 1.2)])]
