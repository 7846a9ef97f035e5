"""The ring with its number, the breath inside it, and a bead for each repetition."""

import tkinter as tk

from PIL import Image

from breakd.guide.colours import Colours
from breakd.guide.layout import Fit
from breakd.guide.shapes import beads, ppm, ring
from breakd.guide.sight import Sight


class Dial:
    """Two pictures on the canvas, drawn again only where they change."""

    def __init__(self, canvas: tk.Canvas, colours: Colours) -> None:
        self._canvas = canvas
        self._colours = colours
        self._photos = {name: tk.PhotoImage(master=canvas) for name in ("ring", "beads")}
        self._items = {
            name: canvas.create_image(0, 0, anchor="nw", image=photo)
            for name, photo in self._photos.items()
        }
        self._shown: dict[str, object] = {}

    def show(self, sight: Sight, fit: Fit) -> None:
        """How far it is."""
        if fit.unit < 0.1:
            return
        colours, design = self._colours, fit.design
        size = fit.px(design.ring.width)
        share, breath = round(sight.ring * 720) / 720, round(sight.breath * 90) / 90
        if self._is_new("ring", (size, share, breath)):
            self._put("ring", ring(size, share, breath, colours))
        self._canvas.coords(self._items["ring"], fit.x(design.ring.x), fit.y(design.ring.y))
        box = design.beads
        wide, high = fit.px(box.width), fit.px(box.height)
        if self._is_new("beads", (wide, high, sight.beads, sight.bead)):
            self._put("beads", beads(wide, high, sight.beads, sight.bead, colours, design.centred))
        self._canvas.coords(self._items["beads"], fit.x(box.x), fit.y(box.y))

    def _is_new(self, name: str, facts: object) -> bool:
        if self._shown.get(name) == facts:
            return False
        self._shown[name] = facts
        return True

    def _put(self, name: str, picture: Image.Image) -> None:
        self._photos[name].configure(data=ppm(picture), format="PPM")
