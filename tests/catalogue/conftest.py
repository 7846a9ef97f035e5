"""What the tests of packs share."""

from pathlib import Path

import pytest


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A folder of the user's, empty."""
    folder = tmp_path / "pack"
    folder.mkdir()
    return folder
