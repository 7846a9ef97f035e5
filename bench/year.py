"""A year of somebody's days through the engine alone."""

import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from breakd.core.effects import Effect, Pick, Record, ShowPrompt
from breakd.core.engine import begin, step
from breakd.core.events import (
    Answer,
    Answered,
    ClockTime,
    Event,
    GateClosed,
    GateOpened,
    Picked,
    Shown,
    Tick,
)
from breakd.core.model import Break, Gate, Now, Phase, Rules
from breakd.core.wake import next_wake

BERLIN = ZoneInfo("Europe/Berlin")
FIRST_DAY = datetime(2026, 1, 1, 9, tzinfo=BERLIN)
STRETCH = Break("stretch", every=1800, length=120)
LUNCH = Break("lunch", every=None, length=1800, at=("12:00",), content="text", text="Eat.")
ANSWERS = [Answer.DONE, Answer.DONE, Answer.SNOOZE, Answer.SKIP, None]  # None: no answer at all
WORKDAY_S = 8.5 * 3600
TICK = Tick()
SHORTEST_S = 0.02  # between two wakes, as in the daemon


@dataclass(frozen=True)
class Year:
    """The processor time it took, and what happened in it."""

    seconds: float
    steps: int
    prompts: int
    done: int


def simulate(weeks: int = 48) -> Year:
    """240 working days with a stretch every half hour and a break at noon.

    The person works on weekdays, stands up now and then, and answers as people do.  The machine
    sleeps at night and at weekends.
    """
    began = time.process_time()
    machine, lots = Machine(), random.Random(1)
    for day in range(7 * weeks):
        morning = FIRST_DAY + timedelta(days=day)
        machine.sleep(max(0.0, morning.timestamp() - machine.now.wall))
        if morning.weekday() < 5:
            _workday(machine, lots)
    return Year(time.process_time() - began, machine.steps, machine.prompts, machine.done)


class Machine:
    """The engine, the clocks it is told of, and a picker and a service that answer at once."""

    def __init__(self) -> None:
        self.rules = Rules(breaks=(STRETCH, LUNCH))
        self.now = Now(0.0, 0.0, FIRST_DAY.timestamp(), BERLIN)
        self.state = begin(self.rules, self.now)
        self.steps = self.prompts = self.done = 0

    def send(self, event: Event) -> None:
        """Let an event happen now, and what follows from it."""
        self.state, effects = step(self.rules, self.state, event, self.now)
        self.steps += 1
        for effect in effects:
            self._perform(effect)

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Pick():
                self.send(Picked(effect.cycle, "chin-tuck"))
            case ShowPrompt():
                self.prompts += 1
                self.send(Shown(effect.token))
            case Record(what="done"):
                self.done += 1

    def wait(self, seconds: float) -> None:
        """Let time pass, with a tick whenever the engine wants one."""
        until = self.now.boot + seconds
        while self.now.boot < until:
            self.tick(until)

    def tick(self, until: float) -> None:
        """Sleep till the engine's alarm, or the BOOTTIME `until`, and step."""
        now = self.now
        wake = next_wake(self.rules, self.state, now)
        slept = min(max(wake - now.boot, SHORTEST_S), until - now.boot)
        self.now = Now(now.boot + slept, now.mono + slept, now.wall + slept, BERLIN)
        self.send(TICK)

    def sleep(self, seconds: float) -> None:
        """The machine is suspended; nobody is told."""
        now = self.now
        self.now = Now(now.boot + seconds, now.mono, now.wall + seconds, BERLIN)


def _workday(machine: Machine, lots: random.Random) -> None:
    noon, evening = machine.now.wall + 3 * 3600, machine.now.wall + WORKDAY_S
    machine.send(TICK)
    while machine.now.wall < evening:
        if lots.random() < 0.002:
            machine.send(GateClosed(Gate.LOCKED))
            machine.wait(lots.choice([90.0, 240.0, 900.0]))
            machine.send(GateOpened(Gate.LOCKED))
        machine.tick(float("inf"))
        if machine.now.wall >= noon:
            machine.send(ClockTime(LUNCH.name, noon))
            noon = float("inf")
        if machine.state.phase is Phase.PROMPTING:
            machine.wait(lots.uniform(2, 20))
            answer = lots.choice(ANSWERS)
            if answer is not None:
                machine.send(Answered(machine.state.token, answer))
