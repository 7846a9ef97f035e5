"""The tray icon, against a real bus and a watcher that comes late, fails, and comes again."""

import asyncio
from functools import partial

import pytest

from breakd.desktop.tray import host
from breakd.desktop.tray.icon import PATH
from tests.desktop.private_bus import BusDaemon
from tests.desktop.tray_kit import Icon, Watcher, registered
from tests.desktop.views import prompting, view
from tests.patience import until


def in_tray(icon: Icon) -> bool:
    return icon.tray.shown


def shown(icon: Icon, wanted: bool) -> bool:
    return icon.tray.shown is wanted


async def test_it_registers_with_a_watcher_that_is_there(bus_daemon: BusDaemon) -> None:
    watcher = await Watcher.start()
    icon = Icon()
    icon.link.start()
    await until(lambda: watcher.items)
    assert watcher.items[0].startswith("org.kde.StatusNotifierItem-")
    await until(lambda: in_tray(icon))
    await icon.link.stop()
    assert not in_tray(icon)
    await watcher.bus.close()


async def test_it_registers_late_and_again(icon: Icon) -> None:
    assert not in_tray(icon)
    for _ in range(2):
        watcher = await Watcher.start()
        await until(lambda: in_tray(icon))
        assert len(watcher.items) == 1
        await watcher.bus.close()
        await until(lambda: not in_tray(icon))


async def test_a_watcher_without_a_panel_shows_nothing(icon: Icon) -> None:
    watcher = await Watcher.start(hosted=False)
    await registered(watcher, 1)
    await watcher.news()
    assert not in_tray(icon)
    for hosted in (True, False, True):
        watcher.hosts(hosted)
        await until(partial(shown, icon, hosted))
    assert len(watcher.items) == 1
    await watcher.bus.close()


async def test_a_watcher_that_is_not_ready_is_asked_again(
    icon: Icon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "RETRY_S", (0.01, 0.01, 0.01))
    watcher = await Watcher.start(failures=2)
    await until(lambda: watcher.items)
    assert watcher.refused == 2
    await watcher.bus.close()


async def test_a_watcher_that_never_takes_it_is_left_alone(
    icon: Icon, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(host, "RETRY_S", (0.01,))
    watcher = await Watcher.start(failures=99)
    await until(lambda: "does not take the icon" in caplog.text)
    watcher.hosts(True)
    icon.tray.show(view())
    await watcher.bus.call(icon.link.bus.unique_name, PATH, "org.freedesktop.DBus.Peer", "Ping")  # type: ignore[union-attr]
    assert not in_tray(icon)
    assert watcher.refused == 2
    icon.tray.show(prompting())
    await watcher.bus.close()


@pytest.mark.parametrize("suffix", ["", "/StatusNotifierItem", "@/StatusNotifierItem"])
async def test_an_icon_that_is_dropped_is_put_back(
    icon: Icon, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """GNOME's extension does so now and then while the shell starts."""
    monkeypatch.setattr(host, "RETRY_S", (0.01, 0.01))
    watcher = await Watcher.start()
    await registered(watcher, 1)
    for times in (2, 3):
        watcher.drop(watcher.items[0] + suffix)
        await registered(watcher, times)
    await until(lambda: in_tray(icon))
    watcher.drop(watcher.items[0] + suffix)  # this host does not want it
    await until(lambda: not in_tray(icon))
    await asyncio.sleep(0.1)
    assert len(watcher.items) == 3
    await watcher.bus.close()
    again = await Watcher.start()
    await registered(again, 1)
    again.drop(again.items[0])
    await registered(again, 2)
    await again.bus.close()


async def test_an_icon_that_is_dropped_before_it_is_taken_is_put_back(
    icon: Icon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "RETRY_S", (0.01,))
    watcher = await Watcher.start(drops=1)
    await registered(watcher, 2)
    await watcher.bus.close()


async def test_that_others_go_is_no_reason_to_come(
    icon: Icon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "RETRY_S", (0.01,))
    watcher = await Watcher.start()
    await registered(watcher, 1)
    watcher.drop(watcher.items[0] + "0")
    watcher.drop(":1.9999/StatusNotifierItem")
    await asyncio.sleep(0.1)
    assert len(watcher.items) == 1
    await watcher.bus.close()


async def test_it_comes_back_on_a_new_bus(icon: Icon, bus_daemon: BusDaemon) -> None:
    bus_daemon.kill()
    await until(lambda: icon.link.bus is None)
    icon.tray.show(prompting())
    bus_daemon.start()
    await until(lambda: icon.link.bus is not None)
    watcher = await Watcher.start()
    assert await watcher.get("Status") == "NeedsAttention"
    await watcher.bus.close()


async def test_a_taken_name_is_replaced_by_the_unique_one(bus_daemon: BusDaemon) -> None:
    watcher = await Watcher.start()
    icons = [Icon(), Icon()]  # of one process, so they want the same name
    for index, icon in enumerate(icons):
        icon.link.start()
        await registered(watcher, index + 1)
    assert watcher.items[0].startswith("org.kde.")
    assert watcher.items[1].startswith(":")
    for icon in icons:
        await icon.link.stop()
    await watcher.bus.close()
