"""What the tests of the configuration share."""

from pathlib import Path

import pytest

from tests.config.configs import Configs


@pytest.fixture
def configs(tmp_path: Path) -> Configs:
    """The three layers, all missing."""
    return Configs(tmp_path)
