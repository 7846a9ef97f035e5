"""Convex outlines of projected ellipsoids, by their support function.

An ellipsoid seen from afar is an ellipse: a middle and a matrix S.  Its furthest point in the
direction d lies at middle + S·d / sqrt(d·S·d), and that of several ellipses together is the
furthest of theirs.  Asked in fixed directions all round, that is the outline of their hull, and
the outline grown by w is each point moved by w along its own direction.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
# Middle x, y; the matrix xx, xy, yy (pixels squared); how it is tied to other parts of the body.
Blob = tuple[float, float, float, float, float, int]

# Where a part goes over into its neighbour, no line may be seen: at a JOINT none against the same
# limb, at a ROOT (shoulder, hip) none against the body either.
FREE, JOINT, ROOT = 0, 1, 2

# c, s, c², 2cs, s² of each direction
_Table = tuple[tuple[float, float, float, float, float], ...]


def _table(count: int) -> _Table:
    angles = (2 * math.pi * i / count for i in range(count))
    pairs = ((math.cos(a), math.sin(a)) for a in angles)
    return tuple((c, s, c * c, 2 * c * s, s * s) for c, s in pairs)


_COARSE, _FINE, _FINEST = _table(16), _table(28), _table(52)
_TAPER = -0.8  # at a tied end the line runs this much of its width under the fill


@dataclass(slots=True)
class Hull:
    """`points[i]` is the furthest in the i-th direction of `table`; `ties[i]` is the tie of the
    blob it lies on."""

    points: list[Point]
    ties: list[int]
    table: _Table
    tied: bool  # whether any of the ties is more than FREE

    def grown(self, by: float) -> list[Point]:
        return [
            (x + by * d[0], y + by * d[1])
            for (x, y), d in zip(self.points, self.table, strict=True)
        ]

    def lined(self, by: float, tie: int) -> list[Point]:
        """Grown for a line that fades out towards blobs tied more than `tie`."""
        if not self.tied:
            return self.grown(by)
        under = by * _TAPER
        out = []
        for (x, y), tied, d in zip(self.points, self.ties, self.table, strict=True):
            w = by if tied <= tie else under
            out.append((x + w * d[0], y + w * d[1]))
        return out

    def lit(self, by: float) -> list[Point]:
        """The part in the light, which falls from the upper left; nothing is cut off where the
        shape goes over into its neighbour."""
        out = []
        for (x, y), tied, d in zip(self.points, self.ties, self.table, strict=True):
            inset = 0.0 if tied else by
            out.append((x - inset * (d[0] + 0.6), y - inset * (d[1] + 0.75)))
        return out


def hull(blobs: Sequence[Blob]) -> Hull:
    """The outline of all blobs together, finer for larger ones."""
    size = max(blob[2] + blob[4] for blob in blobs)
    table = _COARSE if size < 60 else _FINE if size < 2500 else _FINEST
    if len(blobs) == 2 and all(blob[3] == 0.0 and blob[2] == blob[4] for blob in blobs):
        return _capsule(blobs[0], blobs[1], table)
    points: list[Point] = []
    ties: list[int] = []
    sqrt = math.sqrt
    for c, s, cc, cs, ss in table:
        furthest = -1e18
        for blob in blobs:
            x, y, xx, xy, yy, _ = blob
            reach = sqrt(xx * cc + xy * cs + yy * ss)
            height = x * c + y * s + reach
            if height > furthest:
                furthest, best, at = height, blob, reach
        x, y, xx, xy, yy, tie = best
        points.append((x + (xx * c + xy * s) / at, y + (xy * c + yy * s) / at))
        ties.append(tie)
    return Hull(points, ties, table, any(ties))


def _capsule(a: Blob, b: Blob, table: _Table) -> Hull:
    """The same for two circles, of which most bodies are made: a good deal faster."""
    ax, ay, square, _, _, tie_a = a
    bx, by, square_b, _, _, tie_b = b
    ar, br = math.sqrt(square), math.sqrt(square_b)
    dx, dy, dr = ax - bx, ay - by, ar - br
    on_a = [dx * d[0] + dy * d[1] + dr > 0 for d in table]
    points = [
        (ax + ar * d[0], ay + ar * d[1]) if first else (bx + br * d[0], by + br * d[1])
        for first, d in zip(on_a, table, strict=True)
    ]
    return Hull(points, [tie_a if first else tie_b for first in on_a], table, bool(tie_a or tie_b))
