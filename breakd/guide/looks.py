"""Who shows a stretch, and in which colours: the same in the notification and in the guide."""

import zlib
from collections.abc import Callable

from breakd.figure.themes import LOOKS, Style


def style_for(stretch: str, look: str, theme: str, *, is_dark: Callable[[], bool]) -> Style:
    """As the user has chosen (`figure.look`, `figure.theme`).  For "alternate", each stretch has
    a person of its own, so that a picture drawn once is of use again; for "auto", `is_dark` tells
    about the desktop."""
    dark = is_dark() if theme == "auto" else theme == "dark"
    return Style("dark" if dark else "light", look_for(look, stretch))


def look_for(chosen: str, stretch: str) -> str:
    """A name of `LOOKS`."""
    if chosen in LOOKS:
        return chosen
    return list(LOOKS)[zlib.crc32(stretch.encode()) % len(LOOKS)]
