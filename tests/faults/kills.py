"""The daemon killed again and again at random moments of busy days.

A day of eight hours passes in some seconds: the daemon's clocks are shifted by a few seconds at a
time, and a made-up user answers its prompts on a real bus and a real socket, naps, and takes
breaks.  After each `kill -9` the snapshot and the history are looked at, and the next daemon's
countdown is compared with what the user has seen of the last one's.
"""

import asyncio
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.desktop.private_bus import BusDaemon
from tests.faults import soundness
from tests.faults.machine import START_S, KilledError, Machine, Status

TICK_S = 10.0
SHIM = Path(__file__).parents[1] / "clockshim" / "shim.c"
COMPILE = ("cc", "-O1", "-shared", "-fPIC")
UNHEARD_S = 0.1  # on its way to the daemon
SAVED_S = 60.0 + TICK_S  # so much work is in the snapshot, whenever it was written
ACTS = ("done", "press", "snooze", "skip", "start", "ignore", "ignore", "nap")


class Days(Machine):
    """One user's days, and what must be on record of them."""

    def __init__(self, folder: Path, library: Path, chance: random.Random) -> None:
        super().__init__(folder, library)
        self.worst = 0.0  # the largest error of a countdown, in seconds
        self.compared = 0
        self.left = 0  # notifications that only the service could take down
        self._chance = chance
        self._story: Counter[str] = Counter()  # the outcomes that must be on record
        self._open: Counter[str] = Counter()  # those that may be

    # --- the user --------------------------------------------------------------------------------

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

    # --- after the end ---------------------------------------------------------------------------

    async def run(self, kills: int) -> None:
        """So many of them."""
        await self._screen.start()
        status = await self._start()
        for number in range(kills):
            with contextlib.suppress(KilledError):
                await self._live(status)
            assert self._daemon is not None
            self._daemon.wait()
            await self._screen.sync()
            self._dead = time.monotonic()
            self._look_at_the_files()
            assert self._seen is not None
            (before, at), uncertain = self._seen, self._uncertain
            gone = self._be_without()
            status = await self._start()
            if gone >= 0 and not uncertain and before["phase"] != "on-break":
                self._look_at_the_countdown(status, before, self._seen[1] - at)
            self._look_at_the_story(before, slept=gone < 0, uncertain=uncertain)
            await self._look_at_the_screen()
            if number % 50 == 49:
                print(f"{number + 1} kills: {self}", flush=True)
        await self._screen.stop()

    def __str__(self) -> str:
        outcomes = ", ".join(f"{times} {what}" for what, times in sorted(self._story.items()))
        return (
            f"{self.lived / 3600:.0f} h, {outcomes}; "
            f"{self.compared} countdowns wrong by {self.worst:.1f} s at most, "
            f"{self.left} prompts left to their own end"
        )

    def _be_without(self) -> float:
        """Some time until the next start: seconds, negative if slept."""
        gone = self._chance.choice([0.0, 0.0, 10.0, 30.0, 0.0, 0.0, 0.0, -400.0])
        if gone > 0:
            self._pass(gone)
        elif gone:
            self._sleep(-gone)
        return gone

    def _look_at_the_files(self) -> None:
        if not self._snapshot.exists():
            assert not self._story, "no snapshot"
            self._uncertain = True  # killed before it was ever written
            return
        saved = soundness.snapshot(self._snapshot)
        aside = [file.name for file in self._snapshot.parent.iterdir() if ".bad" in file.name]
        aside += [file.name for file in self._history.parent.iterdir() if ".bad" in file.name]
        assert not aside, aside
        assert saved.state.cycle >= 1
        assert "Traceback" not in self._log.read_text(), self._log.read_text()[-4000:]

    def _look_at_the_story(self, before: Status, *, slept: bool, uncertain: bool) -> None:
        """Whatever was confirmed is on record, once, and nothing is that did not happen."""
        found = soundness.outcomes(self._history)
        may = self._story + self._open
        may["done"] += before["phase"] == "on-break"
        if slept:
            may["natural"] += 1
            may["done"] += 1  # a break that had just begun
            sure = not uncertain and before["phase"] == "working"
            self._story["natural"] += sure and before["break"]["work_s"] > SAVED_S
        for what in soundness.OUTCOMES:
            assert self._story[what] <= found[what] <= may[what], (
                f"{found[what]} times {what}, expected {self._story[what]} to {may[what]}"
            )
        self._story, self._open = found, Counter()

    def _look_at_the_countdown(self, status: Status, before: Status, passed: float) -> None:
        expected = before["break"]["work_s"] + passed
        error = abs(status["break"]["work_s"] - expected)
        self.worst, self.compared = max(self.worst, error), self.compared + 1
        assert error <= TICK_S, f"{status['break']['work_s']} s of work instead of {expected:.1f} s"

    async def _look_at_the_screen(self) -> None:
        """One prompt is up while prompting, none else: the last daemon's has been taken down.

        One that was killed before it had heard the number of its notification leaves that to the
        service, which takes it down when its time is over.
        """
        up, end = self._screen.up, time.monotonic() + START_S
        while True:
            with contextlib.suppress(KilledError):
                status = await self._ask("status")
                if status["phase"] == "on-break":  # it goes on, and nothing is shown again
                    self._let_go()
                    return
                if len(up) == int(status["phase"] == "prompting"):
                    return
            assert time.monotonic() < end, f"{up} up, killed {self._killed}: {status}"
            await asyncio.sleep(0.05)
            self._let_go()

    def _let_go(self) -> None:
        """Of a notification whose number nobody can know."""
        for number, (since, ends) in list(self._screen.up.items()):
            if ends and self._killed - UNHEARD_S < since <= self._dead:
                del self._screen.up[number]
                self.left += 1


def _worker(seed: int, kills: int) -> None:
    with tempfile.TemporaryDirectory(prefix="breakd-kills-") as name:
        folder = Path(name)
        library = folder / "shim.so"
        subprocess.run([*COMPILE, "-o", str(library), str(SHIM)], check=True)
        bus = BusDaemon(folder)
        bus.start()
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.address
        days = Days(folder / "home", library, random.Random(seed))
        try:
            asyncio.run(days.run(kills))
            print(f"seed {seed}: {kills} kills: {days}", flush=True)
        finally:
            days.end()
            bus.kill()


def run(kills: int, *, jobs: int, seed: int) -> int:
    """Share the kills among so many users side by side; 0 if all went well."""
    words = [sys.executable, "-m", __name__]
    shares = [kills // jobs + (n < kills % jobs) for n in range(jobs)]
    workers = [
        subprocess.Popen([*words, str(seed + n), str(share)]) for n, share in enumerate(shares)
    ]
    return max(worker.wait() for worker in workers)


if __name__ == "__main__":
    _worker(int(sys.argv[1]), int(sys.argv[2]))
