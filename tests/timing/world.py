"""What the daemon finds around it: a notification service, Mutter's idle monitor, logind and a
sound server, as a script plays them, and the raw log of what was injected and seen, and when."""

import json
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from breakd.desktop.dbus.bus import Bus, Method
from tests.clockshim.clocks import Clocks

DBUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
NOTIFY, NOTIFY_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
MUTTER, MUTTER_PATH = "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core"
LOGIND, LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
SESSION_PATH = LOGIND_PATH + "/session/_31"
PROPERTIES = "org.freedesktop.DBus.Properties"

RECORDING = [  # as pw-dump prints it: a program records from a microphone
    {"id": 1, "type": "PipeWire:Interface:Node", "info": {
        "state": "running", "props": {"media.class": "Audio/Source"}}},
    {"id": 2, "type": "PipeWire:Interface:Node", "info": {
        "state": "running",
        "props": {"media.class": "Stream/Input/Audio", "application.process.id": 1}}},
    {"id": 3, "type": "PipeWire:Interface:Link", "info": {
        "output-node-id": 1, "input-node-id": 2}},
]  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """One line of the raw log: what happened, when by BOOTTIME and by the wall clock."""

    boot: float
    wall: float
    what: str
    more: dict[str, Any] = field(default_factory=dict)


