"""A pseudo-random person at a desk: arrives, works, talks, goes for coffee, and reacts to prompts.

Times are local to the day; what happens when is drawn from a seeded generator, so that a year
is the same each time.
"""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from random import Random

from breakd.core.effects import Effect, ShowPrompt
from breakd.core.events import (
    Answer,
    Answered,
    Event,
    GateClosed,
    GateOpened,
    Pause,
    PromptNow,
    Resume,
)
from breakd.core.model import Gate
from tests.core.timeline import Timeline

MINUTE = 60.0
HOUR = 3600.0

REACTIONS = {Answer.DONE: 45, Answer.SHOW: 15, Answer.SNOOZE: 18, Answer.SKIP: 8, None: 14}


class Person:
    """Lives through days on a timeline; the machine sleeps while nobody is there."""

    def __init__(self, timeline: Timeline, seed: int) -> None:
        self.t = timeline
        self.random = Random(seed)
        self._plan: list[tuple[float, int, Callable[[], object]]] = []
        self._order = count()

    def day(self, date: datetime) -> None:
        """Spend the day that begins at this local midnight."""
        arrives = date + timedelta(minutes=self.random.uniform(8.3 * 60, 9.6 * 60))
        leaves = date + timedelta(minutes=self.random.uniform(16.5 * 60, 18.8 * 60))
        lunch = date + timedelta(minutes=self.random.uniform(12 * 60, 13 * 60))
        self._sleep_until(arrives.timestamp())
        self._go_away((lunch - arrives).total_seconds(), self.random.uniform(20, 60) * MINUTE)
        length = (leaves - arrives).total_seconds()
        for _ in range(self.random.randint(2, 6)):
            self._go_away(self.random.uniform(0, length), self.random.uniform(2, 15) * MINUTE)
        for gate in (Gate.CALL, Gate.SCREEN_SHARE, Gate.FULL_SCREEN, Gate.CALENDAR):
            if self.random.random() < 0.5:
                self._gate(gate, length)
        if self.random.random() < 0.1:
            self._send(10, GateClosed(Gate.DO_NOT_DISTURB))
            self._send(length - 10, GateOpened(Gate.DO_NOT_DISTURB))
        if self.random.random() < 0.2:
            self._send(self.random.uniform(0, length), Pause(self.random.choice([30, 60]) * MINUTE))
        if self.random.random() < 0.1:
            self._send(self.random.uniform(0, length), Resume())
        if self.random.random() < 0.1:
            self._send(self.random.uniform(0, length), PromptNow())
        for _ in range(self.random.randint(0, 40)):
            at = self.random.uniform(0, length)
            self._send(at, GateClosed(Gate.TYPING))
            self._send(at + self.random.uniform(3, 300), GateOpened(Gate.TYPING))
        self._live(self.t.boot + length)

    # --- what the day is made of -----------------------------------------------------------------

    def _at(self, seconds: float, act: Callable[[], object]) -> None:
        heapq.heappush(self._plan, (self.t.boot + seconds, next(self._order), act))

    def _send(self, seconds: float, event: Event) -> None:
        self._at(seconds, lambda: self.send(event))

    def _gate(self, gate: Gate, length: float) -> None:
        at = self.random.uniform(0, length)
        self._send(at, GateClosed(gate))
        self._send(at + self.random.uniform(1, 100) * MINUTE, GateOpened(gate))

    def _go_away(self, at: float, seconds: float) -> None:
        """By idling, locking or sleeping, as it happens."""
        how = self.random.choice([Gate.IDLE, Gate.IDLE, Gate.LOCKED, Gate.SWITCHED, None])
        if how is None:
            self._at(at, lambda: self._nap(seconds))
        elif how is Gate.IDLE:
            self._send(at + 60, GateClosed(Gate.IDLE, 60))
            self._send(at + max(61, seconds), GateOpened(Gate.IDLE))
        else:
            self._send(at, GateClosed(how))
            self._send(at + seconds, GateOpened(how))

    def _nap(self, seconds: float) -> None:
        """The machine sleeps; what logind says about it may be lost."""
        if self.random.random() < 0.7:
            self.send(GateClosed(Gate.SUSPENDED))
        self.t.skip(awake=self.random.uniform(0, 2), asleep=seconds)
        if self.random.random() < 0.7:
            self.send(GateOpened(Gate.SUSPENDED))

    def _sleep_until(self, wall: float) -> None:
        if wall > self.t.wall:
            self._nap(wall - self.t.wall)

    # --- living through it -----------------------------------------------------------------------

    def send(self, event: Event) -> None:
        self._react(self.t.send(event))

    def _live(self, until: float) -> None:
        t = self.t
        while t.boot < until:
            wake = t.wake()
            next_act = self._plan[0][0] if self._plan else until
            t.skip(max(0.0, min(wake, next_act, until) - t.boot))
            if self._plan and next_act <= t.boot:
                heapq.heappop(self._plan)[2]()
            else:
                self._react(t.tick())

    def _react(self, effects: list[Effect]) -> None:
        for effect in effects:
            if not isinstance(effect, ShowPrompt):
                continue
            answers, weights = zip(*REACTIONS.items(), strict=True)
            answer = self.random.choices(answers, weights)[0]
            if answer is not None:
                self._send(self.random.uniform(2, 58), Answered(effect.token, answer))
