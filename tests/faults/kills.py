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
from tests.faults.machine import START_S, KilledError, Status
from tests.faults.user import TICK_S, User

SHIM = Path(__file__).parents[1] / "clockshim" / "shim.c"
COMPILE = ("cc", "-O1", "-shared", "-fPIC")
SAVED_S = 60.0 + TICK_S  # so much work is in the snapshot, whenever it was written
SOON_S = 120.0 - SAVED_S  # who starts later, on a busy machine, may take it for an absence


class Days(User):
    """One user's days, and what is looked at after each kill."""

    def __init__(self, folder: Path, library: Path, chance: random.Random) -> None:
        super().__init__(folder, library, chance)
        self.worst = 0.0  # the largest error of a countdown, in seconds
        self.compared = 0
        self.left = 0  # notifications that only the service could take down

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
            self._known |= self._written()
            self._let_go()
            self._look_at_the_files()
            assert self._seen is not None
            (before, at), uncertain = self._seen, self._uncertain
            gone = self._be_without()
            status = await self._start()
            passed = self._seen[1] - at
            soon = gone >= 0 and passed <= SOON_S
            if soon and not uncertain and before["phase"] != "on-break":
                self._look_at_the_countdown(status, before, passed)
            self._look_at_the_story(before, soon=soon, slept=gone < 0, uncertain=uncertain)
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

    def _look_at_the_story(
        self, before: Status, *, soon: bool, slept: bool, uncertain: bool
    ) -> None:
        """Whatever was confirmed is on record, once, and nothing is that did not happen."""
        found = soundness.outcomes(self._history)
        may = self._story + self._open
        may["done"] += before["phase"] == "on-break"
        if not soon:
            may["natural"] += 1
            may["done"] += 1  # a break that had just begun
        if slept:
            sure = not uncertain and before["phase"] == "working"
            self._story["natural"] += sure and before["break"]["work_s"] > SAVED_S
        for what in soundness.OUTCOMES:
            assert self._story[what] <= found[what] <= may[what], (
                f"{found[what]} times {what}, expected {self._story[what]} to {may[what]}"
            )
        self._story, self._open = found, Counter()

    def _look_at_the_countdown(self, status: Status, before: Status, passed: float) -> None:
        if any(times > before["today"][what] for what, times in status["today"].items()):
            # The cycle has ended unseen, as when a prompt was ignored; the story knows what may.
            assert status["break"]["work_s"] <= passed + TICK_S, f"{before}: {status}"
            return
        expected = before["break"]["work_s"] + passed
        error = abs(status["break"]["work_s"] - expected)
        self.worst, self.compared = max(self.worst, error), self.compared + 1
        assert error <= TICK_S, f"{passed:.1f} s after {before}: {status}"

    async def _look_at_the_screen(self) -> None:
        """One prompt is up while prompting, none else: the last daemon's has been taken down."""
        up, end = self._screen.up, time.monotonic() + START_S
        while True:
            with contextlib.suppress(KilledError):
                status = await self._ask("status")
                if status["phase"] == "on-break":  # it goes on, and nothing is shown again
                    return
                if len(up) == int(status["phase"] == "prompting"):
                    return
            assert time.monotonic() < end, f"{up} up, known {self._known}: {status}"
            await asyncio.sleep(0.05)

    def _let_go(self) -> None:
        """Leave to the service, which takes it down when its time is over, a notification whose
        number the daemon had not heard, or not written down, before it was killed."""
        for number, (_, ends) in list(self._screen.up.items()):
            if ends and number not in self._known:
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
