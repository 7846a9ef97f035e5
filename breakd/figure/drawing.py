"""One stretch as a drawing: the key poses of its movement and how they are to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from breakd.figure.geometry import Vec
from breakd.figure.pose import Pose
from breakd.figure.skeleton import Side

Breath = Literal["", "in", "out"]

SCENES = ("none", "chair", "desk", "mat", "cushion", "doorway", "wall", "corner", "roller", "towel")
# Which muscles can glow.  All but those in the middle of the body exist on both sides.
MIDDLE_MUSCLES = ("neck_back", "neck_front", "upper_back", "lower_back", "belly")
PAIRED_MUSCLES = (
    "trapezius",
    "levator",
    "neck_side",
    "deltoid_front",
    "deltoid_rear",
    "rhomboid",
    "pectoral",
    "side",
    "triceps",
    "biceps",
    "forearm",
    "hip",
    "thigh_back",
)
# Of which points an arrow may follow the path.
TRUNK_POINTS = ("pelvis", "middle", "chest", "neck", "head")
PAIRED_POINTS = ("shoulder", "elbow", "wrist", "hand", "knee", "ankle")
GHOST_PARTS = ("head", "neck", "torso", "arm", "leg")

Crop = tuple[float, float, float]  # where its middle is (across, up), and how wide it is, in cm
CROPS: Mapping[str, Crop] = {
    "bust": (0, 98, 96),
    "seated": (0, 66, 158),
    "standing": (0, 90, 196),
    "upper": (0, 128, 118),
    "floor": (0, 36, 158),
}


@dataclass(frozen=True, slots=True)
class View:
    """From where one looks: `yaw` is how far the viewer has gone round the figure (0 before it, 90
    at its right, 180 behind it), `pitch` how far above it he looks from.  `clip` cuts the figure's
    lower end by the round backdrop."""

    yaw: float
    pitch: float
    frame: Crop
    clip: bool


@dataclass(frozen=True, slots=True)
class Inset:
    """A second, small view in a lower corner."""

    view: View
    left: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """It follows the path of the point `at` (cm, in the frame of the part `of`, whose axes are
    those of the chest for a joint of a limb) between the keys named in `keys`.

    `span` is the part of each way that it covers (beyond 0 to 1: further), `shortest` its least
    length (cm), `shift` moves it on the picture (cm to the right, up) and `gain` scales it.
    """

    keys: tuple[int, ...]
    of: str
    at: Vec
    span: tuple[float, float]
    shortest: float
    shift: tuple[float, float]
    gain: float


@dataclass(frozen=True, slots=True)
class Key:
    """One pose of the movement: `move` seconds to get there, `hold` seconds in it."""

    move: float
    hold: float
    pose: Pose
    breath: Breath = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A validated pose file.  All numbers of keys count from 0.

    `mirror`: the movement is repeated with the sides exchanged; `cyclic`: it runs round through
    its keys without stopping.  `glow` names muscles, each with its side or None for both (or the
    middle); `ghost` the parts that stay behind as a pale copy of the first key; `icon` the key
    that a still picture shows.
    """

    id: str
    scene: tuple[str, ...]
    view: View
    inset: Inset | None
    keys: tuple[Key, ...]
    mirror: bool
    cyclic: bool
    glow: tuple[tuple[str, Side | None], ...]
    arrows: tuple[Arrow, ...]
    ghost: tuple[str, ...]
    icon: int
