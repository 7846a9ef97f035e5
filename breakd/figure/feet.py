"""A foot, bare or in a shoe."""

from breakd.figure.camera import Camera
from breakd.figure.geometry import Frame, Vec, add, cross, dot, sub, unit
from breakd.figure.hull import JOINT
from breakd.figure.shapes import Shape, solid
from breakd.figure.skeleton import Leg
from breakd.figure.themes import Palette

SOLE = -6.3  # cm: how far under the ankle one stands


def foot_frame(bones: Leg) -> Frame:
    """At the ankle: z to the toes, y up the shin as square to that as may be."""
    toe = bones.toe
    shin = sub(bones.knee, bones.ankle)
    rest = add(shin, toe, -dot(shin, toe))
    up: Vec = unit(rest) if dot(rest, rest) > 2 else (0.0, 1.0, 0.0)
    return Frame(bones.ankle, unit(cross(up, toe)), up, toe)


def foot(bones: Leg, camera: Camera, colours: Palette, barefoot: bool) -> list[Shape]:
    frame = foot_frame(bones)
    return _bare(frame, camera, colours) if barefoot else _shoe(frame, camera, colours)


def _shoe(frame: Frame, camera: Camera, colours: Palette) -> list[Shape]:
    opening = camera.ball(frame.at((0, -0.4, -0.8)), 4.0)
    heel = camera.in_frame(frame, (0, -3.2, -2.6), 3.5, 2.6, 3.7)
    instep = camera.in_frame(frame, (0, -2.9, 5.5), 3.4, 2.4, 3.4)
    toes = camera.in_frame(frame, (0, -3.9, 11.4), 3.9, 2.0, 4.3)
    heel_sole = camera.in_frame(frame, (0, SOLE + 0.75, -2.8), 3.7, 0.75, 3.9)
    toe_sole = camera.in_frame(frame, (0, SOLE + 0.75, 11.2), 4.1, 0.75, 4.6)
    return [
        solid([opening, heel, instep], colours.shoe, 0.8),
        solid([instep, heel, toes], colours.shoe, 0.8),
        solid([heel_sole, toe_sole], colours.sole, contour=0.8),
    ]


def _bare(frame: Frame, camera: Camera, colours: Palette) -> list[Shape]:
    ankle = camera.ball(frame.at((0, 0, -0.4)), 3.1, JOINT)
    heel = camera.in_frame(frame, (0, -3.6, -2.6), 2.9, 2.6, 3.2)
    instep = camera.in_frame(frame, (0, -3.2, 5.0), 3.0, 2.5, 3.4)
    pad = camera.in_frame(frame, (0, -4.9, 10.6), 3.9, 1.4, 2.6)
    toes = camera.in_frame(frame, (0.3, -5.1, 14.0), 3.3, 1.1, 1.8)
    return [
        solid([ankle, heel, instep], colours.skin, 0.8),
        solid([heel, instep, pad], colours.skin, 0.8),
        solid([pad, toes], colours.skin, 0.8),
    ]
