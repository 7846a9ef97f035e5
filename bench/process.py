"""What a running process costs, as Linux counts it."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
KIB_PER_MIB = 1024


@dataclass(frozen=True)
class Memory:
    """MiB.  `uss` is what would be free if the process ended; `pss` adds its share of what
    several processes hold in common; `rss` counts that in full.  `anonymous` is what comes from
    no file, and so is nobody else's whoever runs beside it."""

    uss: float
    pss: float
    rss: float
    anonymous: float


@dataclass(frozen=True)
class Activity:
    """Over some stretch of time: seconds of processor time per minute, how often per second the
    process fell asleep of itself (and so was woken), and its threads."""

    cpu_s_per_min: float
    wakeups_per_s: float
    threads: int


def memory(pid: int) -> Memory:
    """Of one process."""
    return Memory(*_memory(pid))


def memory_together(find: Callable[[], list[int]]) -> Memory:
    """Of the processes that `find` finds."""
    each = []
    for pid in find():
        with contextlib.suppress(OSError):  # it has just ended
            each.append(_memory(pid))
    return Memory(*map(sum, zip(*each, strict=True)))


def _memory(pid: int) -> tuple[float, ...]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    kib = {name: int(rest.split()[0]) for name, rest in (line.split(":") for line in lines)}
    private = kib["Private_Clean"] + kib["Private_Dirty"]
    return tuple(k / KIB_PER_MIB for k in (private, kib["Pss"], kib["Rss"], kib["Anonymous"]))


def activity(pid: int, seconds: float) -> Activity:
    """Watch a process for so long."""
    return activities([pid], seconds)[0]


def activities(pids: list[int], seconds: float) -> list[Activity]:
    """Watch several processes for so long."""
    before = [(pid, time.monotonic(), _cpu_s(pid), _sleeps(pid)) for pid in pids]
    time.sleep(seconds)
    return [_since(*one) for one in before]


def family(name: str, value: str) -> list[int]:
    """The processes that live and have this variable in their environment."""
    word, found = f"{name}={value}".encode(), []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):  # it has just ended
            if entry.name.isdigit() and word in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
    return found


def together(find: Callable[[], list[int]], seconds: float) -> Activity:
    """Watch the processes that `find` finds for so long, as one.  What one does that both begins
    and ends meanwhile is told by its parent: its processor time, and not how often it slept."""
    began, before = time.monotonic(), _counts(find())
    time.sleep(seconds)
    passed, after = time.monotonic() - began, _counts(find())
    new = (0.0, 0, 0)
    cpu = sum(now[0] - before.get(pid, new)[0] for pid, now in after.items())
    sleeps = sum(now[1] - before.get(pid, new)[1] for pid, now in after.items())
    return Activity(cpu * 60 / passed, sleeps / passed, sum(now[2] for now in after.values()))


def _counts(pids: list[int]) -> dict[int, tuple[float, int, int]]:
    """Processor time, sleeps and threads of those that live."""
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError):  # it has just ended
            found[pid] = _cpu_s(pid), _sleeps(pid), _threads(pid)
    return found


def _since(pid: int, began: float, cpu: float, sleeps: int) -> Activity:
    passed = time.monotonic() - began
    return Activity(
        (_cpu_s(pid) - cpu) * 60 / passed,
        (_sleeps(pid) - sleeps) / passed,
        _threads(pid),
    )


def _threads(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def _cpu_s(pid: int) -> float:
    """Processor time so far, with that of children that have ended: theirs in hundredths of a
    second, its own to the nanosecond."""
    own = sum(int(text.split()[0]) for text in _of_threads(pid, "schedstat")) / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return own + sum(map(int, fields[13:15])) / TICKS_PER_S


def _sleeps(pid: int) -> int:
    """Voluntary context switches so far, of all threads."""
    return sum(
        int(line.split()[1])
        for text in _of_threads(pid, "status")
        for line in text.splitlines()
        if line.startswith("voluntary_ctxt_switches")
    )


def _of_threads(pid: int, name: str) -> Iterator[str]:
    """What this file says of each thread."""
    for file in Path(f"/proc/{pid}/task").glob(f"*/{name}"):
        with contextlib.suppress(OSError):  # it has just ended
            yield file.read_text()
