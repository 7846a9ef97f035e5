"""Which session is ours, whether it is in front, and services that come and go."""

from pathlib import Path

import pytest

from breakd.desktop.dbus.bus import Bus
from breakd.desktop.session import logind as session_logind
from tests.desktop.logind_mock import MANAGER, PATH, MockLogind
from tests.desktop.private_bus import BusDaemon
from tests.desktop.session_listener import (
    ASLEEP,
    AWAKE,
    BACK,
    LOCKED,
    SWITCHED,
    UNLOCKED,
    Listener,
    until_held,
)

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
