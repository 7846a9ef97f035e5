"""A made-up user of the sped-up machine, and what must be on record of the days lived with it."""

import asyncio
import random
import time
from collections import Counter
from pathlib import Path

from tests.faults.machine import START_S, Machine, Status

TICK_S = 10.0
ACTS = ("done", "press", "snooze", "skip", "start", "ignore", "ignore", "nap")


class User(Machine):
    """Answers, snoozes, ignores, naps and takes breaks, as chance has it, until the daemon dies."""

    def __init__(self, folder: Path, library: Path, chance: random.Random) -> None:
        super().__init__(folder, library)
        self._chance = chance
        self._story: Counter[str] = Counter()  # the outcomes that must be on record
        self._open: Counter[str] = Counter()  # those that may be

    async def _answer(self, verb: str, outcome: str | None) -> None:
        """By the command line.  What is confirmed has happened, what is not may have."""
        self._uncertain = True
        if outcome:
            self._open[outcome] += 1
        said = await self._ask(verb)
        if outcome and said["ok"]:
            self._story[outcome] += 1
        if outcome:
            self._open[outcome] -= 1

    async def _press(self, key: str, outcome: str | None) -> None:
        """By a button of the notification."""
        if len(self._screen.up) != 1:
            return
        self._uncertain = True
        if outcome:
            self._open[outcome] += 1
        (number,) = self._screen.up
        self._screen.press(number, key)
        end = time.monotonic() + START_S
        while (await self._ask("status"))["phase"] == "prompting":
            assert time.monotonic() < end, f"{key} was not heard"
            self._uncertain = True
            await asyncio.sleep(0.005)
        if outcome:
            self._open[outcome] -= 1
            self._story[outcome] += 1

    async def _ignore(self, status: Status) -> None:
        """Until the prompt goes; the second one in a row is missed."""
        self._uncertain = True
        self._open["missed"] += 1
        missed = status["today"]["missed"]
        while status["phase"] == "prompting":
            self._pass(TICK_S - 1)
            status = await self._ask("status")
        self._open["missed"] -= 1
        self._story["missed"] += max(0, status["today"]["missed"] - missed)

    async def _nap(self, seconds: float) -> None:
        assert self._seen is not None
        before = self._seen[0]
        self._uncertain = True
        self._sleep(seconds)
        rests = seconds >= before["break"]["length_s"] and before["phase"] != "on-break"
        if rests and before["break"]["work_s"] < 1:  # whether there was any is rounded away
            self._open["natural"] += 1
            rests = False
        ends = before["phase"] == "on-break" and seconds >= before["on_break"]["left_s"]
        outcome = "natural" if rests else "done" if ends else None
        if outcome is None:
            await self._ask("status")
            return
        self._open[outcome] += 1
        await self._ask("status")
        self._open[outcome] -= 1
        self._story[outcome] += 1

    async def _go_on(self, status: Status) -> Status:
        """A few seconds at work, or of a break."""
        seconds = self._chance.uniform(1, TICK_S - 1)
        ends = status["phase"] == "on-break" and seconds + 1 > status["on_break"]["left_s"]
        self._open["done"] += ends
        self._uncertain = self._uncertain or ends
        self._pass(seconds)
        after = await self._ask("status")
        self._open["done"] -= ends
        if status["phase"] == "on-break" and after["phase"] != "on-break":
            self._story["done"] += 1
        return after

    async def _live(self, status: Status) -> None:
        """Until the daemon is killed."""
        chance = self._chance
        self._kill_in(chance.expovariate(1.5))
        while True:
            if status["phase"] == "prompting" and status["prompt"]["shown_at"]:
                if chance.random() < 0.3:  # in the middle of what an answer brings about
                    self._kill_in(chance.uniform(0, 0.008))
                act = chance.choice(ACTS)
                if act == "done":
                    await self._answer("done", "done")
                elif act == "press":
                    await self._press("done", "done")
                elif act == "ignore":
                    await self._ignore(status)
                elif act == "snooze" and status["prompt"]["snoozes_left"]:
                    await self._press("snooze", None)
                elif act == "skip":
                    await self._answer("skip", "skipped")
                elif act == "start":
                    await self._answer("start", None)
                elif act == "nap":
                    await self._nap(chance.choice([60.0, 180.0, 1200.0]))
                status = await self._ask("status")
            elif chance.random() < 0.01:
                if chance.random() < 0.3:
                    self._kill_in(chance.uniform(0, 0.008))
                await self._nap(chance.choice([40.0, 400.0, 3600.0, 50000.0]))
                status = await self._ask("status")
            elif chance.random() < 0.01 and status["phase"] == "working":
                await self._answer("now", None)
                status = await self._ask("status")
            else:
                status = await self._go_on(status)
