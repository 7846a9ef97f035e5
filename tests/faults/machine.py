"""A daemon whose days pass in seconds, and the screen that its notifications are on."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.clockshim.clocks import Clocks
from tests.desktop.scripted_server import ScriptedServer

CONFIG = """
[[break]]
name = "stretch"
every = "3m"
length = "45s"
[prompt]
lifetime = "30s"
repeats = 1
retry = "1m"
[away]
idle = "2h"
[defer]
typing = "0s"
call = false
full_screen = false
do_not_disturb = false
"""
START_S = 60.0  # a busy machine starts programs slowly
Status = dict[str, Any]


class KilledError(Exception):
    """The daemon is gone."""


class Screen(ScriptedServer):
    """Knows what is up."""

    def __init__(self) -> None:
        super().__init__()
        self.up: dict[int, tuple[float, bool]] = {}  # since when, and whether it has an end

    def _notify(self, *call: Any) -> tuple[int]:
        (number,) = super()._notify(*call)
        self.up[number] = time.monotonic(), self.notes.pop().expire > 0
        return (number,)

    def _close(self, number: int) -> None:
        self.up.pop(number, None)
        super()._close(number)

    def press(self, number: int, key: str) -> None:
        """Press a button, after which the notification is gone."""
        self.up.pop(number, None)
        self.act(number, key)
        self.gone(number, 2)


class Machine:
    """One daemon after the other in `folder`, on clocks that are shifted, and their screen."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.lived = 0.0  # seconds of the shifted clocks
        for place in ("run", ".config/breakd", ".local/share/breakd"):
            (folder / place).mkdir(mode=0o700, parents=True)
        self._clocks = Clocks(library, folder / "clocks")
        self._awake = 0.0  # by how much MONOTONIC has been shifted
        self._env = {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"],
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/none",
            "PATH": os.environ["PATH"],
            "TZ": "UTC",
            **self._clocks.preload,
        }
        self._socket = folder / "run/breakd/control.sock"
        self._snapshot = folder / ".local/state/breakd/snapshot.json"
        self._history = folder / ".local/share/breakd/history.sqlite3"
        self._up = folder / "run/breakd/shown.json"
        self._log = folder / "log"
        (folder / ".config/breakd/config.toml").write_text(CONFIG)
        self._history.touch(mode=0o600)  # who has been here before is not greeted
        self._daemon: subprocess.Popen[bytes] | None = None
        self._known: set[int] = set()  # the notifications that it knows to be up
        self._plans: list[asyncio.TimerHandle] = []
        self._screen = Screen()
        self._seen: tuple[Status, float] | None = None  # the last word, and when on MONOTONIC
        self._uncertain = False  # something has happened since that changes the countdown

    def _mono(self) -> float:
        return time.monotonic() + self._awake

    def _pass(self, seconds: float) -> None:
        self._awake += seconds
        self.lived += seconds
        self._clocks.shift(real=seconds, boot=seconds, mono=seconds)

    def _sleep(self, seconds: float) -> None:
        self.lived += seconds
        self._clocks.shift(real=seconds, boot=seconds)

    async def _start(self) -> Status:
        with self._log.open("ab") as log:
            self._daemon = subprocess.Popen(  # noqa: ASYNC220 - it takes a moment
                [sys.executable, "-m", "breakd", "run"], env=self._env, stdout=log, stderr=log
            )
        end = time.monotonic() + START_S
        while True:
            assert self._daemon.poll() is None, self._log.read_text()[-4000:]
            assert time.monotonic() < end, "the daemon does not come up"
            with contextlib.suppress(KilledError):
                return await self._ask("status")
            await asyncio.sleep(0.02)

    def _kill_in(self, seconds: float) -> None:
        self._plans.append(asyncio.get_running_loop().call_later(seconds, self._kill))

    def _kill(self) -> None:
        assert self._daemon is not None
        if self._daemon.poll() is None:
            self._daemon.kill()
        for plan in self._plans:
            plan.cancel()
        self._plans.clear()

    async def _ask(self, verb: str, **more: object) -> Status:
        """The status afterwards; KilledError if there is no answer."""
        asked = time.monotonic()
        try:
            reader, writer = await asyncio.open_unix_connection(self._socket)
        except OSError:
            raise KilledError from None
        try:
            writer.write(json.dumps({"do": verb, **more}).encode() + b"\n")
            line = await reader.readline()
        except OSError:
            line = b""
        finally:
            writer.close()
        if not line.endswith(b"\n"):
            raise KilledError
        reply = json.loads(line)
        if verb != "status":
            return {"ok": reply["ok"]}
        self._seen, self._uncertain = (reply["status"], self._mono()), False
        status: Status = reply["status"]
        if status["phase"] == "prompting" and status["prompt"]["shown_at"]:
            self._known |= {n for n, (since, _) in self._screen.up.items() if since < asked}
        return status

    def _written(self) -> set[int]:
        """The notifications that are up by what the daemon has written down."""
        try:
            return {number for _, number in json.loads(self._up.read_text())["shown"]}
        except FileNotFoundError:
            return set()

    def end(self) -> None:
        """Leave no daemon behind."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()
