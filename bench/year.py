"""A year of somebody's days through the engine alone."""

import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from breakd.core.events import Answer, Answered
from breakd.core.model import Gate, Phase, Rules
from tests.core.timeline import BERLIN, LUNCH, STRETCH, Timeline

FIRST_DAY = datetime(2026, 1, 1, 9, tzinfo=BERLIN)
ANSWERS = [Answer.DONE, Answer.DONE, Answer.SNOOZE, Answer.SKIP, None]  # None: no answer at all
WORKDAY_S = 8.5 * 3600


@dataclass(frozen=True)
class Year:
    """How long it took, and what happened in it."""

    seconds: float
    steps: int
    prompts: int
    done: int


def simulate(weeks: int = 48) -> Year:
    """240 working days with a stretch every half hour and a break at noon.

    The person works on weekdays, stands up now and then, and answers as people do.  The machine
    sleeps at night and at weekends.
    """
    lots = random.Random(1)
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    rules = Rules(breaks=(STRETCH, LUNCH))
    line = Timeline(rules, wall=FIRST_DAY.timestamp(), watch=count)
    began = time.perf_counter()
    for day in range(7 * weeks):
        morning = FIRST_DAY + timedelta(days=day)
        line.skip(asleep=max(0.0, morning.timestamp() - line.wall))
        if morning.weekday() < 5:
            _workday(line, lots)
    return Year(time.perf_counter() - began, steps, line.prompts(), line.outcomes().count("done"))


def _workday(line: Timeline, lots: random.Random) -> None:
    noon, evening = line.wall + 3 * 3600, line.wall + WORKDAY_S
    line.tick()
    while line.wall < evening:
        if lots.random() < 0.002:
            line.away(lots.choice([90.0, 240.0, 900.0]), Gate.LOCKED)
        line.tick(line.wake() - line.boot)
        if line.wall >= noon:
            line.clock_time(LUNCH.name, noon)
            noon = float("inf")
        if line.phase is Phase.PROMPTING:
            line.wait(lots.uniform(2, 20))
            answer = lots.choice(ANSWERS)
            if answer is not None:
                line.send(Answered(line.state.token, answer))
