"""What the tests of choosing share."""

from pathlib import Path

import pytest

from tests.choice.choosing import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """With settings that a test may write to."""
    return Desk(tmp_path)
