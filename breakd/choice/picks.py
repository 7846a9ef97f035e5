"""The daemon's chooser: the catalogue, the picker and its memory."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from breakd.core.model import Break, Outcome
from breakd.core.picker import PickLog, asks_to_hide, fitting, noted, pick, settled
from breakd.core.stats import Entry
from breakd.core.stretch import Preferences, Stretch


class Picks:
    """Chooses a stretch for a break and remembers how it went.

    `load` gives the stretches; it is called when they are first needed.  A pick that came to
    nothing (snoozed, missed, overtaken by an absence) stays `pending` and is offered again.
    """

    def __init__(
        self,
        load: Callable[[], Mapping[str, Stretch]],
        preferences: Preferences,
        *,
        seed: int,
        log: PickLog | None = None,
        pending: str = "",
    ) -> None:
        self._load = load
        self._loaded: Mapping[str, Stretch] | None = None
        self._preferences = preferences
        self._seed = seed
        self._log = log or PickLog()
        self._pending = pending
        self._barred: frozenset[str] = frozenset()
        self._tired_of: str | None = None

    @property
    def preferences(self) -> Preferences:
        """What is obeyed now."""
        return replace(self._preferences, exclude=self._preferences.exclude | self._barred)

    @property
    def stretches(self) -> Mapping[str, Stretch]:
        """All stretches by id."""
        if self._loaded is None:
            self._loaded = self._load()
            self._log = settled(self._log, self._loaded, self._preferences)
        return self._loaded

    def get(self, stretch: str) -> Stretch | None:
        """The stretch with this id; None for "" and for one that is gone."""
        return self.stretches.get(stretch) if stretch else None

    def choose(self, owed: Break, *, discreet: bool = False, instead_of: str = "") -> str:
        """The stretch for this break, or "" where none fits.

        With `discreet`, one that nobody on camera notices; another than `instead_of`, which
        counts as skipped if there is one.
        """
        fit = self._fit(owed, discreet=discreet) - {instead_of}
        if not fit:
            return ""
        if instead_of:
            self.note(instead_of, Outcome.SKIPPED)
        self._pending = self._next(owed, fit, discreet=discreet)
        return self._pending

    def peek(self, owed: Break, *, discreet: bool = False) -> str:
        """What `choose` would answer now; nothing changes by it."""
        fit = self._fit(owed, discreet=discreet)
        return self._next(owed, fit, discreet=discreet) if fit else ""

    def _fit(self, owed: Break, *, discreet: bool) -> set[str]:
        if owed.content != "stretch":
            return set()
        fit = fitting(self.stretches, self.preferences, owed.length, discreet=discreet)
        return {stretch.id for stretch in fit}

    def _next(self, owed: Break, fit: set[str], *, discreet: bool) -> str:
        if self._pending in fit:
            return self._pending
        chosen = pick(
            self.stretches,
            self.preferences,
            self._log,
            length=owed.length,
            discreet=discreet,
            seed=self._seed,
        )
        return chosen or ""

    def note(self, stretch: str, outcome: Outcome) -> None:
        """Remember how a cycle with this stretch ended."""
        known = self.get(stretch)
        if known is None:
            return
        before = self._log
        self._log = noted(before, known, outcome)
        if self._log is not before and stretch == self._pending:
            self._pending = ""
        if outcome is Outcome.SKIPPED and asks_to_hide(self._log, stretch):
            self._tired_of = stretch

    def tired_of(self) -> str | None:
        """The stretch that was skipped for the third time in a row; told once."""
        stretch, self._tired_of = self._tired_of, None
        return None if stretch in self.preferences.exclude else stretch

    def bar(self, stretch: str) -> None:
        """Never choose it again, as long as the program runs."""
        self._barred |= {stretch}

    def unbar(self, stretch: str) -> None:
        """Choose it again if the preferences allow it."""
        self._barred -= {stretch}

    def use(self, preferences: Preferences) -> None:
        """Go on with other preferences, and with what can be loaded now."""
        self._loaded, self._preferences = None, preferences

    def data(self) -> dict[str, object]:
        """What `memory` reads, as JSON can say it."""
        return {"log": self._log.to_data(), "pending": self._pending}


def memory(data: Mapping[str, object]) -> tuple[PickLog, str]:
    """The log and the pending pick out of a snapshot.  Raises ValueError on anything else."""
    pending = data.get("pending")
    if not isinstance(pending, str):
        raise ValueError("the pending pick should be a text")
    return PickLog.from_data(data.get("log")), pending


def remembered(entries: Iterable[Entry], stretches: Mapping[str, Stretch]) -> PickLog:
    """The log as the history tells it, where there is no snapshot.  `entries` newest first."""
    log = PickLog()
    for entry in reversed(list(entries)):
        stretch = stretches.get(entry.stretch)
        if stretch is not None and entry.what in (Outcome.DONE, Outcome.SKIPPED):
            log = noted(log, stretch, Outcome(entry.what))
    return log
