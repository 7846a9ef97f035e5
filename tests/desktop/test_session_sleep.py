"""Asleep: announced once, twice, never or out of order; and held back until it was posted."""

import asyncio
import contextlib
from pathlib import Path

import pytest

from tests.desktop.logind_mock import MANAGER, PATH, MockLogind
from tests.desktop.private_bus import BusDaemon
from tests.desktop.session_listener import (
    ASLEEP,
    AWAKE,
    Listener,
    breath,
    until_held,
)
from tests.patience import PATIENCE_S


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
    async with asyncio.timeout(PATIENCE_S):
        while await logind.inhibitors():
            await breath()


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
