"""Time for a daemon and its children: it stands, or flows, while any of them is awake, and leaps to
the next moment at which one of them would wake as soon as all of them wait.

They run as always, on their own code and the system's, but for their clocks and their waits
(tests/clockshim): what takes the daemon a month takes minutes here.
"""

import asyncio
import contextlib
import os
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tests.clockshim.clocks import Clocks

_MESSAGE = struct.Struct("=3q")
_PATIENCE_S = 60.0  # of the real world, until all wait
_NS = 10**9


@dataclass(eq=False)
class Line:
    """To one process.  `until` is where it stops waiting, in nanoseconds, -1 for never; `answer`
    is the number of the last question after which it still waited."""

    socket: socket.socket
    pid: int
    waits: bool = False
    until: int = -1
    answer: int = 0

    def say(self, kind: str, value: int = 0) -> None:
        with contextlib.suppress(OSError):  # it has ended, which is about to be read
            self.socket.send(_MESSAGE.pack(ord(kind), value, 0))


class Conductor:
    """Conducts every process that runs with `env`, and what those start.

    `deliver` makes sure that what was said so far on message buses has arrived.  Whoever conducts
    may say something there before each `run`.  The clocks flow only where they have not been
    stopped.
    """

    def __init__(
        self, clocks: Clocks, folder: Path, libraries: str, deliver: Callable[[], Awaitable[None]]
    ) -> None:
        self.clocks = clocks
        self._deliver = deliver
        self._lines: set[Line] = set()
        self._news = asyncio.Event()
        self._asked = 0
        self._ending: set[int] = set()  # they have hung up, but may not be gone yet
        self._under_way = True  # something on a bus, perhaps
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._listener.setblocking(False)
        self._listener.bind(str(folder / "conductor"))
        self._listener.listen(64)
        asyncio.get_running_loop().add_reader(self._listener, self._news.set)
        self.env = {
            **clocks.preload,
            "LD_PRELOAD": libraries,
            "CONDUCTOR": str(folder / "conductor"),
        }

    def close(self) -> None:
        """Let all of them go: from now on they wait as ever."""
        loop = asyncio.get_running_loop()
        for line in self._lines:
            loop.remove_reader(line.socket)
            line.socket.close()
        self._lines.clear()
        loop.remove_reader(self._listener)
        self._listener.close()

    async def run(self, until: Callable[[], float]) -> None:
        """Let time pass up to this BOOTTIME, which is asked for again before every leap."""
        self._under_way = True
        await self.rest()
        while True:
            _, boot, mono = self.clocks.read_ns()
            left = round(until() * _NS) - boot
            soonest = min(
                (line.until - mono for line in self._lines if line.until >= 0), default=left
            )
            leap = max(0, min(left, soonest))
            self._leap(leap)
            _, _, mono = self.clocks.read_ns()
            for line in self._lines:
                if 0 <= line.until <= mono:
                    line.waits = False
                    line.say("G")
            await self.rest()
            if left <= leap:
                return

    def _leap(self, nanoseconds: int) -> None:
        self.clocks.shift_ns(nanoseconds, nanoseconds, nanoseconds)

    async def rest(self) -> None:
        """Until all of them wait, and nothing is under way between them."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                while not await self._rests():
                    pass
        except TimeoutError:
            awake = [_command(line.pid) for line in self._lines if not line.waits]
            raise AssertionError(f"these did not come to rest: {awake}") from None

    async def _rests(self) -> bool:
        self._accept()
        while any(map(self._lingers, self._ending)):  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.001)  # but whoever waits for them looks at the time
        self._ending.clear()
        while not self._lines or not all(line.waits for line in self._lines):
            self._news.clear()
            await self._news.wait()
            self._accept()
        if self._under_way:
            self._under_way = False
            await self._deliver()
        self._asked += 1
        for line in self._lines:
            line.say("C", self._asked)
        while all(line.waits for line in self._lines):
            if all(line.answer == self._asked for line in self._lines):
                return self._accept() == 0 and not self._under_way and not self._ending
            self._news.clear()
            await self._news.wait()
            self._accept()
        return False

    def _lingers(self, pid: int) -> bool:
        """Whether this process has neither ended nor become another program."""
        if any(line.pid == pid for line in self._lines):
            return False
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False
        return stat.rpartition(")")[2].split()[0] not in "ZX"

    def _accept(self) -> int:
        """Take up with those that have called; how many they are."""
        count = 0
        while True:
            try:
                caller, _ = self._listener.accept()
            except BlockingIOError:
                return count
            caller.setblocking(False)
            peer = caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
            line = Line(caller, struct.unpack("3i", peer)[0])
            self._lines.add(line)
            asyncio.get_running_loop().add_reader(caller, self._hear, line)
            count += 1

    def _hear(self, line: Line) -> None:
        self._news.set()
        while True:
            try:
                said = line.socket.recv(_MESSAGE.size)
            except BlockingIOError:
                return
            except OSError:
                said = b""
            if not said:  # it has ended
                self._lines.discard(line)
                self._ending.add(line.pid)
                asyncio.get_running_loop().remove_reader(line.socket)
                line.socket.close()
                return
            kind, value, sent = _MESSAGE.unpack(said)
            self._under_way |= bool(sent)
            if kind == ord("S"):
                line.answer = value
            else:
                line.waits = kind == ord("W")
                line.until = value if line.waits else -1


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return f"process {pid}"


def libraries(*paths: Path) -> str:
    """What LD_PRELOAD wants."""
    return os.pathsep.join(map(str, paths))
