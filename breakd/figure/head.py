"""The head: hair, face, and what makes it friendly."""

from collections.abc import Sequence

from breakd.figure.camera import Camera
from breakd.figure.geometry import Frame, Vec, scaled, unit
from breakd.figure.hull import FREE, Blob
from breakd.figure.shapes import Part, Patch, Shape, Solid, Stroke, solid
from breakd.figure.skeleton import SIGN, Side
from breakd.figure.surface import Place, Surface, direction, directions, smooth
from breakd.figure.themes import WHITE, Colour, Palette, mixed

# Centimetres in the frame of the head, whose origin lies between the ears' lobes.
SKULL, SKULL_RADII = (0.0, 11.6, 0.4), (10.3, 11.2, 11.3)
HAIR, HAIR_RADII = (0.0, 12.1, -0.2), (10.9, 11.7, 11.7)
TOP, CHIN, MIDDLE = (0.0, 23.8, -0.5), (0.0, -3.2, 7.5), (0.0, 10.5, 0.5)
BUN, BUN_RADIUS = (0.0, 22.4, -7.6), 5.4

# Where the face ends on the hair, from the parting round; beyond the ears it runs on to the nape.
_LOWER: tuple[Place, ...] = (
    (-84, -4), (-100, -16), (-106, -40), (-110, -66), (-60, -82), (0, -86), (60, -82), (110, -66),
    (106, -40), (100, -16), (84, -4),
)  # fmt: skip
_HAIRLINE = {
    "bun": ((72, 10), (62, 30), (42, 43), (16, 51), (-14, 47), (-46, 39), (-64, 26), (-73, 10)),
    "short": ((74, 8), (64, 25), (52, 33), (28, 45), (16, 43), (-18, 31), (-50, 27), (-66, 21),
              (-74, 8)),
}  # fmt: skip
_FACE = {cut: directions(smooth([*_LOWER, *line])) for cut, line in _HAIRLINE.items()}
_HANGS_FROM, _HANGS = 0.5, 110.0  # seen from above, the hair falls over the forehead: degrees
_AHEAD = direction((0, -20))
_GLOSS = directions([(turn, 62 - abs(turn + 42) * 0.12) for turn in range(-78, -5, 8)])
# Of the mouth, its half width, how low it hangs, and how far it goes round the jaw.
_MOUTH = [(x * 0.48, 3.2 + 0.027 * x * x, 11.0 - 0.04 * x * x) for x in range(-7, 8)]
_BROW = ((14.5, 17.0), (20.5, 19.0), (27.5, 18.9), (35, 16.0))


def head(frame: Frame, camera: Camera, colours: Palette) -> Part:
    """Without the jaw where that is on the far side of the neck."""
    shapes = _Head(frame, camera, colours).shapes()
    return Part("head", camera.depth(frame.at(MIDDLE)) + 6, shapes, "head")


def far_jaw(frame: Frame, camera: Camera, colours: Palette) -> Part | None:
    """The jaw of somebody seen from behind; the neck stands before it."""
    painter = _Head(frame, camera, colours)
    return None if painter.jaw_is_near else Part("jaw", 0.0, [painter.skull()], "head")


