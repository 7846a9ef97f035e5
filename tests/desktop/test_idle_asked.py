"""Sources that are asked, or that depend on what the desktop makes of it: KDE and logind."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from breakd.desktop.dbus.bus import Bus
from breakd.desktop.idle import kde, logind
from breakd.desktop.idle.source import Unavailable
from tests.desktop.idle_posts import Reports
from tests.desktop.idle_services import ScriptedLogind, ScriptedScreenSaver, settled
from tests.desktop.private_bus import BusDaemon

SCREENSAVER = "org.freedesktop.ScreenSaver"
LOGIND = "org.freedesktop.login1"


@pytest.fixture
async def bus(bus_daemon: BusDaemon) -> AsyncIterator[Bus]:
    bus = await Bus.connect()
    yield bus
    await bus.close()


@pytest.fixture
async def screensaver(bus_daemon: BusDaemon) -> AsyncIterator[ScriptedScreenSaver]:
    service = ScriptedScreenSaver()
    await service.start()
    yield service
    await service.stop()


@pytest.fixture
async def login(
    bus_daemon: BusDaemon, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[ScriptedLogind]:
    monkeypatch.setenv("XDG_SESSION_ID", "7")
    service = ScriptedLogind()
    await service.start()
    yield service
    await service.stop()


async def test_kde_is_asked_again_when_the_threshold_can_have_been_reached(
    screensaver: ScriptedScreenSaver, bus: Bus
) -> None:
    reports = Reports()
    screensaver.idle = 59.8
    source = kde.source(reports, 60.0, bus, SCREENSAVER)
    await source.start()
    assert await reports.next() == "active"
    assert screensaver.asked == 1
    screensaver.idle = 60.5
    assert await reports.next() == "idle"
    assert reports.ago == 60.5
    assert screensaver.asked == 2
    source.stop()
    screensaver.idle = 0.0
    await asyncio.sleep(0.2)
    assert screensaver.asked == 2


async def test_kde_is_asked_now_and_then_whether_somebody_is_back(
    screensaver: ScriptedScreenSaver, bus: Bus
) -> None:
    reports = Reports()
    screensaver.idle = 5.0
    source = kde.source(reports, 0.2, bus, SCREENSAVER)
    await source.start()
    assert await reports.next() == "idle"
    screensaver.idle = 0.05
    assert await reports.next() == "active"
    source.stop()


async def test_kde_that_answers_no_more_is_given_up(
    screensaver: ScriptedScreenSaver, bus: Bus
) -> None:
    reports = Reports()
    source = kde.source(reports, 0.2, bus, SCREENSAVER)
    await source.start()
    assert await reports.next() == "active"
    screensaver.broken = True
    assert await reports.next() == "lost"
    with pytest.raises(Unavailable):
        await kde.source(reports, 0.2, bus, SCREENSAVER).start()


async def test_logind_says_what_the_desktop_says(login: ScriptedLogind, bus: Bus) -> None:
    reports = Reports()
    source = logind.source(reports, 60.0, bus, LOGIND)
    await source.start()
    await settled(bus)
    assert reports.all == []  # many desktops never set the hint, so its absence says nothing
    await login.hint(True, since=time.monotonic() - 2.0)
    assert await reports.next() == "idle"
    assert reports.ago == pytest.approx(2.0, abs=1.0)
    await login.hint(False, since=time.monotonic())
    assert await reports.next() == "active"
    source.stop()
    await login.hint(True)
    await settled(bus)
    assert reports.all == ["idle", "active"]


async def test_logind_that_has_the_hint_already(login: ScriptedLogind, bus: Bus) -> None:
    login.properties["IdleHint"] = ("b", True)
    login.properties["IdleSinceHintMonotonic"] = ("t", round((time.monotonic() - 300.0) * 1e6))
    reports = Reports()
    source = logind.source(reports, 60.0, bus, LOGIND)
    await source.start()
    assert await reports.next() == "idle"
    assert reports.ago == pytest.approx(300.0, abs=1.0)
    source.stop()


async def test_logind_without_a_session_is_unavailable(
    login: ScriptedLogind, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "8")
    with pytest.raises(Unavailable):
        await logind.source(Reports(), 60.0, bus, LOGIND).start()


async def test_a_login_manager_without_the_hint_is_unavailable_for_good(
    login: ScriptedLogind, bus: Bus
) -> None:
    del login.properties["IdleHint"]
    with pytest.raises(Unavailable) as caught:
        await logind.source(Reports(), 60.0, bus, LOGIND).start()
    assert caught.value.for_good


async def test_a_session_that_ends_is_given_up(login: ScriptedLogind, bus: Bus) -> None:
    reports = Reports()
    source = logind.source(reports, 60.0, bus, LOGIND)
    await source.start()
    login.properties.clear()
    await login.changed()
    assert await reports.next() == "lost"
    source.stop()
