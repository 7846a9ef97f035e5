"""One picture of a drawing at one moment."""

import math
from functools import lru_cache
from itertools import groupby

from PIL import Image, ImageDraw

from breakd.figure.arrows import Ribbon, draw_ribbon, ribbons
from breakd.figure.body import body
from breakd.figure.camera import Camera
from breakd.figure.drawing import Drawing, View
from breakd.figure.glow import shine
from breakd.figure.head import far_jaw, head
from breakd.figure.muscles import lights
from breakd.figure.paint import Painter
from breakd.figure.props import BEHIND, things
from breakd.figure.shadows import cast
from breakd.figure.shapes import Part
from breakd.figure.skeleton import Skeleton
from breakd.figure.solve import solve
from breakd.figure.themes import Palette, Style, palette
from breakd.figure.timeline import Moment, Timeline

__all__ = ["Style", "picture"]

FINE = 3  # painted this much larger, then averaged down
DISC = 0.462  # radius of the backdrop, as a share of the picture
INSET = 0.37  # width of the second view
LINE, LEAST_LINE = 0.0046, 0.95  # contours: share of the picture, and pixels at least
GHOST = 0.3


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

    `still` is for a picture that stands alone: the arrow that led to the moment stays.  RGB on the
    theme's card colour, or with `cutout` RGBA with only disc and figure.  KeyError for a look that
    does not exist.
    """
    timeline = _timeline(drawing, still)
    scene = _Scene(drawing, timeline, timeline.at(t), size * FINE, palette(style), still)
    image = scene.painted()
    if cutout:
        image.putalpha(scene.mask())
    return image.reduce(FINE)


@lru_cache(maxsize=8)
def _timeline(drawing: Drawing, still: bool) -> Timeline:
    return Timeline(drawing, still=still)


class _Scene:
    """Everything on the way to one picture, `pixels` wide."""

    def __init__(
        self,
        drawing: Drawing,
        timeline: Timeline,
        moment: Moment,
        pixels: int,
        colours: Palette,
        still: bool,
        view: View | None = None,
        line: float = 0.0,
    ) -> None:
        self._drawing, self._timeline, self._moment = drawing, timeline, moment
        self._pixels, self._colours, self._still = pixels, colours, still
        self._view = view or drawing.view
        self._inset = None if view else drawing.inset
        self._camera = Camera(self._view, pixels)
        self._line = line or max(pixels * LINE, LEAST_LINE * FINE)
        self._body = solve(moment.a, moment.b, moment.share)
        self._parts = self._ordered()
        self._ribbons: list[Ribbon] = []
        if not view:
            self._ribbons = ribbons(drawing, moment, pixels, still=still)

    # ---------------------------------------------------------------- the picture

    def painted(self) -> Image.Image:
        image = Image.new("RGB", (self._pixels, self._pixels), self._colours.card)
        draw = ImageDraw.Draw(image)
        draw.ellipse(self._disc(), fill=self._colours.disc)
        if self._is_main:
            self._ghost(image)
        self._paint(image)
        self._shine(image)
        if self._view.clip and self._is_main:
            draw.polygon(self._below(), fill=self._colours.card)
        if self._inset is not None:
            self._small_view(image)
        for ribbon in self._ribbons:
            draw_ribbon(draw, ribbon, self._colours.card, self._colours.arrow, self._pixels / 100)
        return image

    def _paint(self, image: Image.Image) -> None:
        """What is behind the figure, its shadow on that, and all the rest."""
        behind = sum(part.depth < BEHIND + 50 for part in self._parts)
        self._paint_run(image, self._parts[:behind])
        cast(image, self._body, self._camera, self._colours)
        self._paint_run(image, self._parts[behind:])

    def _paint_run(self, image: Image.Image, parts: list[Part]) -> None:
        for backdrop, group in groupby(parts, key=lambda part: part.backdrop):
            target = image.copy() if backdrop else image
            painter = Painter(target, self._camera.scale, self._line, self._colours)
            painter.paint(list(group))
            if backdrop:
                image.paste(target, (0, 0), self._disc_mask())

    def _disc_mask(self) -> Image.Image:
        mask = Image.new("L", (self._pixels, self._pixels))
        ImageDraw.Draw(mask).ellipse(self._disc(), fill=255)
        return mask

    def mask(self) -> Image.Image:
        """White where disc, figure, things and arrows are."""
        mask = self._disc_mask()
        draw = ImageDraw.Draw(mask)
        for part in self._parts:
            for shape in [] if part.backdrop else part.solids():
                draw.polygon(shape.hull.grown(self._line), fill=255)
        if self._view.clip:
            draw.polygon(self._below(), fill=0)
        for ribbon in self._ribbons:
            draw_ribbon(draw, ribbon, 255, 255, self._pixels / 100)
        return mask

    # ---------------------------------------------------------------- what is in it

    def _ordered(self) -> list[Part]:
        parts = figure(self._body, self._camera, self._colours, "mat" in self._drawing.scene)
        if self._is_main:
            parts += _things(self._drawing, self._pixels, self._colours)
        return sorted(parts, key=lambda part: part.depth)

    def _ghost(self, image: Image.Image) -> None:
        """The start of a small movement stays behind as a pale copy."""
        strength = GHOST * self._moment.lit
        if not self._drawing.ghost or strength < 0.02:
            return
        start = solve(self._timeline.pose(0, self._moment.side))
        mask = Image.new("L", image.size)
        draw = ImageDraw.Draw(mask)
        for part in figure(start, self._camera, self._colours, False):
            if _kind(part.name) in self._drawing.ghost:
                for shape in part.solids():
                    draw.polygon(shape.hull.grown(self._line), fill=round(255 * strength))
        image.paste(self._colours.ghost, (0, 0), mask)

    def _shine(self, image: Image.Image) -> None:
        moment, scale = self._moment, self._camera.scale
        for light in lights(self._drawing.glow, moment.side < 0, self._body, self._camera):
            shine(image, self._parts, light, moment.lit, scale, self._colours)

    def _small_view(self, image: Image.Image) -> None:
        assert self._inset is not None
        wide = round(self._pixels * INSET)
        edge = round(self._pixels * 0.02)
        left = edge if self._inset.left else self._pixels - wide - edge
        top = self._pixels - wide - edge
        scene = _Scene(
            self._drawing,
            self._timeline,
            self._moment,
            wide,
            self._colours,
            self._still,
            self._inset.view,
            self._line,
        )
        mask = Image.new("L", (wide, wide))
        ImageDraw.Draw(mask).ellipse((0, 0, wide - 1, wide - 1), fill=255)
        rim = round(self._pixels * 0.009)
        ImageDraw.Draw(image).ellipse(
            (left - rim, top - rim, left + wide + rim, top + wide + rim), fill=self._colours.card
        )
        image.paste(scene.painted(), (left, top), mask)

    # ---------------------------------------------------------------- the backdrop

    def _disc(self) -> tuple[float, float, float, float]:
        middle, radius = self._pixels / 2, self._pixels * (DISC if self._is_main else 1.0)
        return (middle - radius, middle - radius, middle + radius, middle + radius)

    @property
    def _is_main(self) -> bool:
        return self._view is self._drawing.view

    def _below(self) -> list[tuple[float, float]]:
        """What lies outside the lower half of the disc."""
        pixels, middle, radius = self._pixels, self._pixels / 2, self._pixels * DISC
        angles = (math.pi * i / 72 for i in range(73))
        arc = [(middle - radius * math.cos(a), middle + radius * math.sin(a)) for a in angles]
        return [(0, middle), *arc, (pixels, middle), (pixels, pixels), (0, pixels)]


@lru_cache(maxsize=8)  # they stand still
def _things(drawing: Drawing, pixels: int, colours: Palette) -> tuple[Part, ...]:
    key = solve(drawing.keys[drawing.icon].pose)
    return tuple(things(drawing.scene, key, Camera(drawing.view, pixels), colours))


def figure(skeleton: Skeleton, camera: Camera, colours: Palette, barefoot: bool) -> list[Part]:
    """All parts of the body, in no order."""
    parts = body(skeleton, camera, colours, barefoot=barefoot)
    top = head(skeleton.head, camera, colours)
    neck = next(part for part in parts if part.name == "neck")
    neck.depth = min(neck.depth, top.depth - 0.1)  # the chin covers it, or the hair
    jaw = far_jaw(skeleton.head, camera, colours)
    if jaw is None:
        return [*parts, top]
    jaw.depth = neck.depth - 0.1
    return [*parts, top, jaw]


_KINDS = {"fore": "arm", "thigh": "leg", "shin": "leg", "foot": "leg", "pelvis": "torso"}


def _kind(name: str) -> str:
    """Of a part's name, the word that pose files use for it."""
    stem = name.split("_")[0]
    return _KINDS.get(stem, stem)
