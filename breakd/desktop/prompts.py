"""Where prompts appear: on the desktop if it takes notifications, else in the terminal."""

from collections.abc import Callable

from breakd.card import ButtonKey, Card
from breakd.desktop.notify import DesktopNotifier
from breakd.desktop.terminal import Terminal

Pressed = Callable[[ButtonKey], None]


class Prompts:
    """One notifier and guide out of two; which of them shows a card is decided card by card."""

    def __init__(self, desktop: DesktopNotifier, terminal: Terminal | None) -> None:
        self._desktop = desktop
        self._terminal = terminal

    def _best(self) -> DesktopNotifier | Terminal:
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
