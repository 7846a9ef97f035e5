"""What the user was promised, and when a clock on the wall has a say in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo


@dataclass(frozen=True)
class Promise:
    """What breakd was told, in seconds and local times."""

    zone: tzinfo
    every: float = 1500.0
    length: float = 120.0  # of the break by work
    clock: Sequence[time] = (time(10, 30), time(15, 0))
    clock_length: float = 300.0
    clock_title: str = "Tea"
    hours: tuple[time, time] = (time(8, 30), time(17, 45))
    weekdays: frozenset[int] = frozenset(range(5))
    idle: float = 60.0
    rest: float = 300.0
    lifetime: float = 60.0
    retry: float = 120.0
    repeats: int = 2
    snooze: float = 300.0
    snoozes: int = 2
    typing: float = 120.0


def calendar(promise: Promise, wall: float) -> tuple[list[float], list[float]]:
    """The walls to come at which a break by the clock is due, and at which the hours change."""
    first = datetime.fromtimestamp(wall, promise.zone).date()
    days = [first + timedelta(n) for n in range(-1, 62)]

    def walls(times: Iterable[time]) -> list[float]:
        all_ = [datetime.combine(d, t, promise.zone).timestamp() for d in days for t in times]
        return sorted(at for at in all_ if at > wall)

    return walls(promise.clock), walls(promise.hours)


def is_off(promise: Promise, wall: float) -> bool:
    now = datetime.fromtimestamp(wall, promise.zone)
    begins, ends = promise.hours
    return now.weekday() not in promise.weekdays or not begins <= now.time() < ends