class _Head:
    def __init__(self, frame: Frame, camera: Camera, colours: Palette) -> None:
        self._frame, self._camera, self._colours = frame, camera, colours
        self._face = Surface(camera, frame, SKULL, SKULL_RADII)
        self._hair = Surface(camera, frame, HAIR, HAIR_RADII)
        self._ahead = camera.facing(frame.z)
        self._above = camera.facing(frame.y)
        # Seen from above, level brows would frown.
        self._bowed = 0.42 * max(0.0, self._above - 0.1)

    def shapes(self) -> list[Shape]:
        bun = self._bun()
        bun_before = bun and self._camera.facing(unit(self._frame.vec((0, 0.5, -1)))) > 0.05
        ears = {side: self._ear(side) for side in SIGN}
        near = {
            side: self._camera.facing(unit(self._frame.vec((SIGN[side], 0, -0.2)))) for side in SIGN
        }
        out: list[Shape] = [] if bun_before else [*bun]
        for side in SIGN:
            if near[side] < 0.2:
                out += ears[side]
        jaw = self._jaw()
        if self.jaw_is_near:
            out.append(self.skull())
        if self._ahead > -0.5 and self._above < 0.8:
            out += self._nose_outline()
        out.append(self._hair_mass())
        if self._ahead > -0.5:
            out += self._front(jaw)
        out += self._gloss()
        for side in SIGN:
            if near[side] >= 0.2:
                out += ears[side]
        return [*out, *bun] if bun_before else out

    @property
    def jaw_is_near(self) -> bool:
        return self._ahead > -0.25

    def skull(self) -> Solid:
        return solid([self._blob(SKULL, SKULL_RADII), *self._jaw()], self._colours.skin)

    # ---------------------------------------------------------------- masses

    def _blob(
        self, place: tuple[float, float, float], radii: tuple[float, float, float], tie: int = FREE
    ) -> Blob:
        return self._camera.in_frame(self._frame, place, *radii, tie)

    def _ball(self, place: tuple[float, float, float], radius: float) -> Blob:
        return self._camera.ball(self._frame.at(place), radius)

    def _jaw(self) -> list[Blob]:
        return [
            self._blob((0, 6.6, 3.6), (8.9, 6.8, 7.0)),
            self._ball((0, 1.5, 6.6), 4.3),
            self._ball((5.3, 3.6, 1.6), 3.4),
            self._ball((-5.3, 3.6, 1.6), 3.4),
        ]

    def _hair_mass(self) -> Solid:
        nape = self._blob((0, 7.2, -4.4), (7.8, 5.6, 6.4))
        blobs = [self._blob(HAIR, HAIR_RADII), nape]
        if self._colours.cut == "short":
            blobs.append(self._blob((1.2, 18.2, 3.0), (8.8, 6.6, 7.8)))
        return solid(blobs, self._colours.hair, 1.0)

    def _bun(self) -> list[Shape]:
        if self._colours.cut != "bun":
            return []
        return [solid([self._ball(BUN, BUN_RADIUS)], self._colours.hair, 1.1)]

    def _ear(self, side: Side) -> list[Shape]:
        frame, sign = self._frame, SIGN[side]
        across, along = frame.vec((sign * 1.2, 0, -0.7)), frame.vec((0, 0.25, 1.7))

        def shell(size: float, out: float) -> Blob:
            return self._camera.ellipsoid(
                frame.at((sign * (9.9 + out), 7.6, -0.6)),
                scaled(across, size),
                scaled(frame.vec((0, 2.8, -0.5)), size),
                scaled(along, size),
            )

        inner = mixed(self._colours.skin, self._colours.blush, 0.55)
        return [
            solid([shell(1.0, 0.0)], self._colours.skin),
            solid([shell(0.52, 0.5)], inner, contour=0.0),
        ]

    # ---------------------------------------------------------------- face

    def _nose(self) -> list[Blob]:
        return [self._ball((0, 9.4, 11.0), 0.8), self._ball((0, 6.3, 12.4), 1.45)]

    def _nose_outline(self) -> list[Shape]:
        return [solid(self._nose(), self._colours.skin, apart=True)] if self._ahead < 0.8 else []

    def _front(self, jaw: list[Blob]) -> list[Shape]:
        """Everything that is drawn on the face, over the hair."""
        colours = self._colours
        patch = self._hair.patch(self._outline(), _AHEAD)
        out: list[Shape] = []
        above = self._above
        if above < -0.25 and self._ahead > 0.1:  # the throat hides the hair of the nape
            jaw = [*jaw, self._blob((0, 4.6, -1.5), (8.2, 6.4, 8.0))]
        if self.jaw_is_near and above < 0.8 and (above < 0.55 or self._ahead > -0.1):
            out.append(solid(jaw[1:] if above > 0.55 else jaw, colours.skin, contour=0.0))
        if patch:
            out.append(Patch(patch, colours.skin))
        out += self._cheeks()
        for side in SIGN:
            out += self._eye(SIGN[side])
        out += self._nose_drawn()
        return [*out, *self._mouth()]

    def _outline(self) -> Sequence[Vec]:
        """Of the face: the hair of a bowed head falls forward, or its brow would look empty."""
        cut, low = self._colours.cut, _HANGS * (self._above - _HANGS_FROM)
        if low <= 0.0:
            return _FACE[cut]
        return directions(smooth([*_LOWER, *((turn, rise - low) for turn, rise in _HAIRLINE[cut])]))

    def _mouth(self) -> list[Shape]:
        frame, camera = self._frame, self._camera
        seen = [
            camera.point(frame.at(place))
            for place in _MOUTH
            if camera.facing(frame.vec((place[0] * 0.24, -0.12, 1))) > 0.3
        ]
        if len(seen) < 3:
            return []
        return [Stroke(seen, self._colours.mouth, 0.78 * camera.scale)]

    def _cheeks(self) -> list[Shape]:
        spots = (self._face.spot((sign * 38, -24), 10.5, 6.8) for sign in (1, -1))
        return [Patch(spot, self._colours.blush) for spot in spots if spot]

    def _eye(self, sign: int) -> list[Shape]:
        surface, colours, scale = self._face, self._colours, self._camera.scale
        out: list[Shape] = []
        oval = surface.spot((sign * 25, -6), 6.2, 8.8)
        if oval:
            out.append(Patch(oval, colours.eye))
            glint = surface.spot((sign * 25 - 2.2, -2.4), 1.9, 2.3)
            if glint and surface.nearness(direction((sign * 25, -6))) > 0.45:
                out.append(Patch(glint, WHITE))
        brow = surface.curve(
            [direction((sign * turn, rise + self._bowed * (25 - turn))) for turn, rise in _BROW]
        )
        if brow and oval:
            tint = mixed(colours.hair, colours.skin, 0.12)
            out.append(Stroke(brow, tint, 0.85 * scale, taper=True))
        return out

    def _nose_drawn(self) -> list[Shape]:
        """From before a soft spot; from the side it stands out of the face."""
        colours = self._colours
        if self._ahead < 0.0 or self._above > 0.8:
            return []  # what stands out of the face was painted before the hair
        if self._ahead < 0.8:
            return [solid(self._nose(), colours.skin, contour=0.0)]
        spot = [self._blob((0, 7.0, 12.0), (1.45, 0.9, 0.8))]
        tint = mixed(colours.skin, colours.blush, 0.75)
        return [solid(spot, tint, contour=0.0)]

    def _gloss(self) -> list[Shape]:
        shine: Colour = mixed(self._colours.hair, WHITE, 0.22)
        curve = self._hair.curve(_GLOSS, 0.25)
        if not curve or self._bowed > 0.15:
            return []
        return [Stroke(curve, shine, 0.9 * self._camera.scale, taper=True)]
