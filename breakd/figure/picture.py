"""One picture of a drawing at one moment."""

from dataclasses import dataclass, replace
from functools import lru_cache

from PIL import Image, ImageDraw

from breakd.figure import backdrop
from breakd.figure.arrows import Ribbon, draw_ribbon, ribbons
from breakd.figure.camera import Camera
from breakd.figure.drawing import Drawing, Inset
from breakd.figure.framing import main_camera, second_view
from breakd.figure.geometry import dot
from breakd.figure.glow import shine
from breakd.figure.muscles import lights
from breakd.figure.paint import Painter
from breakd.figure.person import kind, person
from breakd.figure.props import in_hands
from breakd.figure.shadows import cast, on_wall
from breakd.figure.shapes import Part
from breakd.figure.skeleton import Skeleton
from breakd.figure.solve import solve
from breakd.figure.themes import Palette, Style, palette
from breakd.figure.timeline import Moment, Timeline
from breakd.figure.walls import wall_place

__all__ = ["Style", "picture"]

FINE = 3  # painted this much larger, then averaged down
LINE, LEAST_LINE = 0.0046, 0.95  # contours: share of the picture, and pixels at least
INSET, INSET_EDGE, INSET_RIM = 0.37, 0.02, 0.009  # of the second view, as shares of the picture
BEHIND_HER = (0.0, 0.0, -1.0)
GHOST = 0.3  # how strong the pale copy of the start is


def picture(
    drawing: Drawing,
    t: float,
    size: int,
    style: Style,
    *,
    still: bool = False,
    cutout: bool = False,
) -> Image.Image:
    """The drawing `t` seconds after its beginning, `size` pixels wide and high.

    `still` is for a picture that stands alone: the arrow that led to the moment stays, and the
    muscle glows.  RGB on the theme's card colour, or with `cutout` RGBA with only disc and
    figure.  KeyError for a look that does not exist.
    """
    moment = _timeline(drawing, still).at(t)
    scene = _Scene(drawing, moment, size * FINE, palette(style), still)
    image = scene.painted()
    if cutout:
        image.putalpha(scene.mask())
    return image.reduce(FINE)


@lru_cache(maxsize=8)
def _timeline(drawing: Drawing, still: bool) -> Timeline:
    return Timeline(drawing, still=still)


def _layered(body: Skeleton, way: float) -> Skeleton:
    """With hands that lie before the body from one side behind it from the other (`way` -1)."""
    arms = {side: replace(arm, layer=arm.layer * way) for side, arm in body.arms.items()}
    return replace(body, arms=arms)


@dataclass(frozen=True, slots=True)
class _Circle:
    """Where the second view stands: its left and upper edge and its width, in pixels."""

    left: int
    top: int
    wide: int

    def box(self, more: int = 0) -> tuple[int, int, int, int]:
        right, bottom = self.left + self.wide, self.top + self.wide
        return (self.left - more, self.top - more, right + more, bottom + more)


