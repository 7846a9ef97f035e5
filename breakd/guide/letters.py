"""The guide's type: one font for each kind of text, as large as what has to be shown allows."""

import tkinter as tk
from collections.abc import Iterable, Mapping
from tkinter.font import Font, nametofont

LEAST_PX = 9  # nobody reads smaller type


class Letters:
    """The fonts by name; `bold` says which of them are."""

    def __init__(self, canvas: tk.Canvas, bold: Mapping[str, bool]) -> None:
        self._canvas = canvas
        family = nametofont("TkDefaultFont", root=canvas).actual("family")
        self.fonts = {
            name: Font(canvas, family=family, weight="bold" if heavy else "normal")
            for name, heavy in bold.items()
        }

    def __getitem__(self, name: str) -> Font:
        return self.fonts[name]

    def set(self, name: str, pixels: float) -> None:
        """As large as that, at least as large as can be read."""
        self.fonts[name].configure(size=-max(round(pixels), LEAST_PX))

    def fit(
        self, name: str, pixels: int, texts: Iterable[str], width: int, height: int, least: float
    ) -> None:
        """The largest size up to `pixels` in which each of the texts, in lines of `width`, is no
        higher than `height` and breaks no word; but never below the share `least` of it."""
        font, smallest = self.fonts[name], max(round(pixels * least), LEAST_PX)
        probe = self._canvas.create_text(-9999, -9999, anchor="nw", width=width, font=font)
        size = max(pixels, smallest)
        font.configure(size=-size)
        for text in sorted(set(texts), key=len, reverse=True):
            while size > smallest and not self._fits(probe, font, text, width, height):
                size -= 1
                font.configure(size=-size)
        self._canvas.delete(probe)

    def _fits(self, probe: int, font: Font, text: str, width: int, height: int) -> bool:
        self._canvas.itemconfigure(probe, text=text)
        _, top, _, bottom = self._canvas.bbox(probe)
        longest = max(text.split(), key=len, default="")
        return bottom - top <= height and font.measure(longest) <= width
