"""Locked, asleep, switched away: from what services say to what the engine hears."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from breakd.core.model import Event, Gate, GateClosed, GateOpened
from breakd.desktop import session_logind
from breakd.desktop.bus import Bus, Method
from breakd.desktop.bus_link import BusLink
from breakd.desktop.session import Session
from tests.desktop.logind_mock import MANAGER, PATH, MockLogind
from tests.desktop.private_bus import BusDaemon

LOCKED, UNLOCKED = GateClosed(Gate.LOCKED), GateOpened(Gate.LOCKED)
ASLEEP, AWAKE = GateClosed(Gate.SUSPENDED), GateOpened(Gate.SUSPENDED)
SWITCHED, BACK = GateClosed(Gate.SWITCHED), GateOpened(Gate.SWITCHED)


class Saver:
    """A screen saver under any of the names."""

    def __init__(self, name: str, *, active: bool = False, tells: bool = True) -> None:
        self.name = name
        self.path = "/" + name.replace(".", "/")
        self.active = active
        self._tells = tells
        self._bus: Bus | None = None

    @property
    def bus(self) -> Bus:
        assert self._bus is not None
        return self._bus

    async def start(self, path: str | None = None) -> None:
        self._bus = await Bus.connect()
        if self._tells:
            methods = {"GetActive": Method("", "b", lambda: (self.active,))}
            self._bus.export(path or self.path, self.name, methods)
        assert await self._bus.own(self.name)

    def set(self, active: bool) -> None:
        self.active = active
        self.bus.emit(self.path, self.name, "ActiveChanged", "b", active)

    async def stop(self) -> None:
        if self._bus is not None:
            await self._bus.close()


class Listener:
    """A session with all that it has posted; `during` is called within each post."""

    def __init__(self, during: Callable[[], object] = int) -> None:
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self.user_bus = BusLink("SESSION", first=0.01, longest=0.02)
        self.system_bus = BusLink("SYSTEM", first=0.01, longest=0.02)
        self._during = during
        self.session = Session(self._post, self.user_bus, self.system_bus)

    def _post(self, event: Event) -> None:
        self._during()
        self.events.put_nowait(event)

    async def start(self) -> None:
        self.user_bus.start()
        self.system_bus.start()
        await self.user_bus.tried.wait()
        await self.system_bus.tried.wait()

    async def stop(self) -> None:
        self.session.stop()
        await self.user_bus.stop()
        await self.system_bus.stop()

    async def hears(self, *expected: Event) -> None:
        """These are posted, in this order, and nothing else so far."""
        async with asyncio.timeout(10):
            heard = [await self.events.get() for _ in expected]
        assert heard == list(expected)
        assert self.events.empty()


@pytest.fixture
def system_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BusDaemon]:
    folder = tmp_path / "system"
    folder.mkdir()
    daemon = BusDaemon(folder)
    daemon.start()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", daemon.address)
    monkeypatch.setenv("XDG_SESSION_ID", "1")
    yield daemon
    daemon.kill()


@pytest.fixture
async def logind(system_bus: BusDaemon) -> AsyncIterator[MockLogind]:
    bus = await Bus.connect("SYSTEM")
    mock = MockLogind(bus)
    await mock.start()
    yield mock
    mock.kill()
    await bus.close()


@pytest.fixture
async def listener(bus_daemon: BusDaemon, system_bus: BusDaemon) -> AsyncIterator[Listener]:
    listener = Listener()
    yield listener
    await listener.stop()


@pytest.fixture
async def savers(bus_daemon: BusDaemon) -> AsyncIterator[list[Saver]]:
    savers: list[Saver] = []
    yield savers
    for saver in savers:
        await saver.stop()


# --- locked, by logind ---------------------------------------------------------------------------


async def test_locked_by_the_hint(listener: Listener, logind: MockLogind) -> None:
    await listener.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    await logind.locked(True)
    await logind.locked(False)
    await listener.hears(UNLOCKED)
    assert listener.session.lock == "logind"
    assert listener.session.sleep == "logind"


async def test_already_locked_and_not_in_front_at_the_start(
    listener: Listener, logind: MockLogind
) -> None:
    await logind.update("1", LockedHint=("b", True), Active=("b", False))
    await listener.start()
    await listener.hears(LOCKED, SWITCHED)


async def test_locked_by_the_signal(listener: Listener, logind: MockLogind) -> None:
    await listener.start()
    await logind.say("Lock")
    await logind.say("Lock")
    await listener.hears(LOCKED)
    await logind.locked(True)  # the program that locks confirms it
    await logind.locked(False)
    await listener.hears(UNLOCKED)
    await logind.say("Lock")
    await listener.hears(LOCKED)
    await logind.say("Unlock")
    await listener.hears(UNLOCKED)


async def test_a_lock_signal_that_nobody_confirms_does_not_silence_for_ever(
    listener: Listener, logind: MockLogind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_logind, "UNCONFIRMED_S", 0.01)
    await listener.start()
    await logind.say("Lock")
    await listener.hears(LOCKED, UNLOCKED)
    await logind.locked(True)
    await listener.hears(LOCKED)


async def test_a_confirmed_lock_outlives_the_signal(
    listener: Listener, logind: MockLogind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_logind, "UNCONFIRMED_S", 0.01)
    await listener.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    await logind.say("Lock")
    await asyncio.sleep(0.05)  # the signal's time has passed
    await logind.sleep(True)
    await listener.hears(ASLEEP)


# --- locked, by a screen saver -------------------------------------------------------------------


@pytest.mark.parametrize("vendor", ["freedesktop", "gnome", "cinnamon", "mate", "xfce"])
async def test_locked_by_a_screen_saver(
    listener: Listener, savers: list[Saver], vendor: str
) -> None:
    saver = Saver(f"org.{vendor}.ScreenSaver")
    savers.append(saver)
    await saver.start()
    await listener.start()
    assert listener.session.lock == saver.name
    assert listener.session.sleep is None
    saver.set(True)
    saver.set(True)  # GNOME Shell says everything twice
    await listener.hears(LOCKED)
    saver.set(False)
    await listener.hears(UNLOCKED)


async def test_a_screen_saver_that_comes_later_and_is_active_already(
    listener: Listener, savers: list[Saver]
) -> None:
    await listener.start()
    assert listener.session.lock is None
    saver = Saver("org.freedesktop.ScreenSaver", active=True)
    savers.append(saver)
    await saver.start("/ScreenSaver")
    await listener.hears(LOCKED)
    await saver.stop()  # crashed, with the screen locked
    await listener.hears(UNLOCKED)
    assert listener.session.lock is None


async def test_a_screen_saver_that_cannot_be_asked_still_tells(
    listener: Listener, savers: list[Saver]
) -> None:
    saver = Saver("org.mate.ScreenSaver", tells=False)
    savers.append(saver)
    await saver.start()
    await listener.start()
    assert listener.session.lock is None
    saver.set(True)
    await listener.hears(LOCKED)
    assert listener.session.lock == saver.name


async def test_locked_until_the_last_source_says_no(
    listener: Listener, logind: MockLogind, savers: list[Saver]
) -> None:
    saver = Saver("org.gnome.ScreenSaver")
    savers.append(saver)
    await saver.start()
    await listener.start()
    assert listener.session.lock == "logind, org.gnome.ScreenSaver"
    saver.set(True)
    await listener.hears(LOCKED)
    await logind.update("1", LockedHint=("b", True), Active=("b", False))
    await listener.hears(SWITCHED)  # by then it has read both
    saver.set(False)
    await logind.locked(False)
    await listener.hears(UNLOCKED)


async def test_what_was_missed_asleep_is_asked_for_on_waking(
    listener: Listener, logind: MockLogind, savers: list[Saver]
) -> None:
    saver = Saver("org.xfce.ScreenSaver")
    savers.append(saver)
    await saver.start()
    await listener.start()
    saver.active = True  # and no signal
    await logind.sleep(True)
    await logind.sleep(False)
    await listener.hears(ASLEEP, AWAKE, LOCKED)


# --- asleep --------------------------------------------------------------------------------------


async def test_sleep_is_said_as_often_as_it_is_heard(
    listener: Listener, logind: MockLogind
) -> None:
    await listener.start()
    await logind.sleep(False)  # out of order
    await logind.sleep(True)
    await logind.sleep(True)
    await listener.hears(ASLEEP, ASLEEP)
    await logind.sleep(False)
    await logind.sleep(False)
    await listener.hears(AWAKE)
    await logind.sleep(True)
    await listener.hears(ASLEEP)


async def test_sleep_waits_until_it_has_been_posted(
    bus_daemon: BusDaemon, system_bus: BusDaemon, logind: MockLogind
) -> None:
    held: list[bool] = []
    listener = Listener(lambda: held.append(bool(pipes() - before)))
    before = pipes()
    await listener.start()
    try:
        for _ in range(3):
            ((what, who, why, mode, _uid, _pid),) = await until_held(logind)
            assert (what, who, mode) == ("sleep", "breakd", "delay")
            assert why
            await logind.sleep(True)
            await listener.hears(ASLEEP)
            assert held.pop()  # the snapshot is written before sleep goes on
            await until_let_go(logind)
            await logind.sleep(False)
            await listener.hears(AWAKE)
            assert not held.pop()
        await until_held(logind)
    finally:
        await listener.stop()
    await until_let_go(logind)
    assert not pipes() - before


def pipes() -> set[str]:
    """The pipes that this process holds; what delays sleep is one."""
    found = set()
    for fd in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the one that lists them
            found.add(str(fd.readlink()))
    return {link for link in found if link.startswith("pipe:")}


async def until_let_go(logind: MockLogind) -> None:
    async with asyncio.timeout(10):
        while await logind.inhibitors():
            await breath()


async def until_held(logind: MockLogind) -> list[tuple[object, ...]]:
    async with asyncio.timeout(10):
        while not (found := await logind.inhibitors()):
            await breath()
    return found


async def breath() -> None:
    """The mock closes its copy of the descriptor only when it has nothing else to do."""
    await asyncio.sleep(0.01)


async def test_a_logind_that_holds_nothing_back(
    listener: Listener, logind: MockLogind, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "breakd.session")
    refuse = "raise dbus.exceptions.DBusException('not you')"
    await logind.method(PATH, MANAGER, "Inhibit", "ssss", "h", refuse)
    await listener.start()
    for _ in range(2):
        await logind.sleep(True)
        await logind.sleep(False)
        await listener.hears(ASLEEP, AWAKE)
    assert "not you" in caplog.text
    assert caplog.text.count("Sleep will not wait") == 1


# --- which session, and whether it is in front ---------------------------------------------------


async def test_another_user_takes_the_screen(listener: Listener, logind: MockLogind) -> None:
    await listener.start()
    await logind.update("1", Active=("b", False), State=("s", "online"))
    await listener.hears(SWITCHED)
    await logind.update("1", Active=("b", True), State=("s", "active"))
    await listener.hears(BACK)


async def test_sessions_of_others_do_not_matter(listener: Listener, logind: MockLogind) -> None:
    await logind.add("2")
    await listener.start()
    await logind.update("2", Active=("b", False), LockedHint=("b", True))
    await logind.say("Lock", "2")
    await logind.locked(True)
    await listener.hears(LOCKED)


async def test_the_session_of_this_process(
    listener: Listener, logind: MockLogind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "77")  # of an earlier login
    await logind.add("5", LockedHint=("b", True))
    code = f"ret = '{PATH}/session/5'"
    await logind.method(PATH, MANAGER, "GetSessionByPID", "u", "o", code)
    await listener.start()
    await listener.hears(LOCKED)


@pytest.mark.parametrize(
    "unfit", [{"Class": ("s", "manager")}, {"State": ("s", "closing")}], ids=["class", "state"]
)
async def test_the_session_with_the_users_screen(
    listener: Listener,
    logind: MockLogind,
    monkeypatch: pytest.MonkeyPatch,
    unfit: dict[str, tuple[str, str]],
) -> None:
    monkeypatch.delenv("XDG_SESSION_ID")
    await logind.add("5", **unfit)
    await logind.add("6", Active=("b", False))
    code = f"ret = '{PATH}/session/5'"
    await logind.method(PATH, MANAGER, "GetSessionByPID", "u", "o", code)
    await logind.screen_of_user("6")
    await listener.start()
    await listener.hears(SWITCHED)


async def test_a_session_that_ends_while_locked_and_the_next_one(
    listener: Listener, logind: MockLogind, monkeypatch: pytest.MonkeyPatch
) -> None:
    await listener.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    await logind.remove("1")
    await listener.hears(UNLOCKED)
    assert listener.session.lock is None
    assert listener.session.sleep == "logind"
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    await logind.add("2", LockedHint=("b", True))
    await listener.hears(LOCKED)


# --- services come and go ------------------------------------------------------------------------


async def test_logind_restarts(listener: Listener, logind: MockLogind) -> None:
    await listener.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    await logind.sleep(True)
    await listener.hears(ASLEEP)
    logind.kill()
    await listener.hears(UNLOCKED, AWAKE)
    assert (listener.session.lock, listener.session.sleep) == (None, None)
    await logind.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    await until_held(logind)


async def test_the_system_bus_restarts(
    listener: Listener, logind: MockLogind, system_bus: BusDaemon
) -> None:
    await listener.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    system_bus.kill()
    logind.kill()
    await listener.hears(UNLOCKED)
    system_bus.start()
    other = MockLogind(bus := await Bus.connect("SYSTEM"))
    try:
        await other.start()
        await other.locked(True)
        await listener.hears(LOCKED)
    finally:
        other.kill()
        await bus.close()


async def test_logind_that_answers_with_errors_is_asked_again(
    listener: Listener,
    logind: MockLogind,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(session_logind, "RETRY_S", (0.01,))
    await listener.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    await logind._mock(PATH, "RemoveObject", "s", f"{PATH}/session/1")  # and no signal
    await logind.sleep(False)
    await listener.hears(UNLOCKED)
    await logind.add("1", LockedHint=("b", True))
    await listener.hears(LOCKED)
    assert caplog.text.count("will keep trying") == 1


async def test_stopped_it_says_no_more(listener: Listener, logind: MockLogind) -> None:
    await listener.start()
    await logind.locked(True)
    await listener.hears(LOCKED)
    await listener.stop()
    assert listener.events.empty()
    await listener.stop()


async def test_without_any_bus(
    monkeypatch: pytest.MonkeyPatch, listener: Listener, tmp_path: Path
) -> None:
    nowhere = f"unix:path={tmp_path / 'nowhere'}"
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", nowhere)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", nowhere)
    await listener.start()
    assert (listener.session.lock, listener.session.sleep) == (None, None)
