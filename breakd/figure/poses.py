"""Pose files: TOML that anybody may have written, and the drawing it describes."""

from pathlib import Path

from breakd.catalogue.files import printable, read_toml
from breakd.figure.bases import BASES
from breakd.figure.drawing import (
    CROPS,
    GHOST_PARTS,
    MIDDLE_MUSCLES,
    PAIRED_MUSCLES,
    PAIRED_POINTS,
    SCENES,
    TRUNK_POINTS,
    Arrow,
    Breath,
    Crop,
    Drawing,
    Inset,
    Key,
    View,
)
from breakd.figure.entries import Entries, PoseError
from breakd.figure.pose import Pose, split_side
from breakd.figure.posture import (
    FAR,
    POSE_FIELDS,
    Values,
    base_values,
    overlaid,
    pose_from,
    values_of,
)
from breakd.figure.skeleton import SIDES
from breakd.text import poses as say

BUILT_IN = Path(__file__).parents[1] / "catalogue" / "poses"
MOST_KIB = 64
MOST_KEYS, MOST_ARROWS, MOST_SCENES, MOST_GLOWS = 24, 6, 4, 6
LONGEST_S, SHORTEST_S, LONGEST_PART_S = 60, 0.2, 30
NARROWEST = 10  # cm of a picture
FIELDS = (
    "base",
    "scene",
    "view",
    "inset",
    "mirror",
    "cyclic",
    "icon",
    "glow",
    "ghost",
    "arrow",
    "pose",
    "key",
)
VIEW_FIELDS = ("yaw", "pitch", "frame", "clip")
INSET_FIELDS = ("yaw", "pitch", "frame", "left")
ARROW_FIELDS = ("keys", "of", "at", "span", "shortest", "shift", "gain")
KEY_FIELDS = ("move", "hold", "reset", "breath", *POSE_FIELDS)
MUSCLES = (
    *MIDDLE_MUSCLES,
    *PAIRED_MUSCLES,
    *(f"{name}_{side}" for name in PAIRED_MUSCLES for side in SIDES),
)
POINTS = (*TRUNK_POINTS, *(f"{name}_{side}" for name in PAIRED_POINTS for side in SIDES))
BREATHS: tuple[Breath, ...] = ("", "in", "out")


def load(path: Path) -> Drawing:
    """The drawing of the pose file `<stretch-id>.toml`.  Raises `PoseError`, one sentence."""
    try:
        content = read_toml(path, MOST_KIB * 1024)
    except ValueError as error:
        raise PoseError(str(error)) from None
    return drawing_from(content, path.stem, printable(path))


def drawing_from(content: dict[str, object], stretch_id: str, file: str) -> Drawing:
    """The drawing that a file's content describes; `file` names it in the `PoseError`."""
    table = Entries(content, file)
    table.known_only(FIELDS)
    cyclic, mirror = table.flag("cyclic", False), table.flag("mirror", False)
    keys = _keys(table, cyclic)
    _check_time(file, keys, cyclic, mirror)
    return Drawing(
        id=stretch_id,
        scene=_scene(table),
        view=_view(table.part("view")) if "view" in table else View(0, 8, CROPS["standing"], True),
        inset=_inset(table.part("inset")) if "inset" in table else None,
        keys=keys,
        mirror=mirror,
        cyclic=cyclic,
        glow=tuple(split_side(name) for name in table.choices("glow", MUSCLES, MOST_GLOWS)),
        arrows=_arrows(table, len(keys)),
        ghost=table.choices("ghost", GHOST_PARTS, len(GHOST_PARTS)),
        icon=table.whole("icon", 0, len(keys) - 1, 0 if cyclic else _longest(keys)),
    )


def _keys(table: Entries, cyclic: bool) -> tuple[Key, ...]:
    values = base_values(table.choice("base", tuple(BASES)))
    if "pose" in table:
        part = table.part("pose")
        part.known_only(POSE_FIELDS)
        values = overlaid(values, values_of(part))
    keys: list[Key] = []
    latest = values
    for number, part in enumerate(_tables(table, "key", 1, MOST_KEYS)):
        part.known_only(KEY_FIELDS)
        start = values if part.flag("reset", True) else latest
        latest = overlaid(start, values_of(part))
        keys.append(
            Key(
                part.number("move", 0, LONGEST_PART_S, 1.0),
                part.number("hold", 0, LONGEST_PART_S, 0.0 if cyclic else 0.4),
                _pose(latest, table.file, number),
                part.choice("breath", BREATHS, ""),
            )
        )
    return tuple(keys)


