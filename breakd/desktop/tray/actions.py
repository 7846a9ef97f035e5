"""What a tray asks of the program."""

from typing import Protocol


class TrayActions(Protocol):
    """What the tray asks of the program, beside events."""

    def activate(self) -> None:
        """The icon was clicked."""

    def acted(self) -> None:
        """Something of the menu was chosen: the user is there."""

    def hurts(self) -> None:
        """The stretch that is being shown hurts."""

    def open_settings(self) -> None:
        """Open the settings for editing."""

    def quit(self) -> None:
        """End the program."""
