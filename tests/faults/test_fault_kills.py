"""A few of the thousand, see `kills.py`; and a kill at the worst of moments."""

import random
from pathlib import Path

import pytest

from tests.bare import Bare
from tests.desktop.private_bus import BusDaemon
from tests.faults import soundness
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


def test_killed_between_an_outcome_and_its_snapshot(tmp_path: Path) -> None:
    """The history has it, the snapshot has not: the cycle is over all the same, and what ends the
    next one is not taken for the same break told twice."""
    user = Bare(tmp_path)
    try:
        daemon = user.start()
        file = tmp_path / ".local/state/breakd/snapshot.json"
        before = file.read_bytes()
        assert user.ask("done").returncode == 0
        daemon.kill()
        daemon.wait()
        assert file.read_bytes() != before
        file.write_bytes(before)
        user.start()
        assert '"done": 1' in user.ask("status", "--json").stdout
        assert user.ask("done").returncode == 0
        assert '"done": 2' in user.ask("status", "--json").stdout
        history = tmp_path / ".local/share/breakd/history.sqlite3"
        assert soundness.outcomes(history)["done"] == 2
    finally:
        user.kill()