class _Scene:
    """Everything on the way to one picture, `pixels` wide."""

    def __init__(
        self, drawing: Drawing, moment: Moment, pixels: int, colours: Palette, still: bool
    ) -> None:
        self._drawing, self._moment = drawing, moment
        self._pixels, self._colours = pixels, colours
        self._line = max(pixels * LINE, LEAST_LINE * FINE)
        self._camera = main_camera(drawing, moment.side, pixels)
        self._still = still
        self._barefoot = "mat" in drawing.scene
        self._body = solve(moment.a, moment.b, moment.share)
        self._scenery = backdrop.scenery(drawing, moment.side, pixels, colours)
        key = solve(drawing.keys[drawing.icon].pose)
        self._at_wall = "wall" in drawing.scene and wall_place(key)[1] == BEHIND_HER
        held = in_hands(drawing.scene, key, self._body, self._camera, colours)
        self._parts = sorted(
            [*self._person(self._body, self._camera), *held, *backdrop.nearer(self._scenery)],
            key=lambda part: part.depth,
        )
        self._ribbons: list[Ribbon] = ribbons(drawing, moment, pixels, still=still)

    def painted(self) -> Image.Image:
        drawing, colours, side = self._drawing, self._colours, self._moment.side
        still = backdrop.background(drawing, side, self._pixels, self._line, colours)
        image = still.copy()
        self._ghost(image)
        if self._at_wall:
            on_wall(image, self._upper_body(), self._camera, colours)
        cast(image, self._body, self._camera, colours)
        backdrop.paint(image, self._parts, self._camera.scale, self._line, colours)
        self._shine(image, self._parts, self._camera)
        draw = ImageDraw.Draw(image)
        if drawing.view.clip:
            draw.polygon(backdrop.below(self._pixels), fill=colours.card)
        if drawing.inset is not None:
            self._second_view(image, drawing.inset)
        for ribbon in self._ribbons:
            draw_ribbon(draw, ribbon, colours.card, colours.arrow, self._pixels / 100)
        return image

    def _upper_body(self) -> list[Part]:
        return [part for part in self._parts if part.body and kind(part.name) not in ("leg", "jaw")]

    def mask(self) -> Image.Image:
        """White where disc, figure, things and arrows are."""
        mask = backdrop.disc_mask(self._pixels).copy()
        draw = ImageDraw.Draw(mask)
        for part in [*backdrop.farther(self._scenery), *self._parts]:
            for shape in [] if part.backdrop else part.solids():
                draw.polygon(shape.hull.grown(self._line), fill=255)
        if self._drawing.view.clip:
            draw.polygon(backdrop.below(self._pixels), fill=0)
        if self._drawing.inset is not None:
            circle = self._circle(self._drawing.inset)
            draw.ellipse(circle.box(round(self._pixels * INSET_RIM)), fill=255)
        for ribbon in self._ribbons:
            draw_ribbon(draw, ribbon, 255, 255, self._pixels / 100)
        return mask

    def _person(self, body: Skeleton, camera: Camera) -> list[Part]:
        return person(body, camera, self._colours, barefoot=self._barefoot)

    def _ghost(self, image: Image.Image) -> None:
        """The start of a small movement stays behind as a pale copy."""
        strength = GHOST * self._moment.lit
        if not self._drawing.ghost or strength < 0.02:
            return
        first = self._drawing.keys[0].pose
        start = solve(first if self._moment.side > 0 else first.mirrored())
        mask = Image.new("L", image.size)
        draw = ImageDraw.Draw(mask)
        for part in self._person(start, self._camera):
            if kind(part.name) in self._drawing.ghost:
                for shape in part.solids():
                    draw.polygon(shape.hull.grown(self._line), fill=round(255 * strength))
        box = mask.getbbox()
        if box is not None:
            image.paste(self._colours.ghost, box, mask.crop(box))

    def _shine(self, image: Image.Image, parts: list[Part], camera: Camera) -> None:
        moment, strength = self._moment, 1.0 if self._still else self._moment.lit
        for light in lights(self._drawing.glow, moment.side < 0, self._body, camera):
            shine(image, parts, light, strength, camera.scale, self._colours)

    def _circle(self, inset: Inset) -> _Circle:
        wide, edge = round(self._pixels * INSET), round(self._pixels * INSET_EDGE)
        far = self._pixels - wide - edge
        return _Circle(edge if inset.left else far, far, wide)

    def _second_view(self, image: Image.Image, inset: Inset) -> None:
        """The figure alone, from another side, in a small circle."""
        circle, colours = self._circle(inset), self._colours
        camera = Camera(second_view(self._drawing, inset, self._moment.side), circle.wide)
        parts = self._person(
            _layered(self._body, dot(camera.towards, self._camera.towards)), camera
        )
        small = Image.new("RGB", (circle.wide, circle.wide), colours.disc)
        Painter(small, camera.scale, self._line, colours).paint(parts)
        self._shine(small, parts, camera)
        mask = Image.new("L", small.size)
        ImageDraw.Draw(mask).ellipse((0, 0, circle.wide - 1, circle.wide - 1), fill=255)
        rim = circle.box(round(self._pixels * INSET_RIM))
        ImageDraw.Draw(image).ellipse(rim, fill=colours.card)
        image.paste(small, (circle.left, circle.top), mask)
