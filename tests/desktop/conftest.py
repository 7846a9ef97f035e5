"""Fixtures for tests against real services."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from breakd.desktop.dbus.bus import Bus
from breakd.desktop.notify import slot as notify_slot
from tests.desktop.bus_pair import Pair
from tests.desktop.logind_mock import MockLogind
from tests.desktop.notify_kit import Desk
from tests.desktop.private_bus import BusDaemon
from tests.desktop.session_listener import Listener, Saver
from tests.desktop.tray_kit import Icon
from tests.desktop.views import view


@pytest.fixture
def bus_daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BusDaemon]:
    """A private bus, running, and the session bus as far as the environment says."""
    folder = tmp_path / "dbus"
    folder.mkdir()
    daemon = BusDaemon(folder)
    daemon.start()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.address)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    yield daemon
    daemon.kill()


@pytest.fixture
def system_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BusDaemon]:
    """Another private bus, which is the system bus as far as the environment says."""
    folder = tmp_path / "system"
    folder.mkdir()
    daemon = BusDaemon(folder)
    daemon.start()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", daemon.address)
    monkeypatch.setenv("XDG_SESSION_ID", "1")
    yield daemon
    daemon.kill()


@pytest.fixture
async def pair(bus_daemon: BusDaemon) -> AsyncIterator[Pair]:
    """Two connections to the private bus."""
    server, client = await Bus.connect(), await Bus.connect()
    yield Pair(server, client)
    await server.close()
    await client.close()


@pytest.fixture
async def logind(system_bus: BusDaemon) -> AsyncIterator[MockLogind]:
    """A logind that says what a test wants; our session is "1"."""
    bus = await Bus.connect("SYSTEM")
    mock = MockLogind(bus)
    await mock.start()
    yield mock
    mock.kill()
    await bus.close()


@pytest.fixture
async def listener(bus_daemon: BusDaemon, system_bus: BusDaemon) -> AsyncIterator[Listener]:
    """What a session posts; not started yet."""
    listener = Listener()
    yield listener
    await listener.stop()


@pytest.fixture
async def savers(bus_daemon: BusDaemon) -> AsyncIterator[list[Saver]]:
    """Screen savers to be stopped at the end: a test puts its own here."""
    savers: list[Saver] = []
    yield savers
    for saver in savers:
        await saver.stop()


@pytest.fixture
async def desk(bus_daemon: BusDaemon, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """A notifier, not started yet, and no server; signals settle in no time."""
    monkeypatch.setattr(notify_slot, "SETTLE_S", 0.05)
    desk = Desk(bus_daemon)
    yield desk
    await desk.stop()


@pytest.fixture
async def icon(bus_daemon: BusDaemon) -> AsyncIterator[Icon]:
    """The tray's icon, at work, and no panel."""
    icon = Icon()
    icon.tray.show(view())
    icon.link.start()
    await icon.link.tried.wait()
    yield icon
    await icon.link.stop()
