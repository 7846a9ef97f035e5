"""What a picture is put together from: coloured shapes, in parts that are painted far to near."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from breakd.figure.hull import Blob, Hull, Point, hull
from breakd.figure.themes import Colour


@dataclass(slots=True)
class Solid:
    """A rounded body: contour, fill, and a shade `shade` cm wide on the side away from the light.

    Neighbours of one colour in a part become one body, unless one of them stands `apart`.
    `contour` is the share of the usual line width, 0 for none.
    """

    hull: Hull
    fill: Colour
    shade: float = 0.0
    contour: float = 1.0
    apart: bool = False


@dataclass(slots=True)
class Patch:
    """A plain coloured polygon."""

    points: list[Point]
    fill: Colour


@dataclass(slots=True)
class Stroke:
    """A line with round ends, `width` pixels wide; `taper` lets both ends run out thin."""

    points: list[Point]
    fill: Colour
    width: float
    taper: bool = False


Shape = Solid | Patch | Stroke


@dataclass(slots=True)
class Part:
    """Shapes painted in their order.  `depth` (cm towards the viewer) orders the parts; parts of
    one `limb` that follow each other are joined without a line.  A `body` part belongs to the
    figure, others are things; a `backdrop` is a thing that ends with the round backdrop."""

    name: str
    depth: float
    shapes: list[Shape] = field(default_factory=list)
    limb: str = ""
    body: bool = True
    backdrop: bool = False

    @property
    def jointed(self) -> bool:
        """Whether it is one of several parts of a limb that may come apart in depth."""
        return self.limb.startswith(("arm", "leg"))

    def solids(self) -> list[Solid]:
        return [shape for shape in self.shapes if isinstance(shape, Solid)]


def solid(
    blobs: Sequence[Blob],
    fill: Colour,
    shade: float = 0.0,
    *,
    contour: float = 1.0,
    apart: bool = False,
) -> Solid:
    return Solid(hull(blobs), fill, shade, contour, apart)
