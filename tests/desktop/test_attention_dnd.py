"""Do-not-disturb of real notification services, switched as their users switch it."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from breakd.core.model import Gate
from breakd.desktop.attention import dnd_sources
from breakd.desktop.attention.dnd import DoNotDisturb
from breakd.desktop.dbus.link import BusLink
from tests.desk import parts
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desktop.attention_kit import Gates, descriptors, enter, watching
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.desk

LOOKS_S = 0.3  # between two looks at what does not tell

DND = Gate.DO_NOT_DISTURB
Words = tuple[str, ...]


class Real:
    """A private desktop, and the probe on its bus."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.gates = Gates()
        self.link = BusLink(desktop.env["DBUS_SESSION_BUS_ADDRESS"], first=0.05, longest=0.1)
        self.probe = DoNotDisturb(self.link)

    async def start(self) -> None:
        self.link.start()
        await asyncio.wait_for(self.link.tried.wait(), PATIENCE_S)

    async def follows(self, service: str, on: Words, off: Words) -> None:
        """It is seen at the first look, and later in both directions."""
        await self.start()
        async with watching(self.probe) as gates:
            await gates.until()
            self.desktop.output(*on)
            await gates.until(DND)
            self.desktop.output(*off)
            await gates.until()
            self.desktop.output(*on)
            await gates.until(DND)
        async with watching(self.probe) as gates:
            await gates.until(DND)
        can = self.probe.capabilities()["do-not-disturb"]
        assert can[0] == "works"
        assert service in can[1]


@pytest.fixture
async def real(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Real]:
    with Desktop() as desktop:
        enter(desktop, monkeypatch)
        monkeypatch.setattr(dnd_sources, "EVERY_S", LOOKS_S)
        real = Real(desktop)
        yield real
        await real.link.stop()


def _x11(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    real.desktop.x11()
    enter(real.desktop, monkeypatch)


async def test_dunst(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    _x11(real, monkeypatch)
    parts.dunst(real.desktop)
    await real.follows(
        "dunst", ("dunstctl", "set-paused", "true"), ("dunstctl", "set-paused", "false")
    )


async def test_xfce(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    require("xfconf-query")
    _x11(real, monkeypatch)
    parts.xfce4_notifyd(real.desktop)
    query = ("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb")
    on = (*query, "-n", "-t", "bool", "-s", "true")
    await real.follows("Xfce", on, (*query, "-s", "false"))
    async with watching(real.probe) as gates:
        await gates.until(DND)
        real.desktop.output(*query, "-r")  # back to the default
        await gates.until()


async def test_mate(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    require("mate-notification-daemon", "gsettings")
    _x11(real, monkeypatch)
    server = "mate-notification-daemon"
    real.desktop.start_service(parts.NOTIFICATIONS, lambda: real.desktop.spawn(server, server))
    setting = ("gsettings", "set", "org.mate.NotificationDaemon", "do-not-disturb")
    await real.follows("MATE", (*setting, "true"), (*setting, "false"))
    async with watching(real.probe) as gates:
        await gates.until(DND)
        real.desktop.output("gsettings", "reset", *setting[2:])
        await gates.until()


async def test_lxqt(real: Real, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It has no switch outside its tray menu, which writes this file."""
    require("lxqt-notificationd")
    _x11(real, monkeypatch)
    server = "lxqt-notificationd"
    real.desktop.start_service(parts.NOTIFICATIONS, lambda: real.desktop.spawn(server, server))
    file = real.desktop.home / ".config/lxqt/notifications.conf"
    file.parent.mkdir(exist_ok=True)
    for value in ("true", "false"):
        (tmp_path / value).write_text(f"[General]\ndoNotDisturb={value}\nplacement=top-right\n")
    on, off = (("cp", str(tmp_path / value), str(file)) for value in ("true", "false"))
    await real.follows("LXQt", on, off)


async def test_mako(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    real.desktop.sway()
    enter(real.desktop, monkeypatch)
    config = real.desktop.home / ".config/mako/config"
    config.parent.mkdir()
    config.write_text("[mode=do-not-disturb]\ninvisible=1\n[mode=large]\nfont=sans 20\n")
    parts.mako(real.desktop)
    real.desktop.output("makoctl", "mode", "-a", "large")
    on = ("makoctl", "mode", "-a", "do-not-disturb")
    await real.follows("mako", on, ("makoctl", "mode", "-r", "do-not-disturb"))


async def test_swaync(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    require("swaync", "swaync-client")
    real.desktop.sway()
    enter(real.desktop, monkeypatch)
    real.desktop.start_service(parts.NOTIFICATIONS, lambda: real.desktop.spawn("swaync", "swaync"))
    await real.follows("SwayNotificationCenter", ("swaync-client", "-dn"), ("swaync-client", "-df"))


async def test_a_service_that_dies_or_is_replaced(
    real: Real, monkeypatch: pytest.MonkeyPatch
) -> None:
    _x11(real, monkeypatch)
    await real.start()
    async with watching(real.probe) as gates:
        await gates.until()
        assert real.probe.capabilities()["do-not-disturb"][0] == "missing"
        process = parts.dunst(real.desktop)
        real.desktop.output("dunstctl", "set-paused", "true")
        await gates.until(DND)
        _kill(process)
        await gates.until()
        parts.dunst(real.desktop)
        real.desktop.output("dunstctl", "set-paused", "true")
        await gates.until(DND)
        real.desktop.restart_session_bus()  # which takes the service along
        await gates.until()
        parts.dunst(real.desktop)
        real.desktop.output("dunstctl", "set-paused", "true")
        await gates.until(DND)


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


async def test_a_thousand_looks_leave_nothing_open(
    real: Real, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither here nor on the bus, which hangs up on whoever collects match rules."""
    _x11(real, monkeypatch)
    parts.dunst(real.desktop)
    await real.start()
    async with watching(real.probe) as gates:
        await gates.until()
    before = descriptors()
    for _ in range(1000):
        async with watching(real.probe) as gates:
            await gates.until()
    assert descriptors() == before
    assert real.link.bus is not None
    assert not real.link.bus.lost.done()
    (statistics,) = await real.link.bus.call(
        "org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus.Debug.Stats",
        "GetConnectionStats",
        "s",
        real.link.bus.unique_name,
    )
    assert statistics["MatchRules"][1] == 0
