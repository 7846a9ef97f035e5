"""What lies on the other screens while the guide fills one: nothing to look at."""

import tkinter as tk
from collections.abc import Iterable

from breakd.guide.screens import Screen


class Covers:
    """Plain windows; they go when their `root` goes."""

    def __init__(self, root: tk.Tk, paper: str) -> None:
        self._root = root
        self._paper = paper

    def cover(self, others: Iterable[Screen]) -> None:
        """Fill these screens.  A compositor that places windows itself may put them elsewhere."""
        for screen in others:
            window = tk.Toplevel(self._root, background=self._paper, class_="breakd")
            window.geometry(f"{screen.width}x{screen.height}+{screen.x}+{screen.y}")
            window.attributes("-fullscreen", True)
