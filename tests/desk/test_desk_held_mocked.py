"""Do-not-disturb of GNOME Shell and Plasma, whose notification services are mocked on a real bus;
GNOME's setting is the real one."""

from collections.abc import Iterator

import pytest

from tests.desk.aside import Aside
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desk.witness import Witness
from tests.desktop.scripted_server import NAME, PATH, ScriptedServer

pytestmark = pytest.mark.desk

PROPERTIES = "org.freedesktop.DBus.Properties"
SETTING = ("org.gnome.desktop.notifications", "show-banners")


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    with Desktop() as desktop, pytest.MonkeyPatch.context() as patch:
        address = "DBUS_SESSION_BUS_ADDRESS"
        patch.setenv(address, desktop.env[address])
        yield desktop


def test_gnome_shell_mocked(desktop: Desktop, aside: Aside) -> None:
    require("gsettings")
    server = ScriptedServer("gnome-shell")
    aside(server.start())
    desktop.output("gsettings", "set", *SETTING, "false")
    with Witness(desktop, every="1s", defer={"do_not_disturb": True}) as witness:
        assert "held back by do-not-disturb since" in witness.held("do-not-disturb")
        assert server.notes == []
        desktop.output("gsettings", "set", *SETTING, "true")
        witness.prompted()
        assert len(server.notes) == 1
        witness.take()
    aside(server.stop())


class Plasma(ScriptedServer):
    """Its service, with a property that says whether it keeps notifications back."""

    def __init__(self) -> None:
        super().__init__("Plasma")
        self.inhibited = True
        self.properties = lambda: {"Inhibited": ("b", self.inhibited)}

    async def release(self) -> None:
        self.inhibited = False
        changed = {"Inhibited": ("b", False)}
        self.bus.emit(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", NAME, changed, [])


def test_plasma_mocked(desktop: Desktop, aside: Aside) -> None:
    plasma = Plasma()
    aside(plasma.start())
    with Witness(desktop, every="1s", defer={"do_not_disturb": True}) as witness:
        assert "held back by do-not-disturb since" in witness.held("do-not-disturb")
        assert plasma.notes == []
        aside(plasma.release())
        witness.prompted()
        assert len(plasma.notes) == 1
        witness.take()
    aside(plasma.stop())
