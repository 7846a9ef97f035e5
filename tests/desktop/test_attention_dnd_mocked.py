"""Do-not-disturb of services that are not installed here, mocked as they are documented.

Of GNOME Shell only the name is mocked, its setting is real; Plasma, COSMIC and the newer versions
of mako and swaync are mocked whole.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from breakd.core.model import Gate
from breakd.desktop.attention import dnd, dnd_sources
from breakd.desktop.attention.dnd import DoNotDisturb
from breakd.desktop.dbus.bus import Bus, BusError, Method
from breakd.desktop.dbus.link import BusLink
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desktop.attention_kit import enter, watching
from tests.desktop.scripted_server import NAME, PATH, ScriptedServer
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.desk

DND = Gate.DO_NOT_DISTURB


class Mocked:
    """A service of this name, and the probe, on a bus of their own."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.quiet = False
        self.asked = 0
        self.server = ScriptedServer()
        self.link = BusLink(first=0.05, longest=0.1)
        self.probe = DoNotDisturb(self.link)
        self._up = asyncio.Event()
        self.link.attach(self._connected, self._up.clear)

    async def _connected(self, _: Bus) -> None:
        self._up.set()

    async def start(self, name: str) -> None:
        self.link.start()
        await self.connected()
        self.server.name = name
        await self.server.start()

    async def connected(self) -> None:
        """A new bus may be there a moment before it listens."""
        async with asyncio.timeout(PATIENCE_S):
            await self._up.wait()

    def property(
        self, path: str, interface: str, name: str, of: Callable[[], tuple[str, Any]]
    ) -> None:
        """A property that counts how often it is read."""

        def values() -> dict[str, tuple[str, Any]]:
            self.asked += 1
            return {name: of()}

        about = Method("", "ssss", lambda: (self.server.name, "test", "1.0", "1.2"))
        self.server.bus.export(path, interface, {"GetServerInformation": about}, values)

    def changed(self, path: str, interface: str, name: str, signature: str, value: Any) -> None:
        """Tell of a property's change."""
        self.server.bus.emit(
            path,
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            "sa{sv}as",
            interface,
            {name: (signature, value)},
            [],
        )


@pytest.fixture
async def mocked(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mocked]:
    with Desktop() as desktop:
        enter(desktop, monkeypatch)
        mocked = Mocked(desktop)
        yield mocked
        await mocked.link.stop()
        await mocked.server.stop()


async def test_plasma(mocked: Mocked) -> None:
    await mocked.start("Plasma")
    mocked.property(PATH, NAME, "Inhibited", lambda: ("b", mocked.quiet))
    async with watching(mocked.probe) as gates:
        await gates.until()
        mocked.quiet = True
        mocked.changed(PATH, NAME, "Inhibited", "b", True)
        await gates.until(DND)
        asked = mocked.asked
        mocked.changed(PATH, "org.kde.NotificationManager", "Other", "b", False)
        mocked.quiet = False
        mocked.changed(PATH, NAME, "Inhibited", "b", False)
        await gates.until()
        assert mocked.asked == asked + 1, "of its own property only"
    assert mocked.probe.capabilities()["do-not-disturb"][0] == "works"


async def test_mako_since_1_8_tells_by_itself(mocked: Mocked) -> None:
    await mocked.start("mako")
    path, interface = "/fr/emersion/Mako", "fr.emersion.Mako"
    modes = ["default"]
    mocked.property(path, interface, "Modes", lambda: ("as", list(modes)))
    async with watching(mocked.probe) as gates:
        await gates.until()
        modes.append("do-not-disturb")
        mocked.changed(path, interface, "Modes", "as", modes)
        await gates.until(DND)


async def test_a_newer_swaync_held_by_a_program(mocked: Mocked) -> None:
    await mocked.start("SwayNotificationCenter")
    bus, name = mocked.server.bus, "org.erikreider.swaync.cc"
    path = "/org/erikreider/swaync/cc"
    methods = {
        "GetDnd": Method("", "b", lambda: (False,)),
        "IsInhibited": Method("", "b", lambda: (mocked.quiet,)),
    }
    bus.export(path, name, methods)
    assert await bus.own(name)
    async with watching(mocked.probe) as gates:
        await gates.until()
        mocked.quiet = True
        bus.emit(path, name, "SubscribeV2", "ubbb", 0, False, False, True)
        await gates.until(DND)


