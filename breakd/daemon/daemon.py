"""The daemon: one mailbox, one state, and effects that reach the world through ports."""

import logging
from collections import deque
from collections.abc import Callable, Sequence

from breakd.card import Lesson
from breakd.core.effects import (
    CloseGuide,
    Effect,
    OpenGuide,
    Pick,
    Record,
    Refuse,
    Save,
    ShowPrompt,
    WithdrawPrompt,
)
from breakd.core.engine import step
from breakd.core.events import Event, Picked, Reloaded, ShowFailed, ShuttingDown
from breakd.core.model import Now, Outcome, Rules, State
from breakd.core.stats import entry_of
from breakd.core.stretch import Stretch
from breakd.core.view import View, view
from breakd.core.wake import next_wake
from breakd.daemon.guard import Guarded
from breakd.daemon.ports import Alarm, Chooser, Guide, Notifier, Records
from breakd.text.prompt import guide_card, prompt_card

log = logging.getLogger("breakd.daemon")

SHORTEST_S = 0.02  # between two wakes, whatever rounding makes of the next moment


class Daemon:
    """Takes events from anyone through `post`, one at a time, and performs their effects.

    ShuttingDown is the last: what is posted after it does not happen.

    A port that fails is logged, once until it works again, and never stops the rest.  An error
    in the core is a broken invariant: it leaves through `post`, for whoever runs the daemon to
    start it afresh from the snapshot.
    """

    def __init__(
        self,
        rules: Rules,
        state: State,
        read_clock: Callable[[], Now],
        *,
        notifier: Notifier,
        guide: Guide,
        alarm: Alarm,
        chooser: Chooser,
        records: Records,
        save: Callable[[State, bool], None],
        displays: Sequence[Callable[[View], None]],
    ) -> None:
        self.rules = rules
        self.state = state
        self._read_clock = read_clock
        self._notifier = notifier
        self._guide = guide
        self._alarm = alarm
        self._chooser = chooser
        self._records = records
        self._save = save
        self._displays = displays
        self._mailbox: deque[Event] = deque()
        self._busy = False
        self._over = False
        self._refusal: Refuse | None = None
        self._failing: set[str] = set()

    def take_up(self, effects: tuple[Effect, ...]) -> None:
        """Perform what picking up the state brought, and save it, before anyone can ask for it: a
        crash in the first minute loses nothing."""
        now = self._read_clock()
        for effect in effects:
            self._perform(effect, now)
        with self._guard("snapshot"):
            self._save(self.state, True)

    def post(self, event: Event) -> None:
        """Let an event happen.  Events posted meanwhile by the ports follow in order."""
        if self._over:
            return
        self._mailbox.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._mailbox and not self._over:
                self._handle(self._mailbox.popleft())
            self._announce()
        finally:
            self._busy = False

    def ask(self, event: Event) -> Refuse | None:
        """Let an event happen; why it changed nothing, if it was refused."""
        self._refusal = None
        self.post(event)
        return self._refusal

    def reload(self, rules: Rules) -> None:
        """Go on with other rules."""
        self.rules = rules
        with self._guard("alarm"):
            self._alarm.plan(rules.breaks)
        self.post(Reloaded())

    def view(self) -> View:
        """Where things stand now."""
        upcoming = None
        with self._guard("alarm"):
            upcoming = self._alarm.upcoming()
        return view(self.rules, self.state, self._read_clock(), upcoming)

    # --- one event -------------------------------------------------------------------------------

    def _handle(self, event: Event) -> None:
        now = self._read_clock()
        self._over = isinstance(event, ShuttingDown)
        self.state, effects = step(self.rules, self.state, event, now)
        for effect in effects:
            self._perform(effect, now)

    def _perform(self, effect: Effect, now: Now) -> None:
        match effect:
            case Pick(cycle, _, discreet, instead_of):
                picked = Picked(cycle, self._choose(effect), discreet, instead_of)
                self._mailbox.appendleft(picked)
            case ShowPrompt():
                self._show(effect)
            case WithdrawPrompt(token):
                with self._guard("notifier"):
                    self._notifier.withdraw(token)
            case OpenGuide():
                self._open_guide(effect)
            case CloseGuide():
                with self._guard("guide"):
                    self._guide.close_guide()
            case Record():
                self._record(effect, now)
            case Refuse():
                self._refusal = effect
            case Save(at_once):
                with self._guard("snapshot"):
                    self._save(self.state, at_once)

    def _choose(self, wanted: Pick) -> str:
        with self._guard("chooser"):
            return self._chooser.choose(
                wanted.owed, discreet=wanted.discreet, instead_of=wanted.instead_of
            )
        return ""

    def _stretch(self, stretch: str) -> Stretch | None:
        with self._guard("chooser"):
            return self._chooser.get(stretch)
        return None

    def _show(self, effect: ShowPrompt) -> None:
        with self._guard("notifier"):
            card = prompt_card(
                effect.owed,
                self._stretch(effect.stretch),
                snooze=effect.snooze,
                loud=effect.loud,
                lifetime=effect.lifetime,
            )
            self._notifier.show(effect.token, card)
            return
        self._mailbox.append(ShowFailed(effect.token))

    def _open_guide(self, effect: OpenGuide) -> None:
        owed, stretch = effect.owed, self._stretch(effect.stretch)
        with self._guard("guide"):
            card = guide_card(owed, stretch, snooze=effect.snooze)
            known = effect.stretch if stretch else ""
            self._guide.open_guide(Lesson(known, owed.length, effect.token, card, effect.unasked))

    def _record(self, record: Record, now: Now) -> None:
        stretch = self._stretch(record.stretch)
        with self._guard("history"):
            self._records.add(entry_of(record, now, stretch.area if stretch else ""))
        if isinstance(record.what, Outcome) and record.stretch:
            with self._guard("chooser"):
                self._chooser.note(record.stretch, record.what)

    def _announce(self) -> None:
        """After every step: when to wake, and what everyone shows."""
        now = self._read_clock()
        with self._guard("alarm"):
            wait = next_wake(self.rules, self.state, now) - now.boot
            self._alarm.set(None if self._over else max(SHORTEST_S, wait))
        seen = self.view()
        for number, display in enumerate(self._displays):
            with self._guard(f"display {number}"):
                display(seen)

    def _guard(self, port: str) -> Guarded:
        return Guarded(port, self._failing)
