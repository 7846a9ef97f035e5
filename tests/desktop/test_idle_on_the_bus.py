"""The chooser, where services on a bus come late, restart and vanish."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from breakd.desktop.dbus.link import BusLink
from breakd.desktop.idle import chooser
from breakd.desktop.idle.candidates import MUTTER
from breakd.desktop.idle.chooser import Idle
from tests.desktop.idle_played import Played
from tests.desktop.idle_posts import Posts
from tests.desktop.idle_services import ScriptedMutter
from tests.desktop.private_bus import BusDaemon
from tests.patience import PATIENCE_S, until


@dataclass
class OnTheBus:
    """An `Idle` that may use Mutter, or else a played source."""

    idle: Idle
    posts: Posts
    spare: Played
    link: BusLink


@pytest.fixture
async def on_the_bus(
    bus_daemon: BusDaemon, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[OnTheBus]:
    spare = Played("spare", [])
    monkeypatch.setattr(chooser, "candidates", lambda: (MUTTER, spare))
    posts, link = Posts(), BusLink(first=0.01, longest=0.02)
    idle = Idle(posts, link, None, 60.0)
    link.start()
    async with asyncio.timeout(PATIENCE_S):
        await link.tried.wait()
    idle.start()
    yield OnTheBus(idle, posts, spare, link)
    idle.stop()
    await link.stop()


async def told_by(stage: OnTheBus, label: str) -> None:
    await until(lambda: stage.idle.source == label, f"{label} to be in use")


async def test_a_service_that_comes_late_is_used_from_then_on(on_the_bus: OnTheBus) -> None:
    await told_by(on_the_bus, "spare")
    mutter = ScriptedMutter()
    await mutter.start()
    await told_by(on_the_bus, "Mutter")
    assert on_the_bus.spare.log == ["spare starts", "spare stops"]
    await mutter.reach(61.0)
    assert await on_the_bus.posts.closed() == 61.0
    await mutter.touch()
    await on_the_bus.posts.opened()
    await mutter.stop()


async def test_a_shell_that_restarts_is_stood_in_for(on_the_bus: OnTheBus) -> None:
    mutter = ScriptedMutter()
    await mutter.start()
    await told_by(on_the_bus, "Mutter")
    await mutter.reach(61.0)
    assert await on_the_bus.posts.closed() == 61.0
    on_the_bus.spare.first = "idle"
    await mutter.stop()
    await told_by(on_the_bus, "spare")
    again = ScriptedMutter()
    again.idle = 80.0
    await again.start()
    await told_by(on_the_bus, "Mutter")
    await again.touch()
    await on_the_bus.posts.opened()  # all that was heard: nobody was there in between
    await again.stop()


async def test_a_bus_that_dies_is_survived(on_the_bus: OnTheBus, bus_daemon: BusDaemon) -> None:
    mutter = ScriptedMutter()
    await mutter.start()
    await told_by(on_the_bus, "Mutter")
    bus_daemon.kill()
    await told_by(on_the_bus, "spare")
    bus_daemon.start()
    again = ScriptedMutter()
    await again.start()
    await told_by(on_the_bus, "Mutter")
    await again.stop()
