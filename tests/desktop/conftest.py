"""Fixtures for tests against real services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.private_bus import BusDaemon


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
