"""Fixtures: desktops that last for one test."""

from collections.abc import Iterator

import pytest

from tests.desk.desktop import Desktop


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """Buses and a HOME; the test adds a display and parts."""
    with Desktop() as it:
        yield it
