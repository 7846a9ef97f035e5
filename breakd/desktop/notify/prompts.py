"""Where prompts appear: on the desktop if it takes notifications, else in the terminal, or as
lines on the standard output."""

from collections.abc import Callable
from typing import Protocol

from breakd.card import ButtonKey, Card
from breakd.desktop.notify.lines import Lines
from breakd.desktop.notify.terminal import Terminal

Pressed = Callable[[ButtonKey], None]


class Notifier(Protocol):
    """Shows cards as notifications; the terminal does the same as text."""

    @property
    def available(self) -> bool:
        """Whether there is anything to show them."""

    def show(self, token: int, card: Card) -> None:
        """Put a prompt up."""

    def withdraw(self, token: int) -> None:
        """Take it down."""

    def open_guide(self, card: Card) -> None:
        """Show how the break is done."""

    def close_guide(self) -> None:
        """The break is over."""

    def tell(self, card: Card, pressed: Pressed | None = None) -> None:
        """Show a notice; `pressed` hears of its buttons."""

    async def close(self) -> None:
        """Leave nothing on the screen."""


class Prompts:
    """One notifier and guide out of two; which of them shows a card is decided card by card."""

    def __init__(self, desktop: Notifier, terminal: Terminal | Lines | None) -> None:
        self._desktop = desktop
        self._terminal = terminal

    @property
    def available(self) -> bool:
        """Whether there is anything to show them."""
        return self._terminal is not None or self._desktop.available

    def _best(self) -> Notifier | Terminal | Lines:
        if self._terminal is not None and not self._desktop.available:
            return self._terminal
        return self._desktop

    def show(self, token: int, card: Card) -> None:
        """Put the prompt up."""
        self._best().show(token, card)

    def withdraw(self, token: int) -> None:
        """Take it down, wherever it is."""
        self._desktop.withdraw(token)
        if self._terminal is not None:
            self._terminal.withdraw(token)

    def open_guide(self, card: Card) -> None:
        """Show how the break is done."""
        self._best().open_guide(card)

    def close_guide(self) -> None:
        """The break is over."""
        self._desktop.close_guide()
        if self._terminal is not None:
            self._terminal.close_guide()

    def tell(self, card: Card, pressed: Pressed | None = None) -> None:
        """Show a notice."""
        self._best().tell(card, pressed)

    async def close(self) -> None:
        """Leave nothing on the screen."""
        if self._terminal is not None:
            self._terminal.close()
        await self._desktop.close()
