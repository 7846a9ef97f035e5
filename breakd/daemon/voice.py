"""What breakd says beside its prompts: notices, notes that interrupt nobody, and the welcome."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from breakd.card import ButtonKey, Card
from breakd.config.settings import Settings
from breakd.core.events import Event, PromptNow
from breakd.core.stretch import Stretch
from breakd.desktop.here import Desktop
from breakd.desktop.notify.prompts import Prompts
from breakd.text.prompt import hide_card, notice_card, welcome_card
from breakd.text.stretches import DISCLAIMER_SHORT

if TYPE_CHECKING:
    from breakd.desktop.notify.terminal import Terminal


class Notifier(Protocol):
    """Shows notifications on the desktop, if there is anything to show them."""

    def tell(self, card: Card) -> None:
        """Show a notice."""


class Voice:
    """Speaks through the desktop's notifications, its tray, and the terminal.

    `noted` is the note that holds now, "" if there is none.  `hide` is called with the id of a
    stretch that the user is asked about and wants to stay away.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        *,
        desktop: Desktop,
        notifier: Notifier,
        terminal: "Terminal | None",
        prompts: Prompts,
        hide: Callable[[str], object],
    ) -> None:
        self.noted = ""
        self._post = post
        self._hide = hide
        self._desktop = desktop
        self._notifier = notifier
        self._terminal = terminal
        self._prompts = prompts

    @property
    def can_speak(self) -> bool:
        """Whether there is anywhere to be seen."""
        return self._prompts.available

    def notice(self, sentence: str) -> None:
        """Say it where prompts appear."""
        self._prompts.tell(notice_card(sentence))

    def pop_up(self, sentence: str) -> None:
        """Say it as a notification, or not at all."""
        self._notifier.tell(notice_card(sentence))

    def note(self, sentence: str) -> None:
        """Say it where it interrupts nobody; "" when it no longer holds."""
        self.noted = sentence
        self._desktop.note(sentence)
        if sentence and self._terminal is not None:
            self._terminal.tell(notice_card(sentence))

    def greet(self, settings: Settings, file: str) -> None:
        """The first start ever: say what is going to happen.  `file` is the configuration's."""
        breaks = settings.rules.breaks
        self._prompts.tell(welcome_card(breaks, DISCLAIMER_SHORT, file), self._welcomed)

    def ask_to_hide(self, stretch: Stretch) -> None:
        """Whether this stretch, skipped again and again, should stay away."""
        card = hide_card(stretch)

        def pressed(key: ButtonKey) -> None:
            if key == "hide":
                self._hide(stretch.id)

        self._prompts.tell(card, pressed)

    def _welcomed(self, key: ButtonKey) -> None:
        if key in ("default", "show"):
            self._post(PromptNow())
