"""Services of a machine, mocked on the buses that the environment names."""

from collections.abc import Iterator
from contextlib import contextmanager

from breakd.desktop.dbus.bus import Bus
from tests.desk.aside import Aside
from tests.desktop.logind_mock import MockLogind


@contextmanager
def mocked_logind(aside: Aside) -> Iterator[MockLogind]:
    """With one session, "1", which is ours; gone at the end."""
    bus = aside(Bus.connect("SYSTEM"))
    mock = MockLogind(bus)
    aside(mock.start())
    yield mock
    mock.kill()
    aside(bus.close())
