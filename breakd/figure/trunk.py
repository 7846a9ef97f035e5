"""The trunk of the figure, from the pelvis to the head, by its angles alone."""

from dataclasses import dataclass

from breakd.figure.geometry import Frame, Vec, between, scaled
from breakd.figure.pose import Pose
from breakd.figure.skeleton import SIGN, Side, Spine

# Up the bone to the next joint.
PELVIS_TO_LUMBAR, LUMBAR_TO_MIDDLE, MIDDLE_TO_CHEST, NECK_TO_HEAD = 9.0, 11.0, 13.0, 10.5
CHEST_TO_NECK: Vec = (0.0, 12.0, -1.0)
HIP_WIDTH = 8.0  # half of it
# The upper body follows the pelvis a little late, as it does when a person moves.
THORAX_LAG, NECK_LAG, HEAD_LAG = 1.06, 1.12, 1.2


@dataclass(frozen=True, slots=True)
class Trunk:
    """As in `Skeleton`, and the joints where the limbs begin."""

    spine: Spine
    neck: Frame
    head: Frame
    shoulders: dict[Side, Vec]
    hips: dict[Side, Vec]

    @property
    def chest(self) -> Frame:
        return self.spine[3]


def trunk(a: Pose, b: Pose, share: float) -> Trunk:
    """The trunk `share` (0 to 1) of the way from pose `a` to pose `b`."""
    lumbar = scaled(between(a.lumbar, b.lumbar, share), 0.5)
    thorax = between(a.thorax, b.thorax, share**THORAX_LAG)
    pelvis = Frame(between(a.pelvis, b.pelvis, share)).bent(between(a.tilt, b.tilt, share))
    low = pelvis.moved((0, PELVIS_TO_LUMBAR, 0)).bent(lumbar)
    middle = low.moved((0, LUMBAR_TO_MIDDLE, 0)).bent(lumbar).bent(scaled(thorax, 0.4))
    chest = middle.moved((0, MIDDLE_TO_CHEST, 0)).bent(scaled(thorax, 0.6))
    neck = chest.moved(CHEST_TO_NECK).bent(between(a.neck, b.neck, share**NECK_LAG))
    head = neck.moved((0, NECK_TO_HEAD, 0)).bent(between(a.head, b.head, share**HEAD_LAG))
    return Trunk(
        (pelvis, low, middle, chest),
        neck,
        head,
        {side: chest.at(_shoulder(a, b, share, side)) for side in SIGN},
        {side: pelvis.at((SIGN[side] * HIP_WIDTH, 0, 0)) for side in SIGN},
    )


def _shoulder(a: Pose, b: Pose, share: float, side: Side) -> Vec:
    """The joint glides over the ribs: drawn up or forward, it comes nearer to the middle."""
    (up_a, fore_a), (up_b, fore_b) = a.arm(side).shoulder, b.arm(side).shoulder
    up = up_a + (up_b - up_a) * share
    fore = fore_a + (fore_b - fore_a) * share
    return (SIGN[side] * (16.4 - 0.10 * abs(fore) - 0.06 * up), 7.2 + up, fore - 0.8)
