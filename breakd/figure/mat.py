"""The mat under somebody on the floor."""

import math

from breakd.figure.camera import Camera
from breakd.figure.geometry import Vec, add
from breakd.figure.rotation import turned
from breakd.figure.shapes import Part, solid
from breakd.figure.skeleton import SIDES, Skeleton
from breakd.figure.themes import Palette
from breakd.figure.walls import BEHIND

_LEAST, _ASIDE, _BEYOND = 27.0, 6.0, 14.0  # cm: half its width; more than the body needs
_ASLANT = math.radians(10)
_UP: Vec = (0.0, 1.0, 0.0)

Span = tuple[float, float]


def mat(key: Skeleton, camera: Camera, colours: Palette) -> list[Part]:
    """As long and wide as the body needs, and a hand's breadth more."""
    turn = _askew(key)
    (x0, x1), (z0, z1) = _extent(key, turn)
    wide = max(x1, -x0, _LEAST) + _ASIDE
    blobs = [
        camera.ellipsoid(turned((x, -0.9, z), _UP, turn), (3, 0, 0), (0, 0.9, 0), (0, 0, 3))
        for x in (-wide, wide)
        for z in (z0 - _BEYOND, z1 + _BEYOND)
    ]
    return [Part("mat", BEHIND, [solid(blobs, colours.mat)], backdrop=True)]


def _askew(key: Skeleton) -> float:
    """The angle (radians) by which it is turned for somebody who lies aslant on the floor."""
    x, y, z = key.pelvis.y
    if abs(y) > 0.5:
        return 0.0
    angle = math.atan2(x, z)
    askew = angle - round(2 * angle / math.pi) * math.pi / 2
    return askew if abs(askew) > _ASLANT else 0.0


def _extent(key: Skeleton, turn: float) -> tuple[Span, Span]:
    """How far the body goes across and along a mat that is turned so."""
    places = [key.head.at((0, 18, 0)), *(frame.origin for frame in key.spine)]
    for side in SIDES:
        leg = key.legs[side]
        places += [leg.knee, leg.ankle, add(leg.ankle, leg.toe, 14)]
        arm = key.arms[side]
        places += [arm.elbow, add(arm.wrist, arm.pointing, 16)]
    places = [turned(p, _UP, -turn) for p in places]
    xs, zs = [p[0] for p in places], [p[2] for p in places]
    return (min(xs), max(xs)), (min(zs), max(zs))
