"""What a notification says, free of any notification service."""

from dataclasses import dataclass
from typing import Literal

# The keys are those of the freedesktop notification's actions; "default" is a click on its body.
ButtonKey = Literal["default", "done", "snooze", "show", "skip", "other", "hurts", "hide"]


@dataclass(frozen=True, slots=True)
class Button:
    """One action of a card."""

    key: ButtonKey
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """One notification, in plain text.

    `steps` are lines that follow the body where there is room for them.  `commands` is the
    sentence that stands in for the buttons where a notification service draws none.  `picture`
    names a built-in picture (a body area) or is None.  `stretch` is the id of the stretch that it
    is about, "" if there is none.  `lifetime` is in seconds.
    """

    title: str
    body: str
    steps: tuple[str, ...] = ()
    commands: str = ""
    buttons: tuple[Button, ...] = ()
    picture: str | None = None
    stretch: str = ""
    loud: bool = False
    lifetime: float = 60.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """A break that a guide leads through.

    `stretch` is an id, "" for a plain break; the whole break takes `length` seconds and began
    just now.  `token` names the break: an answer with it counts for this break alone.  `card`
    says all of it in text, for where there is no guide window.
    """

    stretch: str
    length: float
    token: int
    card: Card
