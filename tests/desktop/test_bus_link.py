"""The link: a connection that comes late, dies and comes back."""

import asyncio
import signal
from collections.abc import AsyncIterator

import pytest

from breakd.desktop.dbus.bus import Bus
from breakd.desktop.dbus.link import BusLink
from tests.desktop.private_bus import BusDaemon
from tests.patience import PATIENCE_S


class User:
    """Notes what the link tells it."""

    def __init__(self, *, fails: bool = False) -> None:
        self.ups: asyncio.Queue[Bus] = asyncio.Queue()
        self.downs: asyncio.Queue[None] = asyncio.Queue()
        self._fails = fails

    async def up(self, bus: Bus) -> None:
        self.ups.put_nowait(bus)
        if self._fails:
            raise RuntimeError("broken adapter")

    def down(self) -> None:
        self.downs.put_nowait(None)
        if self._fails:
            raise RuntimeError("broken adapter")


def now(link: BusLink) -> Bus | None:
    return link.bus


@pytest.fixture
async def link(bus_daemon: BusDaemon) -> AsyncIterator[BusLink]:
    link = BusLink(first=0.01, longest=0.02)
    yield link
    await link.stop()


async def test_every_user_is_rebuilt_when_the_bus_dies(
    link: BusLink, bus_daemon: BusDaemon
) -> None:
    broken, user = User(fails=True), User()
    link.attach(broken.up, broken.down)
    link.attach(user.up, user.down)
    link.start()
    async with asyncio.timeout(PATIENCE_S):
        first = await user.ups.get()
        await link.tried.wait()
        assert now(link) is first
        bus_daemon.kill()
        await user.downs.get()
        assert now(link) is None
        bus_daemon.start()
        second = await user.ups.get()
    assert second is not first
    assert now(link) is second
    assert broken.ups.qsize() == 2
    await link.stop()
    assert user.downs.qsize() == 1
    assert second.lost.done()


async def test_a_bus_that_comes_late_is_found(
    link: BusLink, bus_daemon: BusDaemon, caplog: pytest.LogCaptureFixture
) -> None:
    bus_daemon.kill()
    user = User()
    link.attach(user.up, user.down)
    link.start()
    async with asyncio.timeout(PATIENCE_S):
        await link.tried.wait()
        assert link.bus is None
        await asyncio.sleep(0.1)  # several attempts
        bus_daemon.start()
        await user.ups.get()
    assert caplog.text.count("No connection to the session bus") == 1
    assert user.downs.empty()


async def test_who_had_no_answer_from_a_slow_bus_is_set_up_anew(
    link: BusLink, bus_daemon: BusDaemon
) -> None:
    """One that only logged in slowly must not be without its icon and notifications all day."""

    answered: asyncio.Queue[Bus] = asyncio.Queue()
    other = User()

    async def ask(bus: Bus) -> None:
        if other.ups.empty():
            bus_daemon.send(signal.SIGSTOP)
        other.ups.put_nowait(bus)
        dbus = "org.freedesktop.DBus"
        await bus.call(dbus, "/", dbus, "GetId", timeout=0.05)
        answered.put_nowait(bus)

    link.attach(ask, other.down)
    link.start()
    async with asyncio.timeout(PATIENCE_S):
        await other.downs.get()
        bus_daemon.send(signal.SIGCONT)
        bus = await answered.get()
    assert bus is not other.ups.get_nowait()
    assert now(link) is bus


async def test_stop_before_anything_happened(link: BusLink) -> None:
    link.start()
    await link.stop()
    assert link.bus is None
