"""A person's days at the desk, lived through a `World`: the same ones for the same seed."""

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from random import Random

from tests.timing.world import World

MINUTE, HOUR = 60.0, 3600.0
# What an answer is, and how often; None: the prompt is ignored.
ANSWERS = {"done": 60, "snooze": 14, "skip": 6, "close": 6, None: 14}
STAYS_S = 0.5  # a click is input of so long


class Agenda:
    """What is to happen, and when by BOOTTIME."""

    def __init__(self) -> None:
        self._plan: list[tuple[float, int, Callable[[], None]]] = []
        self._number = itertools.count()

    def at(self, boot: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._plan, (boot, next(self._number), act))

    def next(self) -> float:
        """When the next of them is."""
        return self._plan[0][0]

    def act(self) -> None:
        """Do the next of them."""
        heapq.heappop(self._plan)[2]()


class Person:
    """Plans one day after the other, each when it begins; `over` once all have been lived."""

    def __init__(self, seed: int, agenda: Agenda, zone: tzinfo, days: int) -> None:
        self.world: World
        self.over = False
        self._random = Random(seed)
        self._agenda = agenda
        self._zone = zone
        self._left = days
        self._present = False
        self._at = 0.0  # as far as the day is planned
        self._naps = 0.0  # of it, asleep

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        self._agenda.at(self.world.boot + seconds, act)

    def prompted(self, number: int, actions: list[str]) -> None:
        """A prompt has come: think about it."""
        answers, weights = zip(*ANSWERS.items(), strict=True)
        answer = self._random.choices(answers, weights)[0]
        if answer in ("snooze", "skip") and answer not in actions:
            answer = "done"
        if answer is not None:
            self.later(self._random.uniform(1, 55), lambda: self._answer(number, str(answer)))

    def _answer(self, number: int, how: str) -> None:
        world = self.world
        if not self._present or world.up != number:
            return
        still = not world.goes_on
        world.input(True)
        world.answer(number, how)
        if still:
            self.later(STAYS_S, lambda: world.input(False))

    # --- days ------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The machine is on, early on the first day."""
        self._plan_day()

    def _plan_day(self) -> None:
        """From sitting down to the next morning."""
        if self._left == 0:
            self.over = True
            return
        self._left -= 1
        random, plan = self._random, self._plan
        begins = self._at = self.world.boot
        today = datetime.fromtimestamp(self.world.facts[-1].wall, self._zone)
        lunch = begins + random.uniform(3.3, 4.2) * HOUR
        leaves = begins + random.uniform(8.6, 9.4) * HOUR
        plan(0, self._sit_down)
        while self._at < leaves:
            self._work(random.uniform(3, 45) * MINUTE)
            if self._at >= lunch:
                lunch = leaves + HOUR
                self._absence(random.uniform(25, 55) * MINUTE)
            else:
                self._interlude()
        evening = self._at
        plan(1, self._get_up)
        plan(2, lambda: self.world.lock(True))
        self._agenda.at(evening + 300, lambda: self._night(today))

    def _plan(self, after: float, act: Callable[[], None]) -> None:
        """Have it happen so long after what was planned last."""
        self._agenda.at(self._at + after, act)

    def _sit_down(self) -> None:
        self._present = True
        self.world.input(True)

    def _get_up(self) -> None:
        self._present = False
        self.world.input(False)

    def _night(self, today: datetime) -> None:
        """Asleep, and so is the machine, until some morning after a working day begins."""
        morning = today + timedelta(days=3 if today.weekday() == 4 else 1)
        begins = morning.replace(hour=8, minute=0) + timedelta(minutes=self._random.uniform(5, 70))
        real = self.world.facts[-1].wall + (self.world.boot - self.world.facts[-1].boot)
        world = self.world
        world.announce_sleep(True)
        self.later(1, lambda: self._wake(begins.timestamp() - real))

    def _wake(self, seconds: float) -> None:
        self.world.sleep(seconds)
        self.world.announce_sleep(False)
        self.later(20, lambda: self.world.lock(False))
        self.later(19, self._sit_down)
        self.later(25, self._plan_day)

    # --- at the desk -----------------------------------------------------------------------------

    def _work(self, seconds: float) -> None:
        """Bursts of typing, with pauses too short to be called idle, mostly."""
        random, ends = self._random, self._at + seconds
        while self._at < ends:
            self._plan(0, lambda: self.world.input(True))
            self._at += random.choice((1, 1, 1, 4)) * random.uniform(1, 40)
            self._plan(0, lambda: self.world.input(False))
            self._at += random.choice((0.2, 1, 1)) * random.uniform(0.5, 55)
        self._plan(0, lambda: self.world.input(True))
        self._at += 1

    def _interlude(self) -> None:
        random, minute = self._random, MINUTE
        choices: dict[Callable[[], None], float] = {
            lambda: self._stillness(random.uniform(62, 290)): 4,
            lambda: self._stillness(random.uniform(5, 20) * minute): 2,
            lambda: self._absence(random.uniform(5, 115)): 3,
            lambda: self._absence(random.uniform(2, 15) * minute): 2,
            lambda: self._nap(random.uniform(20, 110), random.random() < 0.6): 2,
            lambda: self._nap(random.uniform(2.5, 40) * minute, random.random() < 0.6): 1,
            lambda: self._call(random.uniform(2, 50) * minute): 3,
            lambda: self._set_clock(random.choice((-1, 1)) * random.uniform(20, 110)): 1,
            lambda: self._set_clock(random.choice((-1, 1)) * HOUR): 0.5,
        }
        random.choices(list(choices), list(choices.values()))[0]()

    def _stillness(self, seconds: float) -> None:
        """Nobody touches anything."""
        self._plan(0, self._get_up)
        self._at += seconds
        self._plan(0, self._sit_down)
        self._at += 1

    def _absence(self, seconds: float) -> None:
        """The screen is locked meanwhile."""
        self._plan(0, self._get_up)
        self._plan(0.5, lambda: self.world.lock(True))
        self._at += seconds + 0.5
        self._plan(-0.4, self._sit_down)
        self._plan(0, lambda: self.world.lock(False))
        self._at += 1

    def _nap(self, seconds: float, announced: bool) -> None:
        """The lid is closed for so long."""

        def close() -> None:
            self._get_up()
            if announced:
                self.world.announce_sleep(True)

        def open_() -> None:
            self.world.sleep(seconds)
            if announced:
                self.world.announce_sleep(False)
            self._agenda.at(self.world.boot + 0.2, self._sit_down)

        self._plan(0, close)
        self._plan(0.5, open_)
        self._at += seconds + 2

    def _call(self, seconds: float) -> None:
        self._plan(0, lambda: self.world.call(True))
        self._work(seconds)
        self._plan(0, lambda: self.world.call(False))

    def _set_clock(self, seconds: float) -> None:
        """Far enough from what comes by the clock that nobody could say which way is right."""

        def away_from_moments() -> bool:
            fact = self.world.facts[-1]
            wall = fact.wall + self.world.boot - fact.boot
            local = datetime.fromtimestamp(wall, self._zone)
            minutes = local.hour * 60 + local.minute
            return all(abs(minutes - at) > 70 for at in (510, 630, 900, 1065))

        def set_() -> None:
            if away_from_moments():
                self.world.step(seconds)
                self._agenda.at(self.world.boot + 240, lambda: self.world.step(-seconds))

        self._plan(0, set_)
        self._at += 1
        self._work(5 * MINUTE)
