"""Has the stretch of the next break drawn ahead of it, and puts the drawing on the cards."""

import asyncio
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from breakd.card import Card, Drawn
from breakd.config.settings import Settings
from breakd.core.model import AWAY, QUIET, Break, Gate, Phase
from breakd.core.view import View
from breakd.illustrator.child import Child

log = logging.getLogger("breakd.illustrator")

COMMAND = (sys.executable, "-P", "-m", "breakd.illustrator")
AHEAD_S = 60.0  # before a break
WAIT_S = 0.6  # at most, for a picture that nobody could know of before

Then = Callable[[Drawn | None], None]


class Peek(Protocol):
    """What would be chosen for a break now."""

    def __call__(self, owed: Break, *, discreet: bool = False) -> str:
        """A stretch's id, "" for none; nothing changes by it."""


class Illustrator:
    """Knows the drawing of one stretch at a time: the one that is next, or being shown.

    It is to be called with every view.  `is_useful` tells whether there is anything that shows
    pictures; nothing is drawn otherwise, nor while breakd is paused or the user away.
    """

    def __init__(
        self,
        peek: Peek,
        settings: Callable[[], Settings],
        is_useful: Callable[[], bool],
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._peek = peek
        self._settings = settings
        self._is_useful = is_useful
        self._command = command
        self._order: tuple[str, ...] = ()  # what was asked for last
        self._drawn: Drawn | None = None
        self._is_drawing = False
        self._child: Child | None = None
        self._waiting: Then | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._failing = False

    def __call__(self, view: View) -> None:
        """Look whether a break is near."""
        if view.phase is Phase.ON_BREAK and not self._is_drawing:
            self.stop()  # the guide does not wait for a film that is drawn in idle moments
        owed = view.planned
        if owed is None or owed.content != "stretch" or not _is_near(view):
            return
        discreet = (
            self._settings().rules.defer_call_action == "discreet" and Gate.CALL in view.gates
        )
        stretch = self._peek(owed, discreet=True) if discreet else ""
        self.draw(stretch or view.stretch or self._peek(owed))

    def draw(self, stretch: str) -> None:
        """Have it drawn, unless that was tried already."""
        order = self._words(stretch)
        if not stretch or order == self._order or not _has_pipes() or not self._is_useful():
            return
        self.stop()
        self._order, self._drawn = order, None
        try:
            self._child = Child((*self._command, *order), self._done)
            self._is_drawing = True
        except OSError as error:
            self._done(None, str(error))

    def of(self, stretch: str) -> Drawn | None:
        """What there is of it now."""
        return self._drawn if stretch and self._words(stretch) == self._order else None

    def soon(self, stretch: str, then: Then) -> None:
        """Call `then` with its drawing: at once, or as soon as it is there, or with None when
        that takes too long.  Whoever asked before is forgotten."""
        self.forget()
        self.draw(stretch)
        if not self._is_drawing or self._words(stretch) != self._order:
            then(self.of(stretch))
            return
        self._waiting = then
        self._patience = asyncio.get_running_loop().call_later(WAIT_S, self._answer)

    def forget(self) -> None:
        """Whoever waits does so no longer."""
        self._waiting = None
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def stop(self) -> None:
        """Draw no more."""
        if self._child is not None:
            self._child.stop()
            self._child = None
        self._is_drawing = False

    def _words(self, stretch: str) -> tuple[str, ...]:
        settings = self._settings()
        packs = (f"--pack={folder}" for folder in settings.preferences.packs)
        look, theme = f"--look={settings.figure_look}", f"--theme={settings.figure_theme}"
        return (look, theme, *packs, "--", stretch)

    def _done(self, drawn: Drawn | None, problem: str) -> None:
        self._drawn, self._is_drawing = drawn, False
        if problem and not self._failing:
            log.warning("%s cannot be drawn: %s", self._order[-1], problem)
        self._failing = bool(problem)
        self._answer()

    def _answer(self) -> None:
        then = self._waiting
        self.forget()
        if then is not None:
            then(self._drawn)


class Prompts(Protocol):
    """Where cards appear."""

    def show(self, token: int, card: Card) -> None:
        """Put a prompt up."""

    def withdraw(self, token: int) -> None:
        """Take it down."""

    def open_guide(self, card: Card) -> None:
        """Show how the break is done."""

    def close_guide(self) -> None:
        """The break is over."""


class Illustrated:
    """The same, with drawings on the cards.  A prompt may come a moment later for it; one that it
    follows at once stays up until then, so that it is replaced in place."""

    def __init__(self, prompts: Prompts, illustrator: Illustrator) -> None:
        self._prompts = prompts
        self._illustrator = illustrator
        self._leaving: int | None = None  # the token of what is still up, but is to be so no more
        self._take_down_soon: asyncio.Handle | None = None

    def show(self, token: int, card: Card) -> None:
        """Put a prompt up."""

        def put_up(drawn: Drawn | None) -> None:
            self._take_down()
            self._prompts.show(token, replace(card, drawn=drawn))

        if self._take_down_soon is not None:
            self._take_down_soon.cancel()
        if card.stretch:
            self._illustrator.soon(card.stretch, put_up)
        else:
            self._illustrator.forget()
            put_up(None)

    def withdraw(self, token: int) -> None:
        """Take it down, or never put it up."""
        self._illustrator.forget()
        if self._leaving is None:
            self._leaving = token
        self._take_down_soon = asyncio.get_running_loop().call_soon(self._take_down)

    def _take_down(self) -> None:
        if self._leaving is not None:
            self._prompts.withdraw(self._leaving)
            self._leaving = None

    def open_guide(self, card: Card) -> None:
        """Show how the break is done, with what is drawn by now."""
        self._prompts.open_guide(replace(card, drawn=self._illustrator.of(card.stretch)))

    def close_guide(self) -> None:
        """The break is over."""
        self._prompts.close_guide()


def _is_near(view: View) -> bool:
    match view.phase:
        case Phase.WORKING | Phase.SNOOZED:
            return view.due_in is not None and view.due_in <= AHEAD_S
        case Phase.DUE:
            return not (AWAY | QUIET).intersection(view.gates)
    return False


def _has_pipes() -> bool:
    """Whether the event loop can wait for what a process says."""
    return sys.platform != "win32"
