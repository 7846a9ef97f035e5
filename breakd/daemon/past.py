"""What the daemon remembers: the snapshot it goes on from, and the history it writes."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from breakd.choice.picks import Picks, memory, remembered
from breakd.core.effects import Effect
from breakd.core.engine import begin
from breakd.core.model import Now, Rules, State
from breakd.core.picker import PickLog
from breakd.core.restore import restore
from breakd.core.stats import COUNTED
from breakd.core.stretch import Preferences, Stretch
from breakd.storage.boot import boot_id
from breakd.storage.history import History
from breakd.storage.snapshot import Snapshots


class Past:
    """The two files of one installation, as they are `now`.

    `is_first` tells whether there was neither: the very first start.  With `distrust` the
    snapshot is set aside unread.
    """

    def __init__(self, snapshot: Path, history: Path, now: Now, *, distrust: bool) -> None:
        self.is_first = not snapshot.exists() and not history.exists()
        self._boot_id = boot_id()
        self._snapshots = Snapshots(snapshot)
        if distrust:
            self._snapshots.distrust()
        self._saved = self._snapshots.read(now.zone)
        self.history = History(history, self._snapshots.lineage)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the files just now, in sentences for the user."""
        found = (self._snapshots.problem, self.history.problem)
        return tuple(sentence for sentence in found if sentence is not None)

    def state(self, rules: Rules, now: Now) -> tuple[State, tuple[Effect, ...]]:
        """The state to go on with, and what the time since it was saved was worth."""
        saved = self._saved
        if saved is None:
            return begin(rules, now), ()
        same_boot = saved.boot_id == self._boot_id
        ended = self.history.ended(saved.state.cycle)
        return restore(rules, saved.state, now, same_boot=same_boot, ended=ended)

    def picks(self, load: Callable[[], Mapping[str, Stretch]], preferences: Preferences) -> Picks:
        """The chooser as it was, or as the history tells it."""
        log, pending = self._picked(load)
        seed = int.from_bytes(self._snapshots.lineage.encode())
        return Picks(load, preferences, seed=seed, log=log, pending=pending)

    def _picked(self, load: Callable[[], Mapping[str, Stretch]]) -> tuple[PickLog, str]:
        if self._saved is not None:
            try:
                return memory(self._saved.picks)
            except ValueError:
                pass  # the rest of the snapshot is sound, and the history knows the picks too
        if self.is_first:
            return PickLog(), ""
        return remembered(self.history.recent_picks(), load()), ""

    def last_stretch(self) -> str:
        """The one that the last break with a stretch had, "" if there is none on record."""
        return next((entry.stretch for entry in self.history.recent_picks(1)), "")

    def save(self, state: State, picks: Picks, *, at_once: bool) -> None:
        """Write the snapshot, and what the history could not write before."""
        self._snapshots.write(state, boot_id=self._boot_id, picks=picks.data(), at_once=at_once)
        self.history.flush()

    def settle(self) -> None:
        """Finish a snapshot that was not written at once; to be called now and then."""
        self._snapshots.settle()

    def today(self, now: Now) -> dict[str, int]:
        """The day's counts by name."""
        offset = datetime.fromtimestamp(now.wall, now.zone).utcoffset() or timedelta()
        day = self.history.today(now.wall, offset.total_seconds())
        return {name: getattr(day, name) for name in COUNTED}
