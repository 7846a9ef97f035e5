"""Fixtures: desktops that last for one test."""

from tests.desk.conftest import desktop

__all__ = ["desktop"]
