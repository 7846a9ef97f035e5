"""The tray icon: a ring that fills clockwise, drawn for each size on its own pixel grid."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from breakd.art.palette import AMBER, GREY, TEAL, WHITE, Colour
from breakd.desktop.pictures import STEPS, Form

SCALE = 16  # drawn so much larger, then averaged
# A rim of shadow keeps the icon apart from a panel as bright as itself; smaller than ROOMY, a
# ring has it on the outside only.
RIM = 0.75
EDGE = (0, 0, 0, 90)
ROOMY = 32


@dataclass(frozen=True, slots=True)
class Grid:
    """Whole pixels: the ring's outer radius and stroke, and the marks inside it."""

    radius: int
    stroke: int
    thin: int  # the stroke of a ring with a mark inside
    bar: int  # width of a pause bar
    gap: int  # between the two
    tall: int  # height of the bars


GRIDS = {
    16: Grid(7, 3, 2, 2, 2, 6),
    22: Grid(10, 3, 2, 3, 2, 10),
    24: Grid(11, 3, 2, 3, 2, 10),
    32: Grid(14, 5, 3, 4, 2, 14),
    48: Grid(21, 7, 5, 5, 4, 20),
    64: Grid(28, 9, 6, 7, 6, 26),
}


def draw(form: Form, step: int, size: int) -> Image.Image:
    """One frame, RGBA, `size` pixels square."""
    image = Image.new("RGBA", (size * SCALE, size * SCALE))
    pen = _Pen(ImageDraw.Draw(image), size, GRIDS[size])
    if form == "working":
        pen.ring(GREY, 120)
        pen.arc(step, TEAL, 255)
    elif form == "held":
        pen.ring(GREY, 80)
        pen.arc(step, GREY, 190)
    elif form == "waiting":
        pen.ring(GREY, 190, thin=True)
        pen.dot(AMBER)
    elif form == "due":
        pen.disc(AMBER)
        pen.person()
    elif form == "snoozed":
        pen.ring(AMBER, 255, thin=True)
        pen.zed(AMBER)
    elif form == "paused":
        pen.disc(GREY)
        pen.bars(WHITE)
    else:
        pen.disc(TEAL)
        pen.person()
    return image.reduce(SCALE)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws in pixels of the finished icon, from its centre."""

    draw: ImageDraw.ImageDraw
    size: int
    grid: Grid

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return ((self.size / 2 + x) * SCALE, (self.size / 2 + y) * SCALE)

    def _box(self, radius: float, x: float = 0, y: float = 0) -> list[tuple[float, float]]:
        right, bottom = self._at(x + radius, y + radius)
        return [self._at(x - radius, y - radius), (right - 1, bottom - 1)]

    def disc(self, colour: Colour) -> None:
        self.draw.ellipse(self._box(self.grid.radius + RIM), EDGE)
        self.draw.ellipse(self._box(self.grid.radius), (*colour, 255))

    def ring(self, colour: Colour, alpha: int, *, thin: bool = False) -> None:
        stroke = self.grid.thin if thin else self.grid.stroke
        self.draw.ellipse(self._box(self.grid.radius + RIM), EDGE)
        self.draw.ellipse(self._box(self.grid.radius), (*colour, alpha))
        self._hole(stroke)

    def arc(self, step: int, colour: Colour, alpha: int) -> None:
        if step == 0:
            return
        end = -90 + 360 * step / STEPS
        self.draw.pieslice(self._box(self.grid.radius), -90, end, (*colour, alpha))
        self._hole(self.grid.stroke)

    def _hole(self, stroke: int) -> None:
        inner = self.grid.radius - stroke
        self.draw.ellipse(self._box(inner), EDGE)
        rim = RIM if self.size >= ROOMY else 0
        self.draw.ellipse(self._box(inner - rim), (0, 0, 0, 0))

    def dot(self, colour: Colour) -> None:
        self.draw.ellipse(self._box(self.grid.radius * 0.36), (*colour, 255))

    def bars(self, colour: Colour) -> None:
        grid = self.grid
        for left in (-grid.gap / 2 - grid.bar, grid.gap / 2):
            right, bottom = self._at(left + grid.bar, grid.tall / 2)
            corner = self._at(left, -grid.tall / 2)
            self.draw.rectangle([corner, (right - 1, bottom - 1)], (*colour, 255))

    def zed(self, colour: Colour) -> None:
        half = round((self.grid.radius - self.grid.thin) * 0.55)
        thick = max(2, round(self.grid.thin * 0.75))
        top = [(-half, -half), (half, -half), (half, -half + thick)]
        foot = [(-half, half), (-half, half - thick)]
        slant = thick * 1.35
        shape = [*top, (-half + slant, half - thick), (half, half - thick), (half, half), *foot]
        shape += [(half - slant, -half + thick), (-half, -half + thick)]
        self.draw.polygon([self._at(x, y) for x, y in shape], (*colour, 255))

    def person(self) -> None:
        """Somebody stretching: a head between two raised arms."""
        unit = self.grid.radius / 7
        white = (*WHITE, 255)
        self.draw.ellipse(self._box(1.5 * unit, 0, -2.5 * unit), white)
        self._stroke([(-4, -3.6), (-2.6, -0.4), (0, 0.9), (2.6, -0.4), (4, -3.6)], 1.7, unit)
        self._stroke([(0, 0.9), (0, 4.6)], 2.6, unit)

    def _stroke(self, points: list[tuple[float, float]], width: float, unit: float) -> None:
        path = [self._at(x * unit, y * unit) for x, y in points]
        self.draw.line(path, (*WHITE, 255), round(width * unit * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.draw.ellipse(self._box(width * unit / 2, x * unit, y * unit), (*WHITE, 255))
