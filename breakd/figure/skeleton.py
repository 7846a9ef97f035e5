"""The bones of the figure in one moment, in centimetres; what `breakd.figure.solve` makes of a
pose and everything else draws from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from breakd.figure.geometry import Frame, Vec

Side = Literal["l", "r"]  # the figure's own left and right
SIDES: tuple[Side, Side] = ("l", "r")
SIGN: Mapping[Side, int] = {"l": 1, "r": -1}  # which way the side lies on a frame's x axis

Spine = tuple[Frame, Frame, Frame, Frame]
UPPER_ARM, FOREARM, THIGH, SHIN = 27.0, 24.0, 43.0, 42.0


@dataclass(frozen=True, slots=True)
class Arm:
    """`pointing` and `palm` are unit directions: along the fingers, and out of the palm.
    `layer` moves the hand before (+) or behind what it would otherwise be drawn with."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    pointing: Vec
    palm: Vec
    layer: float


@dataclass(frozen=True, slots=True)
class Leg:
    """`toe` is the unit direction from the heel to the toes."""

    hip: Vec
    knee: Vec
    ankle: Vec
    toe: Vec


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`spine` holds the frames of its joints from the pelvis up: pelvis, lumbar spine, middle,
    chest.  `neck` begins at the top of the chest, `head` on top of the neck."""

    spine: Spine
    neck: Frame
    head: Frame
    arms: Mapping[Side, Arm]
    legs: Mapping[Side, Leg]

    @property
    def pelvis(self) -> Frame:
        return self.spine[0]

    @property
    def middle(self) -> Frame:
        """Between lumbar spine and thorax."""
        return self.spine[2]

    @property
    def chest(self) -> Frame:
        return self.spine[3]