class World:
    """`later(seconds, act)` has something done then, and `on_prompt(id, actions)` hears of prompts.

    Nobody touches anything until `input(True)`.
    """

    def __init__(
        self,
        clocks: Clocks,
        folder: Path,
        later: Callable[[float, Callable[[], None]], None],
        on_prompt: Callable[[int, list[str]], None],
    ) -> None:
        self.facts: list[Fact] = []
        self.up: int | None = None  # the prompt on the screen
        self._clocks = clocks
        self._later = later
        self._on_prompt = on_prompt
        self._handled = 0
        self._notes = 0
        self._watches: dict[int, float] = {}  # seconds; 0: for activity
        self._last_watch = 0
        self._still_since: float | None = self.boot
        self._locked = False
        self._dump = folder / "dump"
        self._dump.write_text(json.dumps(RECORDING[:1]))
        self._tool(folder)

    @property
    def boot(self) -> float:
        return self._clocks.read_ns()[1] / 1e9

    def log(self, what: str, **more: Any) -> None:
        real, boot, _ = self._clocks.read_ns()
        self.facts.append(Fact(boot / 1e9, real / 1e9, what, more))

    async def start(self) -> None:
        """Appear on the bus that stands for both."""
        self._bus = bus = await Bus.connect()
        bus.export(NOTIFY_PATH, NOTIFY, {
            "Notify": self._method("susssasa{sv}i", "u", self._notify),
            "CloseNotification": self._method("u", "", self._close),
            "GetCapabilities": self._method("", "as", lambda: (["actions", "body"],)),
            "GetServerInformation": self._method("", "ssss", lambda: ("it", "us", "1", "1.2")),
        })  # fmt: skip
        bus.export(MUTTER_PATH, MUTTER, {
            "GetIdletime": self._method("", "t", self._idle_time),
            "AddIdleWatch": self._method("t", "u", lambda ms: self._watch(ms / 1000)),
            "AddUserActiveWatch": self._method("", "u", lambda: self._watch(0)),
            "RemoveWatch": self._method("u", "", lambda n: self._watches.pop(n, None) and None),
        })  # fmt: skip
        session = self._method("s", "o", lambda _name: (SESSION_PATH,))
        bus.export(LOGIND_PATH, LOGIND + ".Manager", {"GetSession": session})
        bus.export(SESSION_PATH, LOGIND + ".Session", {}, self._session)
        for name in (NOTIFY, MUTTER, LOGIND):
            assert await bus.own(name)

    async def stop(self) -> None:
        await self._bus.close()
        self._pipewire.close()

    async def deliver(self) -> None:
        """What was said so far on the bus has arrived, and what was answered to it."""
        while True:
            handled = self._handled
            for _ in range(2):
                await self._bus.call(*DBUS, "GetId")
            if handled == self._handled:
                return

    def _method(self, takes: str, gives: str, run: Callable[..., Any]) -> Method:
        def counted(*values: Any) -> Any:
            self._handled += 1
            return run(*values)

        return Method(takes, gives, counted)

    # --- the notification service ----------------------------------------------------------------

    def _notify(
        self, _app: str, replaces: int, _icon: str, title: str, _body: str,
        actions: list[str], *_rest: Any,
    ) -> tuple[int]:  # fmt: skip
        self._notes += replaces == 0
        number = replaces or self._notes
        keys = actions[::2]
        if "done" in keys:  # else it is a notice
            self.log("prompt", title=title)
            self.up = number
            self._on_prompt(number, keys)
        else:
            self.log("notice", title=title)
        return (number,)

    def _close(self, number: int) -> None:
        if number == self.up:
            self.up = None
            self.log("withdrawn")
        self._bus.emit(NOTIFY_PATH, NOTIFY, "NotificationClosed", "uu", number, 3)

    def answer(self, number: int, how: str) -> None:
        """The user presses a button, or "close"s the prompt."""
        assert number == self.up
        self.up = None
        self.log("answer", how=how)
        if how == "close":
            self._bus.emit(NOTIFY_PATH, NOTIFY, "NotificationClosed", "uu", number, 2)
        else:
            self._bus.emit(NOTIFY_PATH, NOTIFY, "ActionInvoked", "us", number, how)

    # --- the idle monitor ------------------------------------------------------------------------

    def input(self, goes_on: bool) -> None:
        """Somebody begins to type, or stops."""
        if goes_on == (self._still_since is None):
            return
        self.log("input", goes_on=goes_on)
        if not goes_on:
            self._still_since = self.boot
            for number, seconds in self._watches.items():
                self._arm(number, seconds)
            return
        self._still_since = None
        for number, seconds in list(self._watches.items()):
            if seconds == 0:
                del self._watches[number]
                self._fire(number)

    @property
    def goes_on(self) -> bool:
        """Whether somebody types just now."""
        return self._still_since is None

    def _idle_time(self) -> tuple[int]:
        since = self._still_since
        return (0 if since is None else round((self.boot - since) * 1000),)

    def _watch(self, seconds: float) -> tuple[int]:
        self._last_watch += 1
        self._watches[self._last_watch] = seconds
        if self._still_since is not None:
            self._arm(self._last_watch, seconds)
        return (self._last_watch,)

    def _arm(self, number: int, seconds: float) -> None:
        """Have the watch fire when nobody has touched anything for so long."""
        since = self._still_since
        if since is None or seconds == 0:
            return

        def come() -> None:
            if self._still_since == since and number in self._watches:
                self._fire(number)

        self._later(max(0.0, since + seconds - self.boot), come)

    def _fire(self, number: int) -> None:
        self._bus.emit(MUTTER_PATH, MUTTER, "WatchFired", "u", number)

    # --- the session, and sleep ------------------------------------------------------------------

    def lock(self, locked: bool) -> None:
        """The screen is locked, or unlocked."""
        self.log("lock", locked=locked)
        self._locked = locked
        changed = {"LockedHint": ("b", locked)}
        self._bus.emit(
            SESSION_PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as",
            LOGIND + ".Session", changed, [],
        )  # fmt: skip

    def _session(self) -> dict[str, tuple[str, Any]]:
        return {
            "Class": ("s", "user"),
            "State": ("s", "active"),
            "Active": ("b", True),
            "LockedHint": ("b", self._locked),
            "IdleHint": ("b", False),
            "IdleSinceHintMonotonic": ("t", 0),
        }

    def announce_sleep(self, begins: bool) -> None:
        """PrepareForSleep."""
        self.log("announced", begins=begins)
        self._bus.emit(LOGIND_PATH, LOGIND + ".Manager", "PrepareForSleep", "b", begins)

    def sleep(self, seconds: float) -> None:
        """The machine has slept for so long."""
        self._clocks.shift(real=seconds, boot=seconds)
        if self._still_since is not None:
            self._still_since += seconds  # Mutter counts on MONOTONIC
            for number, watched in self._watches.items():
                self._arm(number, watched)
        self.log("slept", seconds=seconds)

    def step(self, seconds: float) -> None:
        """The wall clock is set."""
        self._clocks.shift(real=seconds)
        self.log("step", seconds=seconds)

    # --- the sound server ------------------------------------------------------------------------

    def _tool(self, folder: Path) -> None:
        """What stands for PipeWire: its socket, and the program that asks it."""
        (folder / "bin").mkdir()
        program = folder / "bin" / "pw-dump"
        program.write_text(f"#!/bin/sh\nexec cat {self._dump}\n")
        program.chmod(0o755)
        self._pipewire = socket.socket(socket.AF_UNIX)
        self._pipewire.bind(str(folder / "pipewire-0"))
        self.env = {
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PIPEWIRE_RUNTIME_DIR": str(folder),
        }

    def call(self, goes_on: bool) -> None:
        """A microphone is in use from now on, or no more."""
        self.log("call", goes_on=goes_on)
        fresh = self._dump.with_suffix(".new")
        fresh.write_text(json.dumps(RECORDING if goes_on else RECORDING[:1]))
        fresh.replace(self._dump)
