"""A hand: palm, four gently bent fingers and a thumb, in any position."""

from breakd.figure.camera import Camera
from breakd.figure.geometry import Vec, add, cross, dot, scaled, unit
from breakd.figure.hull import FREE, JOINT
from breakd.figure.shapes import Shape, Solid, solid
from breakd.figure.skeleton import SIGN, Arm, Side
from breakd.figure.themes import Colour

# Of each finger, from the first to the little one: how far towards the thumb its knuckle lies and
# how far from the wrist, how long it is, how much it is spread (all cm).
FINGERS = (
    (2.75, 8.6, 6.3, 0.55),
    (0.95, 9.0, 7.0, 0.12),
    (-0.85, 8.7, 6.5, -0.25),
    (-2.5, 7.9, 5.1, -0.65),
)
THICK, TIP = 1.12, 0.88


def hand(camera: Camera, side: Side, arm: Arm, skin: Colour) -> list[Shape]:
    """The shapes of a hand at the end of this arm, the farthest first."""
    along = arm.pointing
    palm = _square(arm.palm, along)
    thumbward = scaled(cross(palm, along), SIGN[side])
    across = _Hand(camera, arm.wrist, along, palm, thumbward, skin)
    fingers = [across.finger(*measures) for measures in FINGERS]
    if camera.facing(thumbward) < 0:  # the thumb's side is the far one
        fingers.reverse()
    else:
        fingers = fingers[::-1]
    if camera.facing(thumbward) < 0:
        return [*across.thumb(), across.palm(), *fingers[::1]]
    thumb = across.thumb()
    if camera.facing(palm) < -0.25:
        return [*thumb, across.palm(), *fingers]
    return [across.palm(), *fingers, *thumb]


def _square(a: Vec, to: Vec) -> Vec:
    """`a` without what it has of the direction `to`."""
    rest = add(a, to, -dot(a, to))
    return unit(rest) if dot(rest, rest) > 1e-4 else unit(cross(to, (0.3, 0.9, 0.3)))


class _Hand:
    """Its own three directions: along the fingers, out of the palm, towards the thumb."""

    def __init__(
        self, camera: Camera, wrist: Vec, along: Vec, palm: Vec, thumbward: Vec, skin: Colour
    ) -> None:
        self._camera, self._wrist, self._skin = camera, wrist, skin
        self._along, self._out, self._thumbward = along, palm, thumbward

    def _at(self, thumbward: float, along: float, out: float = 0.0) -> Vec:
        p = add(self._wrist, self._along, along)
        return add(add(p, self._thumbward, thumbward), self._out, out)

    def palm(self) -> Solid:
        camera = self._camera
        heel = self._plate(-0.1, 2.0, 2.55, 2.2, 1.75)
        knuckles = self._plate(0.1, 7.3, 3.75, 1.9, 1.35)
        wrist = camera.ball(self._wrist, 2.3, JOINT)
        return solid([wrist, heel, knuckles], self._skin)

    def _plate(
        self, thumbward: float, along: float, wide: float, long: float, thick: float
    ) -> tuple[float, float, float, float, float, int]:
        return self._camera.ellipsoid(
            self._at(thumbward, along),
            scaled(self._thumbward, wide),
            scaled(self._along, long),
            scaled(self._out, thick),
        )

    def finger(self, thumbward: float, along: float, length: float, spread: float) -> Solid:
        """Bent a little towards the palm; the line along it fades out at the knuckle."""
        camera = self._camera
        knuckle = self._at(thumbward, along - 1.2)
        middle = self._at(thumbward + spread * 0.5, along + length * 0.5, 0.35)
        tip = self._at(thumbward + spread, along + length * 0.95, 1.15)
        blobs = [
            camera.ball(knuckle, THICK, JOINT),
            camera.ball(middle, THICK * 0.97, FREE),
            camera.ball(tip, TIP, FREE),
        ]
        return solid(blobs, self._skin, contour=0.72, apart=True)

    def thumb(self) -> list[Solid]:
        ball = self._camera.ball
        root, joint = self._at(1.5, 2.4, 0.5), self._at(4.3, 5.6, 0.9)
        tip = self._at(5.0, 8.8, 1.3)
        return [
            solid([ball(root, 1.9, JOINT), ball(joint, 1.35)], self._skin, apart=True),
            solid([ball(joint, 1.33), ball(tip, 0.98)], self._skin),
        ]
