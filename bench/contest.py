"""Programs measured one after the other, under equal conditions."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.alone import Alone
from bench.icons import Icons
from bench.process import Activity, Memory, family, memory_together, together
from bench.running import desktop
from tests.desk.desktop import Desktop
from tests.desk.programs import find
from tests.desk.waiting import wait_until

MARK = "BREAKD_BENCH"  # in the environment of all that a program starts
AT_WORK = (
    "while sleep 1; do xdotool mousemove_relative 3 0 key shift mousemove_relative -- -3 0; done"
)
MOST_AT_WORK_S = 150  # Workrave asks for its first break after three minutes


@dataclass(frozen=True)
class Runner:
    """How a program is started: "" is breakd; `prepare` sets its desktop up for it."""

    name: str
    program: str
    prepare: Callable[[Desktop], None]


@dataclass(frozen=True)
class Cost:
    """Of one program.  Memory is the larger of what it holds with nobody there and at work;
    `shared` is the same beside another program on its interpreter, None if it has none."""

    memory: Memory
    shared: Memory | None
    rest: Activity
    work: Activity


class Contest:
    """Runs programs on private desktops; use it with `with`."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> "Contest":
        folder = self._stack.enter_context(TemporaryDirectory(prefix="breakd-bench-"))
        self._alone = Alone(Path(folder))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    # --- how soon they are there -----------------------------------------------------------------

    def starts(self, runners: Sequence[Runner], times: int) -> list[list[float]]:
        """Seconds from exec to the icon, for each of them: by turns on one desktop, so that what
        else the machine does tells on all.  The first turn fills caches and does not count."""
        with desktop() as desk:
            for runner in runners:
                runner.prepare(desk)
            turns = [[self._start(desk, one) for one in runners] for _ in range(times + 1)]
        return [list(seconds) for seconds in zip(*turns[1:], strict=True)]

    def _start(self, desk: Desktop, runner: Runner) -> float:
        with Icons(desk) as icons:
            began = time.monotonic()
            with self._running(desk, runner):
                took = icons.wait(began)
                time.sleep(1)  # let it get over its start, as it might not heed its end before
            wait_until(lambda: not icons.there(), "the icon to go")
        return took

    # --- what they take --------------------------------------------------------------------------

    def cost(self, runner: Runner, settle: float, span: float) -> Cost:
        """Watch one of them, alone on a fresh desktop."""
        with desktop() as desk:
            runner.prepare(desk)
            with self._running(desk, runner) as pids:
                time.sleep(settle)
                rest = together(pids, span)
                held = memory_together(pids)
                user = desk.spawn("user", "sh", "-c", AT_WORK)
                time.sleep(2)
                work = together(pids, min(span, MOST_AT_WORK_S))
                later = memory_together(pids)
                user.terminate()
                larger = max(held, later, key=lambda m: m.uss)
                return Cost(larger, self._shared(desk, runner, pids), rest, work)

    def _shared(
        self, desk: Desktop, runner: Runner, pids: Callable[[], list[int]]
    ) -> Memory | None:
        if runner.program:
            return None
        desk.processes.spawn("other", *self._alone.other, env=desk.env | self._alone.env)
        time.sleep(3)
        return memory_together(pids)

    @contextmanager
    def _running(self, desk: Desktop, runner: Runner) -> Iterator[Callable[[], list[int]]]:
        """The program while it runs: what gives the ids of its processes."""
        mark = f"{os.getpid()}-{time.monotonic_ns()}"
        env, words = desk.env | {MARK: mark}, self._alone.words
        if runner.program:
            program = find(runner.program)
            assert program is not None
            words = (program,)
        else:
            env |= self._alone.env
        process = desk.processes.spawn(runner.name, *words, env=env)
        try:
            yield lambda: family(MARK, mark)
        finally:
            _end(process, lambda: family(MARK, mark))


def _end(process: subprocess.Popen[bytes], left: Callable[[], list[int]]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
    for pid in left():  # what it has left behind is not to run beside the next
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
