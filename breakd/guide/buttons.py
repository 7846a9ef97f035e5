"""The guide's buttons: round shapes on a canvas, with the key that does the same."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter.font import Font
from typing import Literal

from breakd.guide.colours import Colours
from breakd.guide.shapes import pill, ppm

Kind = Literal["main", "plain", "quiet"]


@dataclass(frozen=True, slots=True)
class Spec:
    """One button: what it says, the key that is shown beside it, and what it does.  `row` is
    the row of a design with two; `gap` is space before it in addition; `name` is for those who
    change its label."""

    label: str
    key: str
    act: Callable[[], None]
    kind: Kind = "plain"
    row: int = 0
    gap: bool = False
    name: str = ""


class Button:
    """A drawn button.  `place` again after every change of size."""

    def __init__(self, canvas: tk.Canvas, spec: Spec, colours: Colours) -> None:
        self.spec = spec
        self._canvas = canvas
        self._colours = colours
        self._label = spec.label
        self._shapes: dict[str, tk.PhotoImage] = {}
        self._fills = {"calm": "", "over": ""}
        self._size = (0, 0)
        self._state = "calm"
        self._focused = False
        self._tag = f"button{id(self)}"
        tags = (self._tag,)
        self._shape = canvas.create_image(0, 0, anchor="nw", tags=tags)
        self._text = canvas.create_text(0, 0, anchor="w", tags=tags)
        self._key = canvas.create_text(0, 0, anchor="w", tags=tags)
        canvas.tag_bind(self._tag, "<Enter>", lambda _event: self._become("over"))
        canvas.tag_bind(self._tag, "<Leave>", lambda _event: self._become("calm"))
        canvas.tag_bind(self._tag, "<ButtonRelease-1>", lambda _event: spec.act())

    def natural_width(self, font: Font, small: Font, pad: float) -> float:
        """As wide as what is written on it."""
        key = small.measure(self.spec.key) + pad * 0.6 if self.spec.key else 0
        return font.measure(self._label) + key + 2 * pad

    def place(self, x: int, y: int, width: int, height: int, font: Font, small: Font) -> None:
        """Draw it there."""
        colours, canvas = self._colours, self._canvas
        field, over, ink, key = {
            "main": (colours.strong, colours.strong_hover, colours.on_strong, colours.on_strong),
            "plain": (colours.field, colours.hover, colours.ink, colours.quiet),
            "quiet": (colours.paper, colours.field, colours.quiet, colours.quiet),
        }[self.spec.kind]
        self._shapes.clear()
        self._fills = {"calm": field, "over": over}
        self._size = (width, height)
        canvas.coords(self._shape, x, y)
        gap = round(height * 0.24) if self.spec.key else 0
        written = font.measure(self._label) + (small.measure(self.spec.key) + gap if gap else 0)
        left = x + (width - written) / 2
        middle = y + height / 2
        canvas.coords(self._text, left, middle)
        canvas.itemconfigure(self._text, text=self._label, font=font, fill=ink)
        canvas.coords(self._key, left + font.measure(self._label) + gap, middle + 1)
        canvas.itemconfigure(self._key, text=self.spec.key, font=small, fill=key)
        self._draw()

    def focus(self, *, on: bool) -> None:
        """Show that Return would press it, or no longer."""
        self._focused = on
        self._draw()

    def say(self, label: str) -> None:
        """Another label; place it again."""
        self._label = label

    def _become(self, state: str) -> None:
        self._state = state
        self._canvas.configure(cursor="hand2" if state == "over" else "")
        self._draw()

    def _draw(self) -> None:
        width, height = self._size
        if not width:
            return
        name = self._state + ("+" if self._focused else "")
        if name not in self._shapes:
            rim = self._colours.ink if self._focused else ""
            paper, fill = self._colours.paper, self._fills[self._state]
            picture = pill(width, height, height * 0.32, fill, paper, rim)
            self._shapes[name] = tk.PhotoImage(master=self._canvas, data=ppm(picture), format="PPM")
        self._canvas.itemconfigure(self._shape, image=self._shapes[name])
