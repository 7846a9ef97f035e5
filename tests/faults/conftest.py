"""Fixtures: desktops that last for one test or one file."""

from tests.desk.conftest import aside, desktop, logind, x11

__all__ = ["aside", "desktop", "logind", "x11"]
