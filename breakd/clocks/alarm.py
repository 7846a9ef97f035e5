"""The alarm: wakes the engine, and says when a clock-time break's moment has come."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from datetime import UTC
from typing import TYPE_CHECKING, Any

from breakd.core.model import Break, Now
from breakd.daemon.lean import sparing_imports

if TYPE_CHECKING:
    from breakd.clocks.moments import Moments

ON_TIME_S = 120.0  # a clock-time break later than this is missed
_EARLY_S = 0.05  # a ring no earlier than this is on time
_SAME_S = 0.005  # the same instant, worked out twice
_STEP_S = 1.0  # clocks that drift apart by more have been set, or have slept


class Alarm:
    """One wake-up for the engine, and the moments of the clock-time breaks.

    `tick` and `clock_time` (a break's name and its scheduled instant in POSIX seconds) are called
    on the loop, never from within a method of the alarm; neither may raise.  Early calls of `set`
    and `plan` are kept until `start`.

    The engine's wake-up is kept in BOOTTIME, and rung by a timer of the loop; an early ring is
    sent back to sleep.  The clock-time breaks are left to APScheduler, which is imported when
    there are any: it takes a tenth of the daemon's memory.  It reckons with the wall clock, and
    nothing wakes it when that is set; so `check` arms it again.
    """

    def __init__(
        self,
        read: Callable[[], Now],
        tick: Callable[[], None],
        clock_time: Callable[[str, float], None],
    ) -> None:
        self._read = read
        self._tick = tick
        self._clock_time = clock_time
        self._is_running = False
        self._scheduler: Any = None  # APScheduler has no types
        self._due_boot: float | None = None
        self._wake: asyncio.TimerHandle | None = None
        self._breaks: tuple[Break, ...] = ()
        self._moments: dict[str, Moments] = {}
        self._rung: deque[tuple[str, float]] = deque(maxlen=64)
        self._armed = read()

    def start(self) -> None:
        """Begin to ring; call it on the running loop."""
        self._is_running = True
        self._arm(self._read())

    def stop(self) -> None:
        """Ring no more."""
        self._is_running = False
        self._due_boot = None
        self._call_off()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    def set(self, seconds: float | None) -> None:
        """Wake the engine in so many seconds, and not at any time set before; None: not at all."""
        now = self._read()
        due = None if seconds is None else now.boot + max(seconds, 0.0)
        before, self._due_boot = self._due_boot, due
        if self._moved(now):
            self._rearm(now)
        elif before is None or due is None or abs(due - before) > _SAME_S:
            self._arm_wake(now)

    def plan(self, breaks: tuple[Break, ...]) -> None:
        """Ring for those of `breaks` that come by the clock, and for no others."""
        self._breaks = tuple(b for b in breaks if b.at or b.cron is not None)
        self._arm_moments(self._read())

    def upcoming(self) -> tuple[str, float] | None:
        """The next clock-time break and its instant (POSIX seconds); None: none is planned."""
        wall = self._read().wall
        times = ((name, moments.after(wall)) for name, moments in self._moments.items())
        coming = [(at, name) for name, at in times if at is not None]
        return min(coming)[::-1] if coming else None

    def check(self) -> bool:
        """Arm everything again if a clock was set, the machine slept or the zone is another.

        Returns whether that was so.  `set` looks as well; call this when the system says so.
        """
        now = self._read()
        moved = self._moved(now)
        if moved:
            self._rearm(now)
        return moved

    def _moved(self, now: Now) -> bool:
        then = self._armed
        return (
            abs((now.wall - now.boot) - (then.wall - then.boot)) > _STEP_S
            or abs((now.boot - now.mono) - (then.boot - then.mono)) > _STEP_S
            or now.zone is not then.zone
        )

    def _rearm(self, now: Now) -> None:
        self._arm(now)
        # Asleep over a moment, but not for long: still on time.
        for name in self._moments:
            asyncio.get_running_loop().call_soon(self._look, name)

    def _arm(self, now: Now) -> None:
        self._armed = now
        self._arm_wake(now)
        self._arm_moments(now)

    # --- the engine's wake-up --------------------------------------------------------------------

    def _arm_wake(self, now: Now) -> None:
        self._call_off()
        if self._is_running and self._due_boot is not None:
            left = max(self._due_boot - now.boot, 0.0)
            self._wake = asyncio.get_running_loop().call_later(left, self._ring)

    def _call_off(self) -> None:
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None

    def _ring(self) -> None:
        now = self._read()
        if self._due_boot is not None and self._due_boot - now.boot > _EARLY_S:
            self._arm_wake(now)
            return
        self._due_boot = None
        self._tick()

    # --- clock-time breaks -----------------------------------------------------------------------

    def _arm_moments(self, now: Now) -> None:
        if not self._is_running:
            return
        for name in self._moments:
            self._drop(f"at {name}")
        self._moments = {}
        for planned in self._breaks:
            scheduler = self._running_scheduler()
            from breakd.clocks.moments import Moments

            moments = self._moments[planned.name] = Moments(planned, now.zone)
            job = f"at {planned.name}"
            scheduler.add_job(self._come, moments, args=[planned.name], id=job, name=job)

    def _drop(self, job: str) -> None:
        if self._scheduler.get_job(job) is not None:  # a job that has run for good is gone
            self._scheduler.remove_job(job)
            self._scheduler.wakeup()  # or its timer would run on

    def _running_scheduler(self) -> Any:
        if self._scheduler is None:
            with sparing_imports():
                from apscheduler.executors.asyncio import AsyncIOExecutor
                from apscheduler.jobstores.memory import MemoryJobStore
                from apscheduler.schedulers.asyncio import AsyncIOScheduler
            logging.getLogger("apscheduler").setLevel(logging.WARNING)
            self._scheduler = AsyncIOScheduler(
                timezone=UTC,
                executors={"default": AsyncIOExecutor()},
                jobstores={"default": MemoryJobStore()},
                job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            )
            self._scheduler.start()
        return self._scheduler

    # A coroutine, because APScheduler starts a thread for anything else.
    async def _come(self, name: str) -> None:
        self._look(name)

    def _look(self, name: str) -> None:
        """Say that a moment of this break has come, if one has and was not said before."""
        wall = self._read().wall
        moments = self._moments.get(name)
        due = moments.latest(wall - ON_TIME_S, wall) if moments is not None else None
        if due is not None and (name, due) not in self._rung:
            self._rung.append((name, due))
            self._clock_time(name, due)


def check_cron(text: str) -> None:
    """Raise ValueError, with the reason in one sentence, unless `text` is five crontab fields
    that mean something."""
    with sparing_imports():
        from breakd.clocks.moments import Moments
    if Moments(Break("", every=None, cron=text), UTC).after(0.0) is None:
        raise ValueError("there is no such day")
