"""What the tests of the illustrator share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from breakd.illustrator import ahead
from tests.illustrator.room import Room


@pytest.fixture
async def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    monkeypatch.setattr(ahead, "WAIT_S", 20.0)  # a busy machine starts programs slowly
    found = Room(tmp_path)
    yield found
    found.illustrator.stop()
    found.illustrator.forget()
