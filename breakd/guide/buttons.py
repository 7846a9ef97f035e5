"""The guide's buttons: round shapes on a canvas, with the key that does the same."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter.font import Font
from typing import Literal

from breakd.guide.colours import Colours
from breakd.guide.shapes import Cap, pill, ppm

Kind = Literal["main", "plain", "quiet", "warm"]

BETWEEN, CAP, IN_CAP = 0.18, 0.5, 0.15  # shares of the height


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
        self._key = canvas.create_text(0, 0, anchor="center", tags=tags)
        self._cap: Cap | None = None
        self._keyed = True
        canvas.tag_bind(self._tag, "<Enter>", lambda _event: self._become("over"))
        canvas.tag_bind(self._tag, "<Leave>", lambda _event: self._become("calm"))
        canvas.tag_bind(self._tag, "<ButtonRelease-1>", lambda _event: spec.act())

    def natural_width(
        self, font: Font, small: Font, height: int, pad: int, *, keyed: bool
    ) -> float:
        """As wide as what is written on it, with `pad` on both sides; `keyed`: with its key."""
        self._keyed = keyed and bool(self.spec.key)
        key = self._cap_width(small, height) + height * BETWEEN if self._keyed else 0
        return font.measure(self._label) + key + 2 * pad

    def place(self, x: int, y: int, width: int, height: int, font: Font, small: Font) -> None:
        """Draw it there, as `natural_width` was asked last."""
        colours, canvas = self._colours, self._canvas
        field, over, ink, cap, key = {
            "main": (
                *(colours.strong, colours.strong_hover, colours.on_strong),
                *(colours.cap_strong, colours.on_strong),
            ),
            "plain": (colours.field, colours.hover, colours.ink, colours.cap, colours.quiet),
            "quiet": (colours.paper, colours.field, colours.quiet, colours.track, colours.quiet),
            "warm": (colours.paper, colours.field, colours.warm, colours.track, colours.quiet),
        }[self.spec.kind]
        self._shapes.clear()
        self._fills = {"calm": field, "over": over}
        self._size = (width, height)
        canvas.coords(self._shape, x, y)
        wide = self._cap_width(small, height) if self._keyed else 0
        gap = round(height * BETWEEN) if self._keyed else 0
        left = x + (width - font.measure(self._label) - gap - wide) / 2
        middle = y + height / 2
        canvas.coords(self._text, left, middle)
        canvas.itemconfigure(self._text, text=self._label, font=font, fill=ink)
        start = round(left + font.measure(self._label) + gap)
        canvas.coords(self._key, start + wide / 2, middle)
        canvas.itemconfigure(self._key, text=self.spec.key if wide else "", font=small, fill=key)
        self._cap = Cap(start - x, wide, round(height * CAP), cap) if wide else None
        self._draw()

    def _cap_width(self, small: Font, height: int) -> int:
        return round(max(small.measure(self.spec.key) + 2 * height * IN_CAP, height * CAP))

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
            paper, fill, cap = self._colours.paper, self._fills[self._state], self._cap
            picture = pill((width, height), fill, paper, rim, cap)
            self._shapes[name] = tk.PhotoImage(master=self._canvas, data=ppm(picture), format="PPM")
        self._canvas.itemconfigure(self._shape, image=self._shapes[name])
