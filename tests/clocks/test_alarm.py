"""The alarm on a running loop, with readings of the clocks that a test can shift."""

import asyncio
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest

from breakd.clocks import clock
from breakd.clocks.alarm import Alarm
from breakd.core.model import Break, Now
from tests.patience import PATIENCE_S

TEA = Break("tea", every=None, at=("10:30", "15:00"))
LUNCH = Break("lunch", every=None, cron="0 12 * * mon-fri")


@dataclass
class Desk:
    """An alarm, its clocks and what it rang."""

    boot: float = 0.0
    wall: float = 0.0
    zone: tzinfo = UTC
    ticks: int = 0
    rang: asyncio.Event = field(default_factory=asyncio.Event)
    alarm: Alarm = field(init=False)

    def __post_init__(self) -> None:
        self.alarm = Alarm(self.read, self.tick, lambda name, due: None)

    def read(self) -> Now:
        now = clock.read()
        return Now(now.boot + self.boot, now.mono, now.wall + self.wall, self.zone)

    def tick(self) -> None:
        self.ticks += 1
        self.rang.set()

    async def tick_comes(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            await self.rang.wait()
        self.rang.clear()


@pytest.fixture
async def desk() -> Desk:
    return Desk()


async def quiet() -> None:
    """Long enough for a second ring, were there one."""
    await asyncio.sleep(0.3)


async def test_it_rings_once_and_in_the_loop_s_own_thread(desk: Desk) -> None:
    before = threading.active_count()
    desk.alarm.start()
    desk.alarm.set(0.05)
    await desk.tick_comes()
    await quiet()
    assert desk.ticks == 1
    assert threading.active_count() == before
    desk.alarm.stop()


async def test_a_later_setting_takes_the_place_of_an_earlier_one(desk: Desk) -> None:
    desk.alarm.start()
    desk.alarm.set(0.1)
    desk.alarm.set(3600)
    await quiet()
    assert desk.ticks == 0
    desk.alarm.set(0)
    await desk.tick_comes()
    desk.alarm.stop()


async def test_set_to_none_it_does_not_ring(desk: Desk) -> None:
    desk.alarm.start()
    desk.alarm.set(0.1)
    desk.alarm.set(None)
    await quiet()
    assert desk.ticks == 0
    desk.alarm.stop()


async def test_what_was_set_before_the_start_is_kept(desk: Desk) -> None:
    desk.alarm.set(0.0)
    desk.alarm.plan((TEA,))
    await quiet()
    assert desk.ticks == 0
    assert desk.alarm.upcoming() is None
    desk.alarm.start()
    await desk.tick_comes()
    assert desk.alarm.upcoming() is not None
    desk.alarm.stop()


async def test_it_can_be_set_again_from_each_ring(desk: Desk) -> None:
    desk.alarm.start()
    for _ in range(50):
        desk.alarm.set(0)
        await desk.tick_comes()
    await quiet()
    assert desk.ticks == 50
    desk.alarm.stop()


async def test_a_process_that_stood_still_past_the_time_rings_when_it_goes_on(desk: Desk) -> None:
    desk.alarm.start()
    desk.alarm.set(0.05)
    await asyncio.sleep(0)
    time.sleep(0.2)  # noqa: ASYNC251 - the whole process
    await desk.tick_comes()
    await quiet()
    assert desk.ticks == 1
    desk.alarm.stop()


@pytest.fixture
async def timers(monkeypatch: pytest.MonkeyPatch) -> list[asyncio.TimerHandle]:
    """Every timer that the loop is given from now on."""
    loop = asyncio.get_running_loop()
    plain, found = loop.call_later, []

    def noted(*args: object) -> asyncio.TimerHandle:
        found.append(plain(*args))  # type: ignore[arg-type]  # passed on as they came
        return found[-1]

    monkeypatch.setattr(loop, "call_later", noted)
    return found


def waiting(timers: list[asyncio.TimerHandle]) -> list[asyncio.TimerHandle]:
    now = asyncio.get_running_loop().time()
    return [timer for timer in timers if timer.when() > now and not timer.cancelled()]


async def test_after_a_ring_nothing_is_left_to_wake_up_for(
    desk: Desk, timers: list[asyncio.TimerHandle]
) -> None:
    desk.alarm.start()
    desk.alarm.set(0.05)
    await desk.tick_comes()
    assert timers
    assert not waiting(timers)
    desk.alarm.stop()


async def test_called_off_there_is_nothing_to_wake_up_for(
    desk: Desk, timers: list[asyncio.TimerHandle]
) -> None:
    desk.alarm.start()
    desk.alarm.set(3600)
    await asyncio.sleep(0.01)
    assert len(waiting(timers)) == 1
    desk.alarm.set(None)
    await asyncio.sleep(0.01)
    assert not waiting(timers)
    desk.alarm.stop()


async def test_stopped_it_does_not_ring(desk: Desk) -> None:
    desk.alarm.start()
    desk.alarm.set(0.05)
    desk.alarm.stop()
    await quiet()
    assert desk.ticks == 0


async def test_only_a_change_of_the_clocks_is_one(desk: Desk) -> None:
    assert not desk.alarm.check()
    for change in ("boot", "wall"):
        setattr(desk, change, 30.0)
        assert desk.alarm.check()
        assert not desk.alarm.check()
    desk.wall += 0.2  # set right by the network: no step
    assert not desk.alarm.check()
    desk.zone = ZoneInfo("Asia/Tokyo")
    assert desk.alarm.check()


async def test_what_fell_due_asleep_rings_at_the_next_look(desk: Desk) -> None:
    desk.alarm.start()
    desk.alarm.set(3600)
    desk.boot = desk.wall = 7200
    assert desk.alarm.check()
    await desk.tick_comes()
    desk.alarm.stop()


async def test_the_next_clock_time_break(desk: Desk) -> None:
    monday_8 = datetime(2026, 6, 1, 8, tzinfo=UTC).timestamp()
    desk.wall = monday_8 - clock.read().wall
    desk.alarm.start()
    assert desk.alarm.upcoming() is None
    desk.alarm.plan((Break("stretch"), LUNCH, TEA))
    assert desk.alarm.upcoming() == ("tea", monday_8 + 2.5 * 3600)
    desk.zone = ZoneInfo("Europe/Berlin")  # it is 10:00 there
    desk.alarm.check()
    assert desk.alarm.upcoming() == ("tea", monday_8 + 0.5 * 3600)
    desk.alarm.plan((LUNCH,))
    assert desk.alarm.upcoming() == ("lunch", monday_8 + 2 * 3600)
    desk.alarm.plan((Break("stretch"),))
    assert desk.alarm.upcoming() is None
    desk.alarm.stop()


LEAN = """
import asyncio, sys
from breakd.clocks import clock
from breakd.clocks.alarm import Alarm
from breakd.core.model import Break

async def main():
    rang = asyncio.Event()
    alarm = Alarm(clock.read, rang.set, print)
    alarm.start()
    alarm.set(0)
    await rang.wait()
    assert not any(name.startswith("apscheduler") for name in sys.modules)
    alarm.plan((Break("tea", every=None, at=("10:30",)),))
    alarm.stop()

asyncio.run(main())
heavy = {"importlib.metadata", "email", "zipfile", "csv", "tkinter", "PIL"}
heavy |= {"multiprocessing", "concurrent.futures.process", "uuid", "platform"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
from importlib.metadata import version
assert version("apscheduler").startswith("3."), "the real one is back"
from concurrent.futures import ProcessPoolExecutor
from uuid import uuid4
from apscheduler import job
from apscheduler.executors import pool
assert pool.multiprocessing.get_context("spawn"), "asked for what it has not, it gives way"
assert type(job.uuid4()) is type(uuid4())
assert pool.ProcessPoolExecutor(1)._pool.__class__ is ProcessPoolExecutor
"""


def test_it_is_light_and_leaves_the_library_s_own_parts_as_they_were() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEAN], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
