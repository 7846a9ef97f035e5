"""A daemon of paper: one state, clocks that a test moves, and everything the engine said."""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime
from zoneinfo import ZoneInfo

from breakd.core.effects import Effect, Pick, Record, Save, ShowPrompt
from breakd.core.engine import begin, step
from breakd.core.events import (
    ClockTime,
    Event,
    GateClosed,
    GateOpened,
    Picked,
    ShowFailed,
    Shown,
    Tick,
)
from breakd.core.model import Break, Gate, Now, Phase, Rules, State
from breakd.core.wake import next_wake

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_9 = datetime(2026, 6, 1, 9, tzinfo=BERLIN).timestamp()
SHORTEST_S = 0.02  # between two wakes, as in the daemon

STRETCH = Break("stretch", every=1800, length=120)
EYES = Break("eyes", every=1200, length=20, content="eyes")
WALK = Break("walk", every=5400, length=600, content="walk")
LUNCH = Break("lunch", every=None, length=1800, at=("12:00",), content="text", text="Eat.")

OTHERS = {"": "", "chin-tuck": "neck-roll", "calm-breath": "jaw-drop"}

Watcher = Callable[[Rules, State, Event, State, Sequence[Effect]], None]


class Timeline:
    """Sends events to the engine and lets time pass, tick by tick, as the daemon would.

    `pick` is the picker's answer, None for a picker that never answers, and `discreet` what it
    says of a prompt during a call; where another one is wanted, it is that of `OTHERS`.  With
    `shown`, the notification service takes every prompt at once.  `watch` is told of every step.
    The two clocks start at different readings, so that nobody can take one for the other.
    """

    def __init__(
        self,
        rules: Rules | None = None,
        *,
        wall: float = MONDAY_9,
        zone: ZoneInfo = BERLIN,
        pick: str | None = "chin-tuck",
        shown: bool = True,
        watch: Watcher | None = None,
    ) -> None:
        self.rules = rules or Rules(breaks=(STRETCH,))
        self.boot, self.mono, self.wall, self.zone = 5000.0, 3000.0, wall, zone
        self.pick, self.shown, self.watch = pick, shown, watch
        self.discreet = "calm-breath"
        self.state = begin(self.rules, self.now)
        self.effects: list[Effect] = []  # all of them, Save left out

    def copy(self) -> "Timeline":
        """Another one that goes on from here by itself."""
        other = copy(self)
        other.effects = list(self.effects)
        return other

    @property
    def now(self) -> Now:
        return Now(self.boot, self.mono, self.wall, self.zone)

    @property
    def phase(self) -> Phase:
        return self.state.phase

    @property
    def work(self) -> float:
        """The work counted for the first break."""
        return self.state.work[self.rules.breaks[0].name]

    def records(self) -> list[Record]:
        return [e for e in self.effects if isinstance(e, Record)]

    def outcomes(self) -> list[str]:
        return [r.what for r in self.records() if r.what not in ("prompt", "snoozed")]

    def shown_prompts(self) -> list[ShowPrompt]:
        return [e for e in self.effects if isinstance(e, ShowPrompt)]

    def prompts(self) -> int:
        return len(self.shown_prompts())

    # --- events ----------------------------------------------------------------------------------

    def send(self, event: Event) -> list[Effect]:
        """Let an event happen now; all it led to, the answers to picks and prompts included."""
        led_to = self._step(event)
        queue = self._answers(led_to) if led_to else []
        while queue:
            effects = self._step(queue.pop(0))
            led_to += effects
            queue += self._answers(effects)
        return led_to

    def _answers(self, effects: list[Effect]) -> list[Event]:
        """What the picker and the notification service say to this."""
        answers: list[Event] = []
        for effect in effects:
            if isinstance(effect, Pick) and self.pick is not None:
                answers.append(self._picked(effect, self.pick))
            if isinstance(effect, ShowPrompt) and self.shown:
                answers.append(Shown(effect.token))
        return answers

    def _picked(self, wanted: Pick, pick: str) -> Picked:
        if wanted.discreet:
            pick = self.discreet
        if wanted.instead_of == pick:
            pick = OTHERS[pick]
        return Picked(wanted.cycle, pick, wanted.discreet, wanted.instead_of)

    def _step(self, event: Event) -> list[Effect]:
        before = self.state
        self.state, effects = step(self.rules, before, event, self.now)
        if self.watch is not None:
            self.watch(self.rules, before, event, self.state, effects)
        if effects:
            self.effects += (e for e in effects if not isinstance(e, Save))
        return list(effects)

    # --- time ------------------------------------------------------------------------------------

    def skip(self, awake: float = 0.0, asleep: float = 0.0) -> None:
        """Move the clocks and tell nobody."""
        self.mono += awake
        self.boot += awake + asleep
        self.wall += awake + asleep

    def tick(self, awake: float = 0.0) -> list[Effect]:
        """One step, so much later."""
        self.skip(awake)
        return self.send(Tick())

    def wait(self, seconds: float) -> None:
        """Let time pass, ticking whenever the engine wants to be woken."""
        until = self.boot + seconds
        while self.boot < until:
            self.skip(min(until, self.wake()) - self.boot)
            self.send(Tick())

    def wake(self) -> float:
        """When the daemon's alarm would ring next."""
        return max(next_wake(self.rules, self.state, self.now), self.boot + SHORTEST_S)

    def wait_for(self, phase: Phase, longest: float) -> None:
        """Let time pass until this phase; AssertionError if it does not come."""
        until = self.boot + longest
        while self.phase is not phase:
            assert self.boot < until, f"not {phase} within {longest} s: {self.state}"
            self.wait(min(until, self.wake()) - self.boot)

    def sleep(self, seconds: float) -> None:
        """The machine sleeps, unannounced; the next tick comes right after."""
        self.skip(asleep=seconds)
        self.send(Tick())

    def away(self, seconds: float, gate: Gate = Gate.LOCKED, ago: float | None = None) -> None:
        """The user is away; for IDLE the gate closes `ago` seconds after the last input."""
        self.send(GateClosed(gate, ago))
        self.wait(seconds)
        self.send(GateOpened(gate))

    def clock_time(self, name: str, at: float | None = None) -> None:
        """A clock-time break's moment has come, now unless said otherwise (wall time)."""
        self.send(ClockTime(name, self.wall if at is None else at))

    def confirm(self) -> None:
        """The notification service has taken the prompt."""
        self.send(Shown(self.state.token))

    def fail_to_show(self) -> None:
        """The prompt did not come up."""
        self.send(ShowFailed(self.state.token))
