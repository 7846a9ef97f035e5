"""Where everything is on the guide's two designs, and how they fill a window.  Pure.

Both are drawn up in units; a window shows as many pixels to a unit as fit.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Design:
    """`turn` and `more` are points, the middles of their texts where `centred`;
    `turn` may have more lines within its width and height.  `rows` are the
    buttons' (left, top, width), `button` is their height, `pad` what is left and right of what is
    written on one, `gap` between two.  Sizes of type are in units."""

    width: float
    height: float
    figure: Box
    title: Box
    doing: Box
    step: Box
    note: Box
    ring: Box
    beads: Box
    turn: tuple[float, float]
    turn_width: float
    turn_height: float
    more: tuple[float, float]
    centred: bool
    rows: tuple[tuple[float, float, float], ...]
    button: float
    pad: float
    gap: float
    hint: tuple[float, float] | None
    small_type: float
    large_type: float


WIDE = Design(
    width=920,
    height=580,
    figure=Box(32, 32, 432, 432),
    title=Box(504, 40, 380, 22),
    doing=Box(504, 74, 380, 26),
    step=Box(504, 108, 380, 156),
    note=Box(504, 270, 380, 66),
    ring=Box(504, 346, 118, 118),
    beads=Box(648, 437, 240, 11),
    turn=(648, 378),
    turn_width=240,
    turn_height=46,
    more=(648, 413),
    centred=False,
    rows=((34, 492, 852),),
    button=46,
    pad=17,
    gap=10,
    hint=(460, 561),
    small_type=15,
    large_type=31,
)
TALL = Design(
    width=420,
    height=556,
    figure=Box(14, 12, 236, 236),
    title=Box(22, 256, 376, 20),
    doing=Box(22, 282, 376, 24),
    step=Box(22, 308, 376, 84),
    note=Box(22, 396, 376, 56),
    ring=Box(276, 36, 112, 112),
    beads=Box(262, 229, 140, 9),
    turn=(332, 178),
    turn_width=150,
    turn_height=46,
    more=(332, 211),
    centred=True,
    rows=((22, 462, 376), (22, 508, 376)),
    button=38,
    pad=10,
    gap=6,
    hint=None,
    small_type=14,
    large_type=22,
)


class Fit(NamedTuple):
    """A design in a window: pixels to a unit, and where its corner is."""

    design: Design
    unit: float
    left: float
    top: float

    def x(self, at: float) -> int:
        return round(self.left + at * self.unit)

    def y(self, at: float) -> int:
        return round(self.top + at * self.unit)

    def px(self, length: float) -> int:
        """A length in pixels, at least one."""
        return max(1, round(length * self.unit))


def fit(width: float, height: float, share: float = 1.0) -> Fit:
    """The design that gets larger in a window of so many pixels, `share` of which it may take."""
    fits = (
        (min(width / design.width, height / design.height) * share, design)
        for design in (WIDE, TALL)
    )
    unit, design = max(fits, key=lambda found: found[0] * _evened(found[1]))
    left, top = (width - design.width * unit) / 2, (height - design.height * unit) / 2
    return Fit(design, unit, left, top)


def _evened(design: Design) -> float:
    """The larger type of the wide design counts for it."""
    return design.large_type