def _pose(values: Values, file: str, number: int) -> Pose:
    try:
        return pose_from(values, file, say.nth("key", number))
    except PoseError as error:
        raise PoseError(str(error), error.path or ("key", number)) from None


def _tables(table: Entries, field: str, least: int, most: int) -> list[Entries]:
    value = table.table.get(field, None if least else [])
    if (
        not isinstance(value, list)
        or not least <= len(value) <= most
        or not all(isinstance(item, dict) for item in value)
    ):
        raise table.flaw(field, say.tables(field, least, most))
    return [
        Entries(item, table.file, say.nth(field, number), (field, number))
        for number, item in enumerate(value)
    ]


def _check_time(file: str, keys: tuple[Key, ...], cyclic: bool, mirror: bool) -> None:
    """A loop must be long enough to be one, short enough to draw; a circle needs its hands to
    stay in their frames."""
    seconds = sum(key.move + (0 if cyclic else key.hold) for key in keys) * (2 if mirror else 1)
    if seconds < SHORTEST_S:
        raise PoseError(say.too_short(file, f"{SHORTEST_S:g}"))
    if seconds > LONGEST_S:
        raise PoseError(say.too_long(file, seconds, LONGEST_S))
    poses = [key.pose for key in keys]
    if mirror:
        poses += [pose.mirrored() for pose in poses]
    for side in SIDES:
        if cyclic and len({pose.arm(side).hand_in for pose in poses}) > 1:
            raise PoseError(say.changing_frame(file, f"hand_in_{side}"))


def _longest(keys: tuple[Key, ...]) -> int:
    return max(range(len(keys)), key=lambda number: keys[number].hold)


def _scene(table: Entries) -> tuple[str, ...]:
    named = isinstance(table.table.get("scene", ""), str)
    if named:
        scenes: tuple[str, ...] = (table.choice("scene", SCENES, "none"),)
    else:
        scenes = table.choices("scene", SCENES, MOST_SCENES)
    return tuple(scene for scene in scenes if scene != "none")


def _view(part: Entries) -> View:
    part.known_only(VIEW_FIELDS)
    return View(
        part.number("yaw", -360, 360, 0),
        part.number("pitch", -90, 90, 8),
        _crop(part),
        part.flag("clip", True),
    )


def _inset(part: Entries) -> Inset:
    part.known_only(INSET_FIELDS)
    yaw, pitch = part.number("yaw", -360, 360, 180), part.number("pitch", -90, 90, 8)
    return Inset(View(yaw, pitch, _crop(part), True), part.flag("left", False))


def _crop(part: Entries) -> Crop:
    value = part.table.get("frame", "standing")
    if isinstance(value, str) and value in CROPS:
        return CROPS[value]
    if not isinstance(value, list):
        raise part.flaw("frame", say.a_crop(", ".join(CROPS)))
    across, up, width = part.vec("frame", -FAR, FAR)
    if width < NARROWEST:
        raise part.flaw("frame", say.a_crop(", ".join(CROPS)))
    return (across, up, width)


def _arrows(table: Entries, count: int) -> tuple[Arrow, ...]:
    return tuple(_arrow(part, count - 1) for part in _tables(table, "arrow", 0, MOST_ARROWS))


def _arrow(part: Entries, last: int) -> Arrow:
    part.known_only(ARROW_FIELDS)
    keys = part.table.get("keys")
    if (
        not isinstance(keys, list)
        or not 2 <= len(keys) <= MOST_KEYS
        or not all(type(key) is int and 0 <= key <= last for key in keys)
    ):
        raise part.flaw("keys", say.keys_in_order(last))
    return Arrow(
        keys=tuple(keys),
        of=part.choice("of", POINTS),
        at=part.vec("at", -FAR, FAR, (0, 0, 0)),
        span=part.pair("span", -1, 2, (0.02, 0.98)),
        shortest=part.number("shortest", 0, 100, 13),
        shift=part.pair("shift", -FAR, FAR, (0, 0)),
        gain=part.number("gain", 0.1, 10, 1),
    )
