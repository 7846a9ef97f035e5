"""The ports through which the daemon's effects reach the world."""

from typing import Protocol

from breakd.card import Card, Lesson
from breakd.core.model import Break, Outcome
from breakd.core.stats import Entry
from breakd.core.stretch import Stretch


class Notifier(Protocol):
    """Where prompts appear; what becomes of them comes back as events."""

    def show(self, token: int, card: Card) -> None:
        """Put the prompt up, in the place of the last one."""

    def withdraw(self, token: int) -> None:
        """Take it down."""


class Guide(Protocol):
    """What leads through a break."""

    def open_guide(self, lesson: Lesson) -> None:
        """Show how it is done, in the place of what was shown before."""

    def close_guide(self) -> None:
        """The break is over."""


class Alarm(Protocol):
    """What wakes the daemon."""

    def set(self, seconds: float | None) -> None:
        """Tick in so many seconds; the last word counts."""

    def plan(self, breaks: tuple[Break, ...]) -> None:
        """Keep the clock-time breaks among these."""

    def upcoming(self) -> tuple[str, float] | None:
        """The next clock-time break: its name and wall time."""


class Chooser(Protocol):
    """What chooses the stretch."""

    def choose(self, owed: Break, *, discreet: bool = False, instead_of: str = "") -> str:
        """A stretch's id, or "" where none fits: one that nobody on camera notices if `discreet`,
        another than `instead_of`, which then counts as skipped."""

    def note(self, stretch: str, outcome: Outcome) -> None:
        """How it went."""

    def get(self, stretch: str) -> Stretch | None:
        """The stretch with this id."""


class Records(Protocol):
    """The history."""

    def add(self, entry: Entry) -> None:
        """Add a row."""
