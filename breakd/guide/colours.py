"""The guide's colours, light and dark: those of the pictures it shows, and what goes with them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """As "#RRGGBB".  `quiet` is for what matters less, `strong` for the main button and the ring,
    with `on_strong` written on it; `field` and `hover` are the other buttons', `cap` and
    `cap_strong` the keys' upon them; `warm` is for what hurts, `breath` for the disc that grows and
    shrinks, `bead` for repetitions to come."""

    paper: str
    ink: str
    quiet: str
    strong: str
    strong_hover: str
    on_strong: str
    track: str
    field: str
    hover: str
    warm: str
    cap: str
    cap_strong: str
    breath: str
    bead: str


LIGHT = Colours(
    paper="#F7F9FC",
    ink="#1F2840",
    quiet="#5A6684",
    strong="#2F5BEA",
    strong_hover="#244BCB",
    on_strong="#FFFFFF",
    track="#DFEBF5",
    field="#E7EEF6",
    hover="#D8E3F0",
    warm="#A83418",
    cap="#F7F9FC",
    cap_strong="#2348C4",
    breath="#B9CDFB",
    bead="#C9D8EC",
)
DARK = Colours(
    paper="#1B2130",
    ink="#EDF1F8",
    quiet="#A3B1CF",
    strong="#FFD45E",
    strong_hover="#FFE08A",
    on_strong="#2A2410",
    track="#2C3853",
    field="#29334A",
    hover="#35425E",
    warm="#FF9F80",
    cap="#1B2130",
    cap_strong="#FFE391",
    breath="#4E5F94",
    bead="#42506F",
)


def rgb(code: str) -> tuple[int, int, int]:
    """Of "#RRGGBB"."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)
