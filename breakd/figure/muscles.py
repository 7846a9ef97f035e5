"""Where each muscle lies, and which parts of the body may light up with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from breakd.figure.camera import Camera
from breakd.figure.geometry import Frame, Vec, between
from breakd.figure.hull import Hull, hull
from breakd.figure.limbs import leg_frames
from breakd.figure.skeleton import SIDES, SIGN, Side, Skeleton

_UPPER = ("torso", "neck", "arm_l", "arm_r")
_NEAR_ENOUGH = -0.3  # how squarely a muscle's skin has to face the viewer to be seen


@dataclass(frozen=True, slots=True)
class Muscle:
    """A band from `start` to `end`, given for the left side in the frame of `bone`, `radius` wide
    (cm); its skin looks towards `out`.  On a limb, `start` and `end` are shares of its length (in
    their first number) and `out` has no length: a limb can be seen from all sides."""

    bone: str
    start: Vec
    end: Vec
    radius: float
    out: Vec
    parts: tuple[str, ...]


MUSCLES: Mapping[str, Muscle] = {
    "trapezius": Muscle("chest", (5.5, 13.4, -0.5), (13.5, 10.0, -0.5), 4.4, (0, 1, 0.1), _UPPER),
    "levator": Muscle("chest", (4.2, 17, -2), (8.5, 9.5, -5), 4.0, (0.5, 0.6, -0.4), _UPPER),
    "neck_side": Muscle(
        "neck", (5.0, 0, 0.5), (4.4, 8.5, 0.5), 3.9, (1, 0, 0.35), ("neck", "torso")
    ),
    "neck_back": Muscle("neck", (0, 0, -4.4), (0, 9.5, -3.6), 4.2, (0, 0, -1), ("neck", "torso")),
    "neck_front": Muscle("neck", (0, 1, 4), (0, 8, 4), 3.8, (0, 0, 1), ("neck", "torso")),
    "upper_back": Muscle("chest", (0, -5, -9), (0, 8, -7.5), 5.6, (0, 0.25, -1), ("torso",)),
    "lower_back": Muscle("low", (0, -6, -8), (0, 10, -8), 5.6, (0, 0, -1), ("torso", "pelvis")),
    "belly": Muscle("low", (0, -3, 9), (0, 15, 10), 5.4, (0, 0, 1), ("torso",)),
    "rhomboid": Muscle("chest", (4.4, -2, -9), (5.6, 8, -7.5), 4.8, (0, 0, -1), ("torso",)),
    "pectoral": Muscle("chest", (3.5, 3.0, 8.5), (13, 5.4, 5), 5.0, (0, 0, 1), _UPPER),
    "side": Muscle("middle", (12.5, -9, 0.5), (13.0, 8, 0.5), 5.4, (1, 0, 0.2), ("torso",)),
    "deltoid_front": Muscle("upper", (0.06, 0, 0), (0.42, 0, 0), 4.4, (0, 0, 0), ("arm",)),
    "deltoid_rear": Muscle("upper", (0.06, 0, 0), (0.42, 0, 0), 4.4, (0, 0, 0), ("arm",)),
    "triceps": Muscle("upper", (0.35, 0, 0), (0.85, 0, 0), 4.0, (0, 0, 0), ("arm",)),
    "biceps": Muscle("upper", (0.4, 0, 0), (0.8, 0, 0), 4.0, (0, 0, 0), ("arm",)),
    "forearm": Muscle("fore", (0.15, 0, 0), (0.75, 0, 0), 3.8, (0, 0, 0), ("fore",)),
    "hip": Muscle(
        "pelvis", (10.5, -6, -2), (12, 3, -1), 6.0, (1, 0, -0.2), ("pelvis", "thigh", "torso")
    ),
    "thigh_back": Muscle(
        "thigh", (0, 1, -7), (0, -24, -4), 4.8, (0, 0, -1), ("pelvis", "thigh", "torso")
    ),
}
_MIDDLE = ("neck_back", "neck_front", "upper_back", "lower_back", "belly")


@dataclass(frozen=True, slots=True)
class Light:
    """A glowing spot on the picture, seen through nothing but these parts."""

    spot: Hull
    parts: frozenset[str]


def lights(
    glow: Iterable[tuple[str, Side | None]], mirrored: bool, body: Skeleton, camera: Camera
) -> list[Light]:
    """One for each muscle that is on the viewer's side of the body."""
    out = []
    for name, named in glow:
        sides: tuple[Side, ...] = SIDES if named is None else (named,)
        if name in _MIDDLE:
            sides = ("l",)
        for side in sides:
            real: Side = ("r" if side == "l" else "l") if mirrored else side
            light = _light(MUSCLES[name], real, body, camera)
            if light is not None:
                out.append(light)
    return out


def _light(muscle: Muscle, side: Side, body: Skeleton, camera: Camera) -> Light | None:
    sign = SIGN[side]
    parts = frozenset(
        f"{part}_{side}" if part in ("arm", "fore", "thigh") else part for part in muscle.parts
    )
    limb = _limb(muscle.bone, side, body)
    if limb is not None:
        ends = (between(*limb, muscle.start[0]), between(*limb, muscle.end[0]))
        return Light(hull([camera.ball(p, muscle.radius) for p in ends]), parts)
    frame = _frame(muscle.bone, side, body)
    x, y, z = muscle.out
    if camera.facing(frame.vec((sign * x, y, z))) < _NEAR_ENOUGH:
        return None
    spots = [
        camera.ball(frame.at((sign * p[0], p[1], p[2])), muscle.radius)
        for p in (muscle.start, muscle.end)
    ]
    return Light(hull(spots), parts)


def _limb(bone: str, side: Side, body: Skeleton) -> tuple[Vec, Vec] | None:
    arm = body.arms[side]
    if bone == "upper":
        return arm.shoulder, arm.elbow
    return (arm.elbow, arm.wrist) if bone == "fore" else None


def _frame(bone: str, side: Side, body: Skeleton) -> Frame:
    if bone == "thigh":
        return leg_frames(side, body.legs[side])[f"thigh_{side}"]
    pelvis, low, middle, chest = body.spine
    frames = {"pelvis": pelvis, "low": low, "middle": middle, "chest": chest, "neck": body.neck}
    return frames[bone]
