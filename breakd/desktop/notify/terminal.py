"""Prompts in the terminal where `breakd run` was started, and one live line below them."""

import asyncio
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from breakd.card import Button, ButtonKey, Card
from breakd.core.events import Another, Answer, Answered, Done, Event, Shown, Skip, Snooze
from breakd.core.view import View
from breakd.text import terminal as text
from breakd.text.state import headline, local_now

WIDEST = 78
BOLD, NORMAL, TO_LINE_START, CLEAR = "\x1b[1m", "\x1b[0m", "\r", "\r\x1b[K"

ANSWERS: dict[ButtonKey, Answer] = {
    "done": Answer.DONE,
    "snooze": Answer.SNOOZE,
    "skip": Answer.SKIP,
    "show": Answer.SHOW,
}
GUIDE_EVENTS: dict[ButtonKey, Event] = {"done": Done(), "snooze": Snooze(), "skip": Skip()}
EXTRA = (Button("other", text.OTHER), Button("hurts", text.HURTS))  # where there is a stretch


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What the keys answer at present."""

    token: int | None
    labels: dict[str, str]
    pressed: Callable[[ButtonKey], None]


class Terminal:
    """Shows cards as text; `d` done, `s` snooze, `k` skip, `g` show me, `o` another stretch, `h` it
    hurts, `q` quit.

    `hurts` is called for that one; without it there is no such key.  Nothing is drawn unless
    somebody calls, so an idle terminal costs no wake-ups.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        quit_: Callable[[], None],
        hurts: Callable[[], object] | None = None,
    ) -> None:
        from breakd.desktop.notify.terminal_device import Device

        self._post = post
        self._quit = quit_
        self._hurts = hurts
        self._state = ""
        self._drawn = ""
        self._closed = False
        self._prompt: _Asked | None = None
        self._guide: _Asked | None = None
        self._notice: _Asked | None = None
        self._device = Device(self._key, self._draw, quit_)

    @classmethod
    def attached(
        cls,
        post: Callable[[Event], None],
        quit_: Callable[[], None],
        hurts: Callable[[], object] | None = None,
    ) -> Self | None:
        """The terminal in whose foreground we run; None without one.  Its keys are read from the
        first output on."""
        if sys.platform == "win32":
            return None
        from breakd.desktop.notify.terminal_device import Device

        return cls(post, quit_, hurts) if Device.there() else None

    # --- what to show ----------------------------------------------------------------------------

    def show(self, token: int, card: Card) -> None:
        """Print a prompt; its keys work until it is withdrawn."""
        skip = Button("skip", text.SKIP)  # here there is room for some more
        labels = _labels(replace(card, buttons=(skip, *card.buttons, *self._extra(card))))

        def pressed(key: ButtonKey) -> None:
            if key in ANSWERS:
                self._post(Answered(token, ANSWERS[key]))
            else:
                self._press_extra(key)

        self._notice = None
        self._prompt = _Asked(token, labels, pressed)
        self._print(card)
        asyncio.get_running_loop().call_soon(self._post, Shown(token))

    def withdraw(self, token: int) -> None:
        """Its keys mean nothing any more."""
        if self._prompt is not None and self._prompt.token == token:
            self._prompt = None
            self._draw()

    def open_guide(self, card: Card) -> None:
        """Print all steps; the keys end the break."""
        buttons = [one for one in card.buttons if one.key in GUIDE_EVENTS]
        labels = _labels(replace(card, buttons=(*buttons, *self._extra(card))))

        def pressed(key: ButtonKey) -> None:
            if key in GUIDE_EVENTS:
                self._post(GUIDE_EVENTS[key])
            else:
                self._press_extra(key)

        self._guide = _Asked(None, labels, pressed)
        self._print(card)

    def close_guide(self) -> None:
        """The break is over."""
        self._guide = None
        self._draw()

    def tell(self, card: Card, pressed: Callable[[ButtonKey], None] | None = None) -> None:
        """Print a notice."""
        self._notice = _Asked(None, _labels(card), pressed) if pressed else None
        self._print(card)

    def show_state(self, view: View) -> None:
        """Let the live line say where things stand."""
        self._state = headline(view, local_now())
        self._draw()

    def close(self) -> None:
        """Leave the terminal as it was found, without the live line."""
        if self._drawn:
            self._write(self._cleared())
        self._device.close()
        self._closed = True

    # --- keys ------------------------------------------------------------------------------------

    def _asked(self) -> _Asked | None:
        return self._prompt or self._guide or self._notice

    def _extra(self, card: Card) -> tuple[Button, ...]:
        """What may be said of a stretch beside the card's own buttons."""
        if not card.stretch:
            return ()
        return tuple(one for one in EXTRA if one.key != "hurts" or self._hurts is not None)

    def _press_extra(self, key: ButtonKey) -> None:
        if key == "other":
            self._post(Another())
        elif self._hurts is not None:
            self._hurts()

    def _key(self, char: str) -> None:
        letter = char.lower()
        asked = self._asked()
        if letter == text.QUIT:
            self._quit()
        elif asked is not None and letter in asked.labels:
            key = next(key for key, own in text.KEYS.items() if own == letter)
            if key != "other":  # of which there may be none
                self._prompt = self._notice = None  # answered once; a guide ends through the engine
            self._lines(f"> {asked.labels[letter]}")
            asked.pressed(key)

    # --- drawing ---------------------------------------------------------------------------------

    def _print(self, card: Card) -> None:
        width = min(self._device.columns - 1, WIDEST)
        title = card.title if self._device.plain else f"{BOLD}{card.title}{NORMAL}"
        body = [line for part in (card.body, *card.steps) for line in _wrapped(part, width)]
        self._lines("", title, *body, "", bell=card.loud)

    def _lines(self, *lines: str, bell: bool = False) -> None:
        """Print above the live line."""
        self._write(self._cleared() + "\n".join(lines) + "\n" + ("\a" if bell else ""))
        self._drawn = ""
        self._draw()

    def _draw(self) -> None:
        """Bring the live line up to date; nothing is written when it is."""
        asked = self._asked()
        keys = list(asked.labels.items()) if asked else []
        line = text.live(self._state, keys, self._device.columns - 1)
        if line != self._drawn:
            self._write(self._cleared() + line)
            self._drawn = line

    def _write(self, output: str) -> None:
        if not self._closed:
            self._device.open()
            self._device.write(output)

    def _cleared(self) -> str:
        if self._device.plain:
            return TO_LINE_START + " " * len(self._drawn) + TO_LINE_START
        return CLEAR


def _labels(card: Card) -> dict[str, str]:
    """Letter -> label, in the letters' usual order."""
    labels = {one.key: one.label for one in card.buttons}
    return {letter: labels[key] for key, letter in text.KEYS.items() if key in labels}


def _wrapped(paragraphs: str, width: int) -> list[str]:
    return [line for one in paragraphs.split("\n") for line in textwrap.wrap(one, width) or [""]]
