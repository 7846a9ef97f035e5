"""The fields of a pose in a pose file, and how several tables of them make one pose."""

import math
from dataclasses import replace
from typing import Any

from breakd.figure.bases import BASES
from breakd.figure.entries import Entries, PoseError
from breakd.figure.geometry import Vec, sub, unit
from breakd.figure.pose import (
    ARM_FRAMES,
    FRAMES,
    ArmPose,
    LegPose,
    Pose,
    across,
    other_side,
    split_side,
)
from breakd.figure.skeleton import SIDES, Side
from breakd.figure.trunk import trunk
from breakd.text import poses as say

Values = dict[str, Any]  # every one checked, by its field

TRUNK_FIELDS = ("pelvis", "tilt", "lumbar", "thorax", "neck", "head", "look")
ARM_FIELDS = ("shoulder", "hand", "hand_in", "elbow", "pointing", "palm", "layer", "swing")
LEG_FIELDS = ("foot", "knee", "toe")
_DIRECTIONS = ("elbow", "pointing", "palm", "knee", "toe")
_SIDED = (*ARM_FIELDS, *LEG_FIELDS)
POSE_FIELDS = (
    *TRUNK_FIELDS,
    *_SIDED,
    *(f"{field}_{side}" for field in _SIDED for side in SIDES),
    "arm",
    "arm_l",
    "arm_r",
)
FAR = 300.0  # cm
_LOOK_UP_AND_DOWN, _LOOK_ASIDE = 50.0, 75.0  # degrees: what a head can do


def base_values(name: str) -> Values:
    return values_of(Entries(BASES[name], name))


def values_of(table: Entries) -> Values:
    """The pose fields of a table, per side.  What names a side goes before what does not, and a
    field of its own before the same one inside `arm`."""
    values: Values = {}
    for field in TRUNK_FIELDS:
        if field in table:
            values[field] = _value(table, field, field)
    if "arm" in table:
        _take_arm(table.part("arm"), values, SIDES)
    for field in _SIDED:
        if field in table:
            _put(values, field, _value(table, field, field), SIDES)
    for side in SIDES:
        if f"arm_{side}" in table:
            _take_arm(table.part(f"arm_{side}"), values, (side,))
        for field in _SIDED:
            if f"{field}_{side}" in table:
                values[f"{field}_{side}"] = _value(table, f"{field}_{side}", field)
    return values


def overlaid(under: Values, over: Values) -> Values:
    """`under` with what `over` says instead; who turns the head no longer looks at a point."""
    rest = {name: value for name, value in under.items() if name != "look" or "head" not in over}
    return {**rest, **over}


def pose_from(values: Values, file: str, place: str) -> Pose:
    """The pose; raises `PoseError` where the hands wait for each other."""
    pose = Pose(
        *(values[field] for field in TRUNK_FIELDS if field != "look"),
        *(ArmPose(*(values[f"{field}_{side}"] for field in ARM_FIELDS)) for side in SIDES),
        *(LegPose(*(values[f"{field}_{side}"] for field in LEG_FIELDS)) for side in SIDES),
    )
    for side in SIDES:
        limb, where = split_side(pose.arm(side).hand_in)
        if limb in ARM_FRAMES and where == side:
            field = say.place(place, f"hand_in_{side}")
            raise PoseError(say.own_arm(file, field, pose.arm(side).hand_in))
    if all(pose.leans_on(side) for side in SIDES):
        raise PoseError(say.other_arm(file, place))
    return looking(pose, values["look"]) if "look" in values else pose


def looking(pose: Pose, point: Vec) -> Pose:
    """The pose with the head turned to a point of the world, as far as a head can."""
    body = trunk(pose, pose, 0.0)
    x, y, z = body.neck.seen(unit(sub(point, body.head.origin)))
    turn = math.degrees(math.asin(max(-1.0, min(1.0, x))))
    flex = math.degrees(math.atan2(-y, z))
    return replace(pose, head=(_within(flex, _LOOK_UP_AND_DOWN), 0.0, _within(turn, _LOOK_ASIDE)))


def _within(angle: float, most: float) -> float:
    return max(-most, min(most, angle))


def _take_arm(table: Entries, values: Values, sides: tuple[Side, ...]) -> None:
    table.known_only(ARM_FIELDS)
    for field in ARM_FIELDS:
        if field in table:
            _put(values, field, _value(table, field, field), sides)


def _put(values: Values, field: str, value: Any, sides: tuple[Side, ...]) -> None:
    """For both sides: as written on the left, its mirror image on the right."""
    for side in sides:
        flip = side == "r" and len(sides) == 2
        values[f"{field}_{side}"] = _mirror_image(field, value) if flip else value


def _mirror_image(field: str, value: Any) -> Any:
    if field == "hand_in":
        return other_side(value)
    return value if field in ("shoulder", "layer", "swing") else across(value)


def _value(table: Entries, name: str, field: str) -> Any:
    if field == "hand_in":
        return table.choice(name, FRAMES)
    if field == "layer":
        return table.number(name, -100, 100)
    if field == "swing":
        return table.number(name, 0, 3)
    if field == "shoulder":
        return table.pair(name, -20, 20)
    if field in _DIRECTIONS:
        return table.direction(name)
    if field in ("pelvis", "look", "hand", "foot"):
        return table.vec(name, -FAR, FAR)
    return table.vec(name, -180, 180)
