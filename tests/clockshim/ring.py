"""Run by test_alarm_clocks.py with clocks that can be set: one scenario, told as JSON lines.

Each line is one call that the alarm made, with the time since the start on the clocks that the
scenario left alone.
"""

import asyncio
import json
import resource
import sys
import threading
from datetime import UTC, datetime

from breakd.clocks.alarm import Alarm
from breakd.clocks.clock import read
from breakd.core.model import Break
from tests.clockshim.clocks import Clocks

HOUR, YEAR = 3600.0, 365 * 86400.0
EVERY_MINUTE = Break("often", every=None, cron="* * * * *")
HALF_PAST_TEN = Break("tea", every=None, at=("10:30",))


class Scene:
    """A real alarm, the clocks it goes by, and what it did."""

    def __init__(self) -> None:
        self.clocks = Clocks.mine()
        self.rang = asyncio.Event()
        self.start_mono = read().mono
        self.alarm = Alarm(read, self.tick, self.clock_time)

    def tell(self, what: str, **more: float) -> None:
        after = read().mono - self.start_mono
        print(json.dumps({"what": what, "after": after, **more}))

    def tick(self) -> None:
        self.tell("tick")
        self.rang.set()

    def clock_time(self, name: str, due_wall: float) -> None:
        self.tell(name, due=due_wall)
        self.rang.set()

    def turn_to(self, hour: int, minute: int, second: float = 0) -> float:
        """Set the wall clock to this UTC time of the next day; returns its POSIX seconds."""
        day = int(read().wall // 86400 + 1) * 86400
        wall = day + hour * HOUR + minute * 60 + second
        self.clocks.shift(real=wall - read().wall)
        return wall


async def set_back(scene: Scene) -> None:
    scene.alarm.set(0.7)
    await asyncio.sleep(0.2)
    scene.clocks.shift(real=-HOUR)
    await scene.rang.wait()
    await asyncio.sleep(0.3)


async def set_forward(scene: Scene) -> None:
    scene.alarm.plan((EVERY_MINUTE,))
    scene.alarm.set(1.0)
    await asyncio.sleep(0.2)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    scene.clocks.shift(real=YEAR)
    scene.alarm.set(2.0)
    await asyncio.sleep(0.1)
    scene.clocks.shift(real=YEAR)
    scene.alarm.plan((EVERY_MINUTE,))  # wakes the scheduler, which sees a year gone by
    await asyncio.sleep(2.5)
    scene.tell("kib", grown=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)


async def nap(scene: Scene) -> None:
    scene.alarm.set(HOUR)
    await asyncio.sleep(0.2)
    scene.clocks.shift(real=2 * HOUR, boot=2 * HOUR)
    scene.tell("check", moved=scene.alarm.check())
    await scene.rang.wait()
    scene.tell("check", moved=scene.alarm.check())


async def nap_unsaid(scene: Scene) -> None:
    scene.alarm.set(1.0)
    await asyncio.sleep(0.2)
    scene.clocks.shift(real=2 * HOUR, boot=2 * HOUR)
    await scene.rang.wait()


async def clock_break(scene: Scene) -> None:
    scene.tell("due", due=scene.turn_to(10, 29, 59) + 1)
    scene.alarm.plan((HALF_PAST_TEN,))
    scene.alarm.set(HOUR)
    await scene.rang.wait()
    scene.clocks.shift(real=-2)  # and it comes again
    scene.alarm.check()
    await asyncio.sleep(2.5)


async def pass_over(scene: Scene, seconds: float, *, asleep: bool) -> None:
    scene.turn_to(10, 29)
    scene.alarm.plan((HALF_PAST_TEN,))
    scene.alarm.check()
    await asyncio.sleep(0.1)
    scene.clocks.shift(real=seconds, boot=seconds if asleep else 0)
    scene.alarm.check()
    await asyncio.sleep(0.3)
    upcoming = scene.alarm.upcoming()
    assert upcoming is not None
    at = datetime.fromtimestamp(upcoming[1], UTC)
    assert (at.hour, at.minute) == (10, 30)
    scene.tell("next", ahead=upcoming[1] - read().wall)


async def main(name: str, seconds: float) -> None:
    scene = Scene()
    scene.alarm.start()
    await asyncio.sleep(0.05)
    scene.start_mono = read().mono
    if name in ("sleep_over", "skip"):
        await pass_over(scene, seconds, asleep=name == "sleep_over")
    else:
        play = {f.__name__: f for f in (set_back, set_forward, nap, nap_unsaid, clock_break)}
        await play[name](scene)
    scene.alarm.stop()
    assert threading.active_count() == 1


asyncio.run(main(sys.argv[1], float(sys.argv[2])))
