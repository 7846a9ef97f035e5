"""What the tray's menu offers, whoever draws it."""

from dataclasses import dataclass
from datetime import time
from typing import Literal

from breakd.core.events import (
    Another,
    Done,
    Event,
    Pause,
    PromptNow,
    Reading,
    Resume,
    Skip,
    Snooze,
    Start,
)
from breakd.core.model import HOUR, MINUTE, Phase
from breakd.core.view import View
from breakd.text import tray as text

Choice = Event | Literal["hurts", "settings", "quit"]

DAY_BEGINS = time(3, 0)
PAUSES = (30 * MINUTE, HOUR, 2 * HOUR)
SNOOZE_IDS = 100
PAUSE_IDS = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One line.  Its id never changes its meaning; an empty label is a separator."""

    id: int
    label: str = ""
    choice: Choice | None = None
    visible: bool = True
    enabled: bool = True
    children: tuple["Item", ...] = ()


def items(view: View, headline: str, note: str = "") -> tuple[Item, ...]:
    """The menu's lines.  Those that make no sense now are there, but not visible."""
    owed = view.phase is not Phase.WORKING
    prompting = view.phase is Phase.PROMPTING
    on_break = view.phase is Phase.ON_BREAK
    stretching = (prompting or on_break) and bool(view.stretch)
    reading = view.reading_until_wall is not None
    snoozes = tuple(
        Item(SNOOZE_IDS + i, text.duration(seconds), Snooze(seconds))
        for i, seconds in enumerate(view.snooze_choices)
    )
    return (
        Item(1, headline, enabled=False),
        Item(14, note or text.TITLE, visible=bool(note), enabled=False),
        Item(2),
        Item(3, text.NOW, PromptNow(), visible=not prompting and not on_break),
        Item(4, text.SHOW, Start(), visible=prompting),
        Item(5, text.DONE, Done(), visible=owed),
        Item(6, text.SNOOZE, visible=owed and view.snoozes_left > 0, children=snoozes),
        Item(7, text.SKIP, Skip(), visible=owed),
        Item(15, text.OTHER, Another(), visible=stretching),
        Item(16, text.HURTS, "hurts", visible=stretching),
        Item(8),
        Item(9, text.PAUSE, visible=not view.paused, children=_pauses()),
        Item(10, text.RESUME, Resume(), visible=view.paused),
        Item(20, text.READING, Reading(), visible=not view.paused and not reading),
        Item(21, text.READ, Reading(0.0), visible=reading),
        Item(11),
        Item(12, text.SETTINGS, "settings"),
        Item(13, text.QUIT, "quit"),
    )


def _pauses() -> tuple[Item, ...]:
    for_a_time = [(text.duration(seconds), Pause(seconds)) for seconds in PAUSES]
    choices = [*for_a_time, (text.UNTIL_TOMORROW, Pause(until=DAY_BEGINS))]
    return tuple(Item(PAUSE_IDS + i, label, event) for i, (label, event) in enumerate(choices))
