"""Colours: two themes, and several people."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Theme = Literal["light", "dark"]
Hair = Literal["bun", "short"]
Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)


def colour(code: str) -> Colour:
    """Of "#RRGGBB"."""
    return (int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    """`share` (0 to 1) of the way from `a` to `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture looks: its theme and who is drawn (a name of `LOOKS`)."""

    theme: Theme = "light"
    look: str = "teal"


@dataclass(frozen=True, slots=True)
class Look:
    """One person.  Shirts are cool or pale: the glow of a muscle is warm."""

    skin: str
    hair: str
    shirt: str
    trousers: str
    cut: Hair


LOOKS = {
    "teal": Look("#F6C7A8", "#513A36", "#37A8A2", "#4A5788", "bun"),
    "blue": Look("#C98F63", "#3A302E", "#5D86DB", "#414B66", "short"),
    "violet": Look("#8E5E41", "#3B2D31", "#8C78D6", "#3F4C74", "bun"),
    "sage": Look("#F8D6BC", "#B27A3C", "#6DA97C", "#4F5B7C", "short"),
    "sand": Look("#E9B78E", "#8B8A92", "#EBE4D6", "#56799A", "bun"),
}


@dataclass(frozen=True, slots=True)
class Palette:
    """Everything a picture is painted with; `ink` tints all contours, `dusk` all shade."""

    card: Colour
    disc: Colour
    floor: Colour
    ink: Colour
    dusk: Colour
    skin: Colour
    blush: Colour
    hair: Colour
    eye: Colour
    mouth: Colour
    shirt: Colour
    trousers: Colour
    shoe: Colour
    sole: Colour
    seat: Colour
    metal: Colour
    wood: Colour
    plaster: Colour
    mat: Colour
    foam: Colour
    halo: Colour
    core: Colour
    fire: Colour
    arrow: Colour
    ghost: Colour
    cut: Hair

    def line(self, fill: Colour) -> Colour:
        """Of a contour round this colour."""
        return mixed(fill, self.ink, 0.62)

    def shade(self, fill: Colour) -> Colour:
        return mixed(fill, self.dusk, 0.15)


@lru_cache(maxsize=16)
def palette(style: Style) -> Palette:
    """The colours of a style; KeyError for a look that does not exist."""
    look = LOOKS[style.look]
    skin, hair, shirt, trousers = map(colour, (look.skin, look.hair, look.shirt, look.trousers))
    dark = style.theme == "dark"
    if dark:  # what is dark itself has to stand out from a dark backdrop
        hair = mixed(hair, colour("#B08A78"), 0.38)
        trousers = mixed(trousers, colour("#A9BCEB"), 0.42)
        skin, shirt = mixed(skin, colour("#5A3A3A"), 0.05), mixed(shirt, colour("#1C2433"), 0.06)
    named = _DARK if dark else _LIGHT
    return Palette(
        skin=skin,
        blush=mixed(skin, colour("#E4574B"), 0.34),
        hair=hair,
        eye=colour("#2D2328"),
        mouth=mixed(skin, colour("#7E2533"), 0.78),
        shirt=shirt,
        trousers=trousers,
        cut=look.cut,
        **{name: colour(code) for name, code in named.items()},
    )


_LIGHT = {
    "card": "#F7F9FC",
    "disc": "#DFEBF5",
    "floor": "#D0E0ED",
    "ink": "#222B48",
    "dusk": "#2B2A60",
    "shoe": "#EE6A55",
    "sole": "#FFFFFF",
    "seat": "#8FA3BF",
    "metal": "#6F8199",
    "wood": "#DDBB90",
    "plaster": "#EFE9DF",
    "mat": "#8FBBE0",
    "foam": "#7A86C9",
    "halo": "#FFE3A3",
    "core": "#FF9638",
    "fire": "#FB3B1E",
    "arrow": "#2F5BEA",
    "ghost": "#5B6F92",
}
_DARK = {
    "card": "#1B2130",
    "disc": "#2C3853",
    "floor": "#26314A",
    "ink": "#0B0F19",
    "dusk": "#141238",
    "shoe": "#EA6B57",
    "sole": "#EDF1F8",
    "seat": "#62749A",
    "metal": "#4B5B78",
    "wood": "#AF8E62",
    "plaster": "#59617A",
    "mat": "#4A79A3",
    "foam": "#6A70B4",
    "halo": "#FFDF9C",
    "core": "#FF9B3E",
    "fire": "#FF3F20",
    "arrow": "#FFD45E",
    "ghost": "#A9B8DA",
}
