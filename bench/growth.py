"""What time does to breakd: a history of ten years, and a year of breaks in one daemon's life."""

import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.process import Memory, memory
from bench.running import PROGRAM, desktop
from breakd.control import client
from breakd.core.stats import Entry
from breakd.storage import rows
from breakd.storage.database import open_to_write
from tests.clockshim.clocks import Clocks, compiled
from tests.desk import tray
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

DAYS, ROWS = 3650, 20  # of the long history: ten rows of a day are prompts, ten are outcomes
WHAT = ("done", "done", "done", "natural", "skipped", "missed")

TICK_S = 10.0  # so much work a step counts at most
NIGHT_S = 14 * 3600.0
BREAKS = 17  # a day
ANSWERS = ("done", "done", "done", "snooze", "skip", "")  # "": none
# Breaks come so often that a day's number of them takes minutes, and the X server, whose clock
# nobody shifts, never tells that somebody left.
CONFIG = """
[[break]]
name = "stretch"
every = "1m"
length = "1s"
[away]
idle = "2h"
[prompt]
repeats = 0
[snooze]
choices = ["1m"]
[defer]
typing = "0s"
"""


@dataclass(frozen=True)
class Start:
    """With a history of so many rows: seconds to the icon, to an answer, of two commands; and
    what the daemon holds."""

    rows: int
    icon_s: float
    ready_s: float
    status_s: float
    week_s: float
    all_s: float
    memory: Memory


@dataclass(frozen=True)
class Held:
    """By one daemon after so many days of its life."""

    day: int
    breaks: int
    memory: Memory
    descriptors: int
    threads: int


# --- ten years of history ------------------------------------------------------------------------


def starts(times: int) -> list[Start]:
    """Without a history, and with one of ten years; each figure the least of so many."""
    with desktop() as desk:
        empty = _starts(desk, 0, times)
        return [empty, _starts(desk, _fill(desk), times)]


def _fill(desk: Desktop) -> int:
    connection = open_to_write(desk.home / ".local/share/breakd/history.sqlite3", patience=5)
    lots = random.Random(1)
    first = datetime.now(UTC).replace(hour=8, minute=0) - timedelta(days=DAYS - 1)
    connection.execute("BEGIN")
    for number in range(DAYS * ROWS // 2):
        day, hour = divmod(number, ROWS // 2)
        at = (first + timedelta(days=day, minutes=50 * hour)).timestamp()
        what = lots.choice(WHAT)
        for kind, utc in (("prompt", at), (what, at + 30)):
            entry = Entry(kind, utc, 3600, "CET", number, "stretch", "chin-tuck", "neck")
            rows.insert(connection, "bench", entry)
    connection.execute("COMMIT")
    connection.close()
    return DAYS * ROWS


def _starts(desk: Desktop, count: int, times: int) -> Start:
    found = [_begin(desk) for _ in range(times)]
    with _daemon(desk) as daemon:
        _wait(desk)
        status = _least(desk, times, "status")
        week = _least(desk, times, "stats")
        everything = _least(desk, times, "stats", "--days", "3660")
        time.sleep(5)
        icon, ready = (min(seconds) for seconds in zip(*found, strict=True))
        return Start(count, icon, ready, status, week, everything, memory(daemon.pid))


def _begin(desk: Desktop) -> tuple[float, float]:
    """Seconds from exec to the icon, and until a command is answered."""
    with desk.bus() as bus:
        wait_until(lambda: not tray.items(bus), "the icon to go")
        began = time.monotonic()
        with _daemon(desk):
            while not tray.items(bus):
                time.sleep(0.002)
            icon = time.monotonic() - began
            _wait(desk)
            return icon, time.monotonic() - began


def _least(desk: Desktop, times: int, *words: str) -> float:
    found = []
    for _ in range(times):
        began = time.monotonic()
        desk.output(PROGRAM, *words)
        found.append(time.monotonic() - began)
    return min(found)


# --- a year in one life --------------------------------------------------------------------------


def year(days: int, every: int) -> Iterator[Held]:
    """One daemon with shifted clocks lives through so many working days of `BREAKS` breaks, with
    nights asleep between them; told every so many days."""
    with desktop() as desk:
        (desk.home / ".config/breakd").mkdir(parents=True)
        (desk.home / ".config/breakd/config.toml").write_text(CONFIG)
        clocks = Clocks(compiled("shim", desk.folder), desk.folder / "clocks")
        with _daemon(desk, clocks.preload) as daemon:
            _wait(desk)
            life = _Life(desk, clocks)
            for day in range(1, days + 1):
                life.day()
                if day % every == 0 or day == 1:
                    yield _held(daemon.pid, day, life.breaks)


class _Life:
    """The days of somebody with one daemon."""

    def __init__(self, desk: Desktop, clocks: Clocks) -> None:
        self.breaks = 0
        self._desk, self._clocks = desk, clocks
        self._lots = random.Random(1)

    def day(self) -> None:
        until = self.breaks + BREAKS
        while self.breaks < until:
            self._pass(TICK_S)
            if self._status()["phase"] == "prompting":
                wait_until(self._shown, "the prompt on the screen")
                self._answer(self._lots.choice(ANSWERS))
                self.breaks += 1
        self._clocks.shift(real=NIGHT_S, boot=NIGHT_S)
        self._status()

    def _answer(self, answer: str) -> None:
        self._pass(self._lots.uniform(6, 20))
        if answer and self._status()["phase"] == "prompting":
            client.ask({"do": answer}, path=_socket(self._desk))

    def _shown(self) -> bool:
        prompt = self._status()["prompt"]
        return prompt is None or prompt["shown_at"] is not None

    def _pass(self, seconds: float) -> None:
        self._clocks.shift(real=seconds, boot=seconds, mono=seconds)

    def _status(self) -> dict[str, Any]:
        status: dict[str, Any] = client.ask({"do": "status"}, path=_socket(self._desk))["status"]
        return status


def _held(pid: int, day: int, breaks: int) -> Held:
    process = Path(f"/proc/{pid}")
    descriptors, threads = (len(list((process / part).iterdir())) for part in ("fd", "task"))
    return Held(day, breaks, memory(pid), descriptors, threads)


# --- the daemon ----------------------------------------------------------------------------------


@contextmanager
def _daemon(desk: Desktop, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    process = desk.processes.spawn("breakd", PROGRAM, "run", env={**desk.env, **(env or {})})
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait(desk: Desktop) -> None:
    """Until the daemon answers."""

    def answers() -> bool:
        try:
            return bool(client.ask({"do": "status"}, path=_socket(desk))["ok"])
        except client.NoDaemonError:
            return False

    wait_until(answers, "breakd to answer", 60)


def _socket(desk: Desktop) -> Path:
    return Path(desk.env["XDG_RUNTIME_DIR"]) / "breakd/control.sock"
