"""A few of the thousand: see `kills.py`."""

import random
from pathlib import Path

import pytest

from tests.desktop.private_bus import BusDaemon
from tests.faults.kills import Days


async def test_killed_in_the_middle_of_busy_days(
    clock_library: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("k")
    bus = BusDaemon(folder)
    bus.start()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    days = Days(folder / "home", clock_library, random.Random(1))
    try:
        await days.run(5)
    finally:
        days.end()
        bus.kill()
