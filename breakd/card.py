"""What a notification says, free of any notification service."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# The keys are those of the freedesktop notification's actions; "default" is a click on its body.
ButtonKey = Literal["default", "done", "snooze", "show", "skip", "other", "hurts", "hide"]


@dataclass(frozen=True, slots=True)
class Button:
    """One action of a card."""

    key: ButtonKey
    label: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing of a stretch, as PNG files that `breakd.desktop.pictures` can read: its key
    moment, 96 and 128 pixels square or less, and where there is one a strip that also shows how
    it begins."""

    small: Path
    large: Path
    strip: Path | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One notification, in plain text.

    `steps` are lines that follow the body where there is room for them.  `commands` is the
    sentence that stands in for the buttons where a notification service draws none.  `picture`
    names a built-in picture (a body area) or is None; `drawn` is better, where it is there.
    `stretch` is the id of the stretch that it is about, "" if there is none.  `lifetime` is in
    seconds.
    """

    title: str
    body: str
    steps: tuple[str, ...] = ()
    commands: str = ""
    buttons: tuple[Button, ...] = ()
    picture: str | None = None
    drawn: Drawn | None = None
    stretch: str = ""
    loud: bool = False
    lifetime: float = 60.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """A break that a guide leads through.

    `stretch` is an id, "" for a plain break; the whole break takes `length` seconds and began
    just now.  `token` names the break: an answer with it counts for this break alone.  `card`
    says all of it in text, for where there is no guide window.  `unasked`: it began by itself.
    """

    stretch: str
    length: float
    token: int
    card: Card
    unasked: bool = False
