"""Mutter's watches: each change is heard at once, and nothing is asked meanwhile."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from breakd.desktop.dbus.bus import Bus, Method
from breakd.desktop.idle import mutter
from breakd.desktop.idle.source import Unavailable
from tests.desktop.idle_posts import Reports
from tests.desktop.idle_services import ScriptedMutter, ScriptedSessionManager, settled
from tests.desktop.private_bus import BusDaemon
from tests.patience import until

THRESHOLD = 60.0


@pytest.fixture
async def service(bus_daemon: BusDaemon) -> AsyncIterator[ScriptedMutter]:
    service = ScriptedMutter()
    await service.start()
    yield service
    await service.stop()


@pytest.fixture
async def manager(service: ScriptedMutter) -> AsyncIterator[ScriptedSessionManager]:
    manager = ScriptedSessionManager()
    await manager.start()
    yield manager
    await manager.stop()


@pytest.fixture
async def bus(bus_daemon: BusDaemon) -> AsyncIterator[Bus]:
    bus = await Bus.connect()
    yield bus
    await bus.close()


class Watched:
    """A source on the service, and its reports."""

    def __init__(self, bus: Bus, threshold: float = THRESHOLD, name: str = "") -> None:
        self.reports = Reports()
        name = name or "org.gnome.Mutter.IdleMonitor"
        self.source = mutter.source(self.reports, threshold, bus, name)


@pytest.fixture
async def watched(service: ScriptedMutter, bus: Bus) -> AsyncIterator[Watched]:
    watched = Watched(bus)
    await watched.source.start()
    assert await watched.reports.next() == "active"
    yield watched
    watched.source.stop()


async def test_a_watch_that_cannot_be_given_back_is_none(bus_daemon: BusDaemon, bus: Bus) -> None:
    class Odd(ScriptedMutter):
        def export(self) -> None:
            add = {"AddIdleWatch": Method("t", "x", lambda _milliseconds: (-1,))}
            self.bus.export(self.path, self.name, add)

    service = Odd()
    await service.start()
    with pytest.raises(Unavailable, match="-1"):
        await Watched(bus).source.start()
    await service.stop()


async def test_it_says_when_the_threshold_is_reached_and_when_somebody_is_back(
    watched: Watched, service: ScriptedMutter
) -> None:
    for _ in range(3):
        await service.reach(60.2)
        assert await watched.reports.next() == "idle"
        assert watched.reports.ago == 60.2
        await service.touch()
        assert await watched.reports.next() == "active"


async def test_nothing_is_asked_while_nothing_happens(
    watched: Watched, service: ScriptedMutter, bus: Bus
) -> None:
    asked = service.asked
    service.fire(4711)  # another program's watch
    await service.sync()
    await settled(bus)
    assert service.asked == asked
    assert watched.reports.all == ["active"]


async def test_who_was_idle_before_is_found_so(service: ScriptedMutter, bus: Bus) -> None:
    service.idle = 600.0
    watched = Watched(bus)
    await watched.source.start()
    assert await watched.reports.next() == "idle"
    assert watched.reports.ago == 600.0
    await service.touch()
    assert await watched.reports.next() == "active"
    watched.source.stop()


async def test_a_touch_while_the_watch_for_it_is_being_set_is_not_missed(
    watched: Watched, service: ScriptedMutter
) -> None:
    def touch_once() -> None:
        service.before_watch = lambda: None
        service.touched()

    service.before_watch = touch_once  # there is no watch for it yet
    await service.reach(61.0)
    assert await watched.reports.next() == "active"
    await service.reach(61.0)
    assert await watched.reports.next() == "idle"


async def test_a_watch_that_fires_before_its_number_is_known_is_set_again(
    watched: Watched, service: ScriptedMutter
) -> None:
    def fire_the_next() -> None:
        service.before_watch = lambda: None
        service.fire(service._last + 1)  # and it is gone, while the idle time is not

    service.before_watch = fire_the_next
    await service.reach(61.0)
    assert await watched.reports.next() == "idle"
    assert list(service.watches.values()).count(0) == 2  # the script keeps the one that fired
    await service.touch()
    assert await watched.reports.next() == "active"


async def test_a_film_that_keeps_the_session_from_being_idle_hides_nothing(
    service: ScriptedMutter, manager: ScriptedSessionManager, bus: Bus
) -> None:
    watched = Watched(bus, threshold=0.3)
    await watched.source.start()
    assert await watched.reports.next() == "active"
    await manager.inhibit(8)
    assert await watched.reports.next() == "active"
    service.idle = 0.4  # and no watch fires
    assert await watched.reports.next() == "idle"
    await service.touch()
    assert await watched.reports.next() == "active"
    # The film is over: Mutter starts to count again, but nobody has touched anything.
    service.idle = 0.4
    assert await watched.reports.next() == "idle"
    service.idle = 0.0
    await manager.inhibit(0)
    await settled(bus)
    asked = service.asked
    await asyncio.sleep(0.5)
    assert service.asked == asked
    assert watched.reports.all[-1] == "idle"
    watched.source.stop()


async def test_a_film_that_was_on_before_hides_nothing_either(
    service: ScriptedMutter, manager: ScriptedSessionManager, bus: Bus
) -> None:
    manager.inhibited = 8 | 4
    watched = Watched(bus, threshold=0.3)
    await watched.source.start()
    assert await watched.reports.next() == "active"
    service.idle = 0.4
    assert await watched.reports.next() == "idle"
    watched.source.stop()


async def test_other_wishes_of_programs_do_not_matter(
    service: ScriptedMutter, manager: ScriptedSessionManager, bus: Bus
) -> None:
    watched = Watched(bus, threshold=0.3)
    await watched.source.start()
    await manager.inhibit(4)  # do not suspend
    await settled(bus)
    asked = service.asked
    await asyncio.sleep(0.5)
    assert service.asked == asked
    watched.source.stop()


async def test_at_the_end_no_watch_is_left(
    watched: Watched, service: ScriptedMutter, bus: Bus
) -> None:
    await service.reach(61.0)
    assert await watched.reports.next() == "idle"
    assert sorted(service.watches.values()) == [0, 60_000]
    watched.source.stop()
    await settled(bus)
    await until(lambda: not service.watches, "the watches to go")
    await service.touch()
    await settled(bus)
    assert watched.reports.all == ["active", "idle"]


async def test_cinnamon_has_it_under_another_name(bus_daemon: BusDaemon, bus: Bus) -> None:
    service = ScriptedMutter("org.cinnamon.Muffin.IdleMonitor")
    await service.start()
    service.idle = 100.0
    watched = Watched(bus, name=service.name)
    await watched.source.start()
    assert await watched.reports.next() == "idle"
    watched.source.stop()
    await service.stop()


async def test_without_the_service_it_is_unavailable_for_now(
    bus_daemon: BusDaemon, bus: Bus
) -> None:
    watched = Watched(bus)
    with pytest.raises(Unavailable) as caught:
        await watched.source.start()
    assert not caught.value.for_good
    assert watched.reports.all == []


async def test_a_service_that_fails_when_asked_is_given_up(
    watched: Watched, service: ScriptedMutter
) -> None:
    def fail() -> None:
        raise RuntimeError

    service.before_watch = fail
    await service.reach(61.0)
    assert await watched.reports.next() == "lost"
