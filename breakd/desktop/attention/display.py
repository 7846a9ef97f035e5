"""What a display is that can tell of full-screen windows."""

from typing import Protocol

OURS = "breakd"  # the class, or app id, of our own windows: they hold nothing back


class DisplayGone(Exception):  # noqa: N818 - reads better where it is caught
    """The display cannot be reached, or not any more."""


class Untold(Exception):  # noqa: N818
    """This display does not tell of full-screen windows, at least not in this way."""


class Display(Protocol):
    """A connection to a display.  All methods raise DisplayGone."""

    def fileno(self) -> int:
        """What becomes readable when something may have changed."""

    def full(self) -> bool:
        """Whether some window is full screen now; takes note of all that was readable."""

    def close(self) -> None:
        """Hang up."""
