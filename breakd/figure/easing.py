"""How a movement gets going and comes to rest, and how it runs through keys without a stop."""

import math

from breakd.figure.geometry import Vec, sub
from breakd.figure.pose import Pose
from breakd.figure.skeleton import SIDES
from breakd.figure.solve import solve

_NEAR = 0.02  # of a way: where its direction is measured


def eased(t: float, start: float = 0.0, end: float = 0.0) -> float:
    """The share of the way done after the share `t` of the time.  `start` and `end` are the
    speeds there, in mean speeds; from rest to rest it is the way of the least jerk (Flash and
    Hogan 1985)."""
    if start == 0.0 == end:
        return t * t * t * (10.0 + t * (6.0 * t - 15.0))
    rest = t * t * (3.0 - 2.0 * t)
    return rest + start * t * (1.0 - t) ** 2 - end * t * t * (1.0 - t)


def curve_weights(t: float) -> tuple[float, float, float, float]:
    """What each of four values in a row counts, `t` of the way from the second to the third, on
    a curve through all of them (Catmull-Rom)."""
    return (
        0.5 * t * (-1.0 + t * (2.0 - t)),
        0.5 * (2.0 + t * t * (3.0 * t - 5.0)),
        0.5 * t * (1.0 + t * (4.0 - 3.0 * t)),
        0.5 * t * t * (t - 1.0),
    )


def passing_speeds(
    before: Pose, key: Pose, after: Pose, seconds: tuple[float, float]
) -> tuple[float, float]:
    """How fast to come to a key and to leave it, each in mean speeds of its way, so that the body
    goes on smoothly: the further it has to turn there, the slower.  `seconds` are those of the
    two ways."""
    coming = _velocity(_places(before, key, 1.0 - _NEAR), _places(before, key, 1.0))
    going = _velocity(_places(key, after, 0.0), _places(key, after, _NEAR))
    fast_in, fast_out = math.hypot(*coming) / seconds[0], math.hypot(*going) / seconds[1]
    if fast_in < 1e-6 or fast_out < 1e-6:
        return 0.0, 0.0
    along = sum(p * q for p, q in zip(coming, going, strict=True)) / (seconds[0] * seconds[1])
    agree = max(0.0, along / (fast_in * fast_out))
    speed = agree * agree * min(fast_in, fast_out)
    return speed / fast_in, speed / fast_out


def _places(a: Pose, b: Pose, share: float) -> list[Vec]:
    bones = solve(a, b, share)
    limbs = [place for side in SIDES for place in (bones.arms[side].elbow, bones.arms[side].wrist)]
    return [bones.pelvis.origin, bones.chest.origin, bones.head.origin, bones.head.z, *limbs]


def _velocity(start: list[Vec], end: list[Vec]) -> list[float]:
    """For the whole way, all places in one row."""
    return [step / _NEAR for p, q in zip(start, end, strict=True) for step in sub(q, p)]