async def test_gnome_shell(mocked: Mocked) -> None:
    require("gsettings")
    setting = ("gsettings", "set", "org.gnome.desktop.notifications", "show-banners")
    mocked.desktop.output(*setting, "true")
    await mocked.start("gnome-shell")
    async with watching(mocked.probe) as gates:
        await gates.until()
        mocked.desktop.output(*setting, "false")
        await gates.until(DND)
        mocked.desktop.output("gsettings", "set", *setting[2:3], "show-in-lock-screen", "false")
        mocked.desktop.output(*setting, "true")
        await gates.until()
        mocked.desktop.output(*setting, "false")
        await gates.until(DND)
        mocked.desktop.output("gsettings", "reset-recursively", setting[2])
        await gates.until()


async def test_settings_are_read_once_and_again_only_when_they_change(
    mocked: Mocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("gsettings")
    monkeypatch.setattr(dnd_sources, "EVERY_S", 0.01)
    monkeypatch.setattr(dnd, "AGAIN_S", 0.01)
    reads = []

    async def output_of(words: tuple[str, ...], _: float) -> str:
        reads.append(words)
        return "true"

    monkeypatch.setattr(dnd_sources, "output_of", output_of)
    await mocked.start("gnome-shell")
    async with watching(mocked.probe) as gates:
        await gates.until()
        await asyncio.sleep(0.3)
    assert reads == [("gsettings", "get", "org.gnome.desktop.notifications", "show-banners")]


async def test_without_gsettings_nothing_is_held(
    mocked: Mocked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    await mocked.start("gnome-shell")
    async with watching(mocked.probe) as gates:
        await gates.until()


async def test_cosmic(mocked: Mocked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dnd_sources, "EVERY_S", 0.05)
    folder = mocked.desktop.home / ".config/cosmic/com.system76.CosmicNotifications/v1"
    folder.mkdir(parents=True)
    await mocked.start("cosmic-notifications")
    async with watching(mocked.probe) as gates:
        await gates.until()
        (folder / "do_not_disturb").write_text("true")
        await gates.until(DND)
        (folder / "do_not_disturb").write_text("false")
        await gates.until()


async def test_a_service_without_do_not_disturb(mocked: Mocked) -> None:
    await mocked.start("something else")
    async with watching(mocked.probe) as gates:
        await gates.until()
    assert mocked.probe.capabilities()["do-not-disturb"][0] == "missing"


async def test_a_service_that_is_asked_in_vain(
    mocked: Mocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First it hangs, then it fails, then it works."""
    monkeypatch.setattr(dnd_sources, "ASK_S", 0.1)
    monkeypatch.setattr(dnd, "AGAIN_S", 0.05)
    answers: list[object] = [BusError("not now"), BusError("not now"), True]

    def quiet() -> tuple[str, Any]:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, BusError):
            raise answer
        return "b", answer

    await mocked.start("dunst")
    mocked.property(PATH, "org.dunstproject.cmd0", "paused", quiet)
    mocked.server.freeze()
    async with watching(mocked.probe) as gates:
        await gates.until()
    mocked.server.thaw()
    async with watching(mocked.probe) as gates:
        await gates.until(DND)


async def test_a_bus_that_dies_before_any_service_was_there(mocked: Mocked) -> None:
    mocked.link.start()
    await mocked.connected()
    async with watching(mocked.probe) as gates:
        await gates.until()
        assert mocked.link.bus is not None
        lost = mocked.link.bus.lost
        mocked.desktop.restart_session_bus()
        await lost
        await asyncio.sleep(0)  # now the link knows too
        await mocked.connected()
        mocked.server.name = "dunst"
        await mocked.server.start()
        mocked.quiet = True
        mocked.property(PATH, "org.dunstproject.cmd0", "paused", lambda: ("b", mocked.quiet))
        await gates.until(DND)
