"""python-dbusmock's logind on a private system bus, and a line to it."""

import asyncio
import functools
import shutil
import subprocess
from typing import Any

import pytest

from breakd.desktop.dbus.bus import Bus, BusError
from tests.patience import PATIENCE_S

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
MOCK = "org.freedesktop.DBus.Mock"
UID = 1000


@functools.cache
def python() -> str:
    """The system's Python, which Debian's python3-dbusmock is for."""
    for name in ("/usr/bin/python3", "python3"):
        found = shutil.which(name)
        if found is None:
            continue
        look = [found, "-c", "import dbusmock, gi"]
        if subprocess.run(look, capture_output=True, check=False).returncode == 0:
            return found
    pytest.skip("needs python-dbusmock (Debian: apt install python3-dbusmock)")


def _spawn() -> subprocess.Popen[bytes]:
    words = [python(), "-m", "dbusmock", "--system", "--template", "logind"]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL)


class MockLogind:
    """A logind that says what it is told."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Appear, with one session named "1", which is the user's own."""
        self._process = _spawn()
        there = asyncio.Event()
        remove = await self._bus.watch_owner(NAME, lambda owner: there.set() if owner else None)
        async with asyncio.timeout(PATIENCE_S):
            await there.wait()
            while not await self._ready():
                pass
        remove()
        await self.add("1")

    async def _ready(self) -> bool:
        """Whether the template has been loaded."""
        try:
            await self._bus.call(NAME, PATH, MANAGER, "ListSessions")
        except BusError:
            return False
        return True

    def kill(self) -> None:
        """Vanish at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    async def add(self, session: str, **changed: tuple[str, Any]) -> None:
        """Another session of the user's; `changed` properties are (signature, value)."""
        (path,) = await self._mock(
            PATH, "AddSession", "ssusb", session, "seat0", UID, "somebody", True
        )
        await self.update(session, **changed)
        await self.emit("SessionNew", "so", session, path)

    async def remove(self, session: str) -> None:
        """The session ends."""
        path = f"{PATH}/session/{session}"
        await self._mock(PATH, "RemoveObject", "s", path)
        await self.emit("SessionRemoved", "so", session, path)

    async def update(self, session: str, **changed: tuple[str, Any]) -> None:
        """Change properties of a session, and say so."""
        path = f"{PATH}/session/{session}"
        await self._mock(path, "UpdateProperties", "sa{sv}", SESSION, changed)

    async def locked(self, hint: bool, session: str = "1") -> None:
        """Some program has set LockedHint."""
        await self.update(session, LockedHint=("b", hint))

    async def say(self, signal: str, session: str = "1") -> None:
        """`Lock` or `Unlock`."""
        path = f"{PATH}/session/{session}"
        await self._mock(path, "EmitSignal", "sssav", SESSION, signal, "", [])

    async def sleep(self, begins: bool) -> None:
        """`PrepareForSleep`."""
        await self.emit("PrepareForSleep", "b", begins)

    async def emit(self, signal: str, signature: str, *values: Any) -> None:
        """A signal of the manager."""
        body = list(zip(signature, values, strict=True))
        await self._mock(PATH, "EmitSignal", "sssav", MANAGER, signal, signature, body)

    async def method(self, path: str, interface: str, name: str, *code: str) -> None:
        """Give an object another method: signatures in and out, and the Python that it runs."""
        await self._mock(path, "AddMethod", "sssss", interface, name, *code)

    async def screen_of_user(self, session: str | None) -> None:
        """What `Display` of the user who asks says; None: there is no such session."""
        user = PATH + "/user/self"
        path = f"{PATH}/session/{session}" if session else "/"
        display = {"Display": ("(so)", (session or "", path))}
        interface = "org.freedesktop.login1.User"
        await self._mock(PATH, "AddObject", "ssa{sv}a(ssss)", user, interface, display, [])

    async def inhibitors(self) -> list[tuple[Any, ...]]:
        """What holds sleep back: (what, who, why, mode, uid, pid) each."""
        (found,) = await self._bus.call(NAME, PATH, MANAGER, "ListInhibitors")
        return [tuple(one) for one in found]

    async def _mock(self, path: str, member: str, signature: str, *values: Any) -> tuple[Any, ...]:
        return await self._bus.call(NAME, path, MOCK, member, signature, *values)
