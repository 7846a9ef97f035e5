"""What leads through a break: the guide window where there can be one, else a card."""

from collections.abc import Callable
from typing import Protocol

from breakd.card import Card, Lesson
from breakd.core.events import Event, Start
from breakd.core.view import View


class Window(Protocol):
    """The guide window, in a process of its own."""

    def prepare(self) -> None:
        """It may soon be wanted."""

    def open(self, lesson: Lesson, failed: Callable[[], None]) -> bool:
        """Lead through this break instead of another; False if there is no display for it.
        `failed` is called when it turns out later that it could not come up."""

    def close(self) -> None:
        """The break is over.  Nothing happens where none is open."""


class Cards(Protocol):
    """What shows a card for as long as a break lasts."""

    def open_guide(self, card: Card) -> None:
        """Show how the break is done."""

    def close_guide(self) -> None:
        """The break is over."""


class Prompts(Protocol):
    """Where prompts appear."""

    def show(self, token: int, card: Card) -> None:
        """Put the prompt up."""

    def withdraw(self, token: int) -> None:
        """Take it down."""


class Unasked:
    """Prompts, or, while that is `wanted`, breaks that begin by themselves where a prompt would
    have been."""

    def __init__(
        self, prompts: Prompts, wanted: Callable[[], bool], post: Callable[[Event], None]
    ) -> None:
        self._prompts = prompts
        self._wanted = wanted
        self._post = post

    def show(self, token: int, card: Card) -> None:
        """Ask, or begin."""
        if self._wanted():
            self._post(Start(unasked=True))
        else:
            self._prompts.show(token, card)

    def withdraw(self, token: int) -> None:
        """Take the prompt down, if there is one."""
        self._prompts.withdraw(token)


class Guides:
    """The window if it comes up, else the card."""

    def __init__(self, cards: Cards, window: Window | None = None) -> None:
        self._cards = cards
        self._window = window
        self._lesson: Lesson | None = None
        self._prompt_is_up = False

    def follow(self, view: View) -> None:
        """While a prompt is up, its Show me may be pressed any moment."""
        was_up, self._prompt_is_up = self._prompt_is_up, view.shown_wall is not None
        if self._window is None or was_up is self._prompt_is_up:
            return
        if self._prompt_is_up:
            self._window.prepare()
        elif self._lesson is None:
            self._window.close()

    def open_guide(self, lesson: Lesson) -> None:
        """Lead through this break, from its first second on."""
        self._lesson = lesson
        window = self._window
        if window is None or not window.open(lesson, lambda: self._instead_of(lesson)):
            self._cards.open_guide(lesson.card)
        else:
            self._cards.close_guide()

    def close_guide(self) -> None:
        """The break is over."""
        self._lesson = None
        if self._window is not None:
            self._window.close()
        self._cards.close_guide()

    def _instead_of(self, lesson: Lesson) -> None:
        """The window did not come up after all."""
        if lesson is self._lesson:
            self._cards.open_guide(lesson.card)
