"""Fixtures: desktops that last for one test or one file, and what is mocked on their buses."""

from collections.abc import Iterator

import pytest

from tests.desk import parts, screen
from tests.desk.aside import Aside
from tests.desk.desktop import Desktop
from tests.desk.mocked import mocked_logind
from tests.desktop.logind_mock import MockLogind


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """Buses and a HOME; the test adds a display and parts."""
    with Desktop() as it:
        yield it


@pytest.fixture
def dunst(desktop: Desktop) -> Desktop:
    """X11; no buttons; dunstctl does what its key bindings do."""
    desktop.x11()
    parts.dunst(desktop)
    return desktop


@pytest.fixture
def xfce(desktop: Desktop) -> Desktop:
    """X11; buttons are drawn, and clicked."""
    desktop.x11()
    parts.xfce4_notifyd(desktop)
    screen.move_away(desktop)
    return desktop


@pytest.fixture(scope="module")
def x11() -> Iterator[Desktop]:
    """X11 with dunst, for all tests of a file; its buses are the test's own as well, so that one
    may put services there."""
    with Desktop() as desktop, pytest.MonkeyPatch.context() as patch:
        for bus in ("SESSION", "SYSTEM"):
            name = f"DBUS_{bus}_BUS_ADDRESS"
            patch.setenv(name, desktop.env[name])
        desktop.x11()
        parts.dunst(desktop)
        yield desktop


@pytest.fixture(scope="module")
def aside() -> Iterator[Aside]:
    """Where scripted services run."""
    with Aside() as aside:
        yield aside


@pytest.fixture(scope="module")
def logind(x11: Desktop, aside: Aside) -> Iterator[MockLogind]:
    """On the system bus of `x11`."""
    with mocked_logind(aside) as mock:
        yield mock
