"""The tray icon, against a real bus and a watcher that comes late, fails, and comes again."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from breakd.core.events import Event, Snooze
from breakd.core.model import Gate, Phase
from breakd.core.view import View
from breakd.desktop import pictures
from breakd.desktop.dbus.bus import Bus, BusError, Method, Signal
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.tray import host
from breakd.desktop.tray.host import WATCHER, WATCHER_PATH
from breakd.desktop.tray.icon import INTERFACE, PATH, Tray, frame
from tests.desktop.private_bus import BusDaemon
from tests.desktop.views import WALL, held, paused, prompting, view
from tests.patience import PATIENCE_S

PROPERTIES = "org.freedesktop.DBus.Properties"


class Actions:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def activate(self) -> None:
        self.asked.append("activate")

    def acted(self) -> None:
        self.asked.append("acted")

    def hurts(self) -> None:
        self.asked.append("hurts")

    def open_settings(self) -> None:
        self.asked.append("settings")

    def quit(self) -> None:
        self.asked.append("quit")


class Watcher:
    """A tray host; the first `failures` registrations are refused, the first `drops` of the others
    taken back before they are answered."""

    def __init__(self, bus: Bus, failures: int = 0, drops: int = 0) -> None:
        self.bus = bus
        self.items: list[str] = []
        self.refused = 0
        self.heard: list[Signal] = []
        self._failures = failures
        self._drops = drops
        self._hosted: bool | None = None  # what it says of panels; None: nothing

    @classmethod
    async def start(
        cls, failures: int = 0, drops: int = 0, *, hosted: bool | None = None
    ) -> "Watcher":
        watcher = cls(await Bus.connect(), failures, drops)
        watcher._hosted = hosted
        methods = {"RegisterStatusNotifierItem": Method("s", "", watcher._register)}
        watcher.bus.export(WATCHER_PATH, WATCHER, methods, watcher._properties)
        for member in ("NewIcon", "NewToolTip", "NewStatus", "NewAttentionIcon"):
            await watcher.bus.listen(
                watcher.heard.append, interface=INTERFACE, member=member, path=PATH
            )
        assert await watcher.bus.own(WATCHER)
        return watcher

    def _register(self, name: str) -> None:
        if self.refused < self._failures:
            self.refused += 1
            raise BusError("not yet", "org.example.NotYet")
        self.items.append(name)
        if len(self.items) <= self._drops:
            self.drop(name)

    def _properties(self) -> dict[str, tuple[str, Any]]:
        if self._hosted is None:
            return {}
        return {"IsStatusNotifierHostRegistered": ("b", self._hosted)}

    def hosts(self, hosted: bool) -> None:
        """A panel comes or goes."""
        self._hosted = hosted
        said = "StatusNotifierHostRegistered" if hosted else "StatusNotifierHostUnregistered"
        self.bus.emit(WATCHER_PATH, WATCHER, said, "")

    def drop(self, name: str) -> None:
        """Say that this item is not on the list any more."""
        self.bus.emit(WATCHER_PATH, WATCHER, "StatusNotifierItemUnregistered", "s", name)

    async def call(self, interface: str, member: str, signature: str = "", *args: Any) -> Any:
        await until(lambda: self.items)
        return await self.bus.call(self.items[-1], PATH, interface, member, signature, *args)

    async def get(self, name: str) -> Any:
        ((_, value),) = await self.call(PROPERTIES, "Get", "ss", INTERFACE, name)
        return value

    async def news(self) -> list[str]:
        """The signals since the last time."""
        await self.call("org.freedesktop.DBus.Peer", "Ping")
        news = [signal.member for signal in self.heard]
        self.heard.clear()
        return news


async def registered(watcher: Watcher, count: int) -> None:
    """That many items have registered."""
    await until(lambda: len(watcher.items) >= count)


class Desk:
    """A tray on a bus."""

    def __init__(self) -> None:
        self.posted: list[Event] = []
        self.actions = Actions()
        self.link = BusLink(first=0.01)
        self.tray = Tray(
            self.link, self.posted.append, self.actions, lambda: datetime.fromtimestamp(WALL, UTC)
        )


def in_tray(desk: Desk) -> bool:
    return desk.tray.shown


def shown(desk: Desk, wanted: bool) -> bool:
    return desk.tray.shown is wanted


async def until(condition: Callable[[], object]) -> None:
    """Wait for something that happens on the same loop."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - whatever the condition, on this loop
            await asyncio.sleep(0.005)


@pytest.fixture
async def desk(bus_daemon: BusDaemon) -> AsyncIterator[Desk]:
    desk = Desk()
    desk.tray.show(view())
    desk.link.start()
    await desk.link.tried.wait()
    yield desk
    await desk.link.stop()


# --- coming and going ----------------------------------------------------------------------------


async def test_it_registers_with_a_watcher_that_is_there(bus_daemon: BusDaemon) -> None:
    watcher = await Watcher.start()
    desk = Desk()
    desk.link.start()
    await until(lambda: watcher.items)
    assert watcher.items[0].startswith("org.kde.StatusNotifierItem-")
    await until(lambda: in_tray(desk))
    await desk.link.stop()
    assert not in_tray(desk)
    await watcher.bus.close()


async def test_it_registers_late_and_again(desk: Desk) -> None:
    assert not in_tray(desk)
    for _ in range(2):
        watcher = await Watcher.start()
        await until(lambda: in_tray(desk))
        assert len(watcher.items) == 1
        await watcher.bus.close()
        await until(lambda: not in_tray(desk))


async def test_a_watcher_without_a_panel_shows_nothing(desk: Desk) -> None:
    watcher = await Watcher.start(hosted=False)
    await registered(watcher, 1)
    await watcher.news()
    assert not in_tray(desk)
    for hosted in (True, False, True):
        watcher.hosts(hosted)
        await until(partial(shown, desk, hosted))
    assert len(watcher.items) == 1
    await watcher.bus.close()


async def test_a_watcher_that_is_not_ready_is_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "RETRY_S", (0.01, 0.01, 0.01))
    watcher = await Watcher.start(failures=2)
    await until(lambda: watcher.items)
    assert watcher.refused == 2
    await watcher.bus.close()


async def test_a_watcher_that_never_takes_it_is_left_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(host, "RETRY_S", (0.01,))
    watcher = await Watcher.start(failures=99)
    await until(lambda: "does not take the icon" in caplog.text)
    watcher.hosts(True)
    desk.tray.show(view())
    await watcher.bus.call(desk.link.bus.unique_name, PATH, "org.freedesktop.DBus.Peer", "Ping")  # type: ignore[union-attr]
    assert not in_tray(desk)
    assert watcher.refused == 2
    desk.tray.show(prompting())
    await watcher.bus.close()


@pytest.mark.parametrize("suffix", ["", "/StatusNotifierItem", "@/StatusNotifierItem"])
async def test_an_icon_that_is_dropped_is_put_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """GNOME's extension does so now and then while the shell starts."""
    monkeypatch.setattr(host, "RETRY_S", (0.01, 0.01))
    watcher = await Watcher.start()
    await registered(watcher, 1)
    for times in (2, 3):
        watcher.drop(watcher.items[0] + suffix)
        await registered(watcher, times)
    await until(lambda: in_tray(desk))
    watcher.drop(watcher.items[0] + suffix)  # this host does not want it
    await until(lambda: not in_tray(desk))
    await asyncio.sleep(0.1)
    assert len(watcher.items) == 3
    await watcher.bus.close()
    again = await Watcher.start()
    await registered(again, 1)
    again.drop(again.items[0])
    await registered(again, 2)
    await again.bus.close()


async def test_an_icon_that_is_dropped_before_it_is_taken_is_put_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "RETRY_S", (0.01,))
    watcher = await Watcher.start(drops=1)
    await registered(watcher, 2)
    await watcher.bus.close()


async def test_that_others_go_is_no_reason_to_come(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "RETRY_S", (0.01,))
    watcher = await Watcher.start()
    await registered(watcher, 1)
    watcher.drop(watcher.items[0] + "0")
    watcher.drop(":1.9999/StatusNotifierItem")
    await asyncio.sleep(0.1)
    assert len(watcher.items) == 1
    await watcher.bus.close()


async def test_it_comes_back_on_a_new_bus(desk: Desk, bus_daemon: BusDaemon) -> None:
    bus_daemon.kill()
    await until(lambda: desk.link.bus is None)
    desk.tray.show(prompting())
    bus_daemon.start()
    await until(lambda: desk.link.bus is not None)
    watcher = await Watcher.start()
    assert await watcher.get("Status") == "NeedsAttention"
    await watcher.bus.close()


async def test_a_taken_name_is_replaced_by_the_unique_one(bus_daemon: BusDaemon) -> None:
    watcher = await Watcher.start()
    desks = [Desk(), Desk()]  # of one process, so they want the same name
    for index, desk in enumerate(desks):
        desk.link.start()
        await registered(watcher, index + 1)
    assert watcher.items[0].startswith("org.kde.")
    assert watcher.items[1].startswith(":")
    for desk in desks:
        await desk.link.stop()
    await watcher.bus.close()


# --- what a host sees ----------------------------------------------------------------------------


@pytest.fixture
async def watcher(desk: Desk) -> AsyncIterator[Watcher]:
    watcher = await Watcher.start()
    await until(lambda: watcher.items)
    yield watcher
    await watcher.bus.close()


async def test_the_properties(watcher: Watcher) -> None:
    (values,) = await watcher.call(PROPERTIES, "GetAll", "s", INTERFACE)
    plain = {name: value for name, (_, value) in values.items()}
    soon = datetime.fromtimestamp(WALL + 900, UTC)
    assert (plain["Id"], plain["Category"]) == ("breakd", "ApplicationStatus")
    assert (plain["Status"], plain["ItemIsMenu"]) == ("Active", False)
    assert values["Menu"] == ("o", "/MenuBar")
    assert values["ToolTip"][0] == "(sa(iiay)ss)"
    assert plain["ToolTip"][2] == f"Next break at {soon:%H:%M}"
    assert values["IconPixmap"][0] == "a(iiay)"
    icons = [(w, h, bytes(pixels)) for w, h, pixels in plain["IconPixmap"]]
    assert icons == pictures.ring("working", pictures.STEPS // 2)


async def test_only_real_changes_are_told(desk: Desk, watcher: Watcher) -> None:
    desk.tray.show(view(due_in=830.0))  # a minute later, and the break no nearer or farther
    assert await watcher.news() == []
    desk.tray.show(view(due_in=890.0, due_wall=WALL + 960))
    assert await watcher.news() == ["NewToolTip"]
    desk.tray.show(view(due_in=830.0, due_wall=WALL + 960, filled=0.5 + 1 / 24))
    assert await watcher.news() == ["NewIcon"]
    desk.tray.show(prompting())
    assert await watcher.news() == ["NewToolTip", "NewIcon", "NewAttentionIcon", "NewStatus"]
    assert watcher.items == watcher.items[:1]


async def test_a_note_is_told_until_it_is_taken_back(desk: Desk, watcher: Watcher) -> None:
    desk.tray.note("No reminder has come through.")
    assert await watcher.news() == ["NewToolTip"]
    assert (await watcher.get("ToolTip"))[3] == "No reminder has come through."
    desk.tray.note("")
    assert (await watcher.get("ToolTip"))[3] == "breakd"


async def test_a_due_break_calls(desk: Desk, watcher: Watcher) -> None:
    desk.tray.show(prompting())
    assert await watcher.get("Status") == "NeedsAttention"
    assert await watcher.get("AttentionIconPixmap") == await watcher.get("IconPixmap")
    assert (await watcher.get("ToolTip"))[2] == "Time for a break"
    desk.tray.show(view())
    assert await watcher.get("Status") == "Active"


async def test_a_click_activates_and_nothing_else_does(desk: Desk, watcher: Watcher) -> None:
    await watcher.call(INTERFACE, "Activate", "ii", 3, 4)
    await watcher.call(INTERFACE, "ContextMenu", "ii", 3, 4)
    await watcher.call(INTERFACE, "SecondaryActivate", "ii", 3, 4)
    await watcher.call(INTERFACE, "Scroll", "is", 120, "vertical")
    assert desk.actions.asked == ["activate"]
    assert desk.posted == []


async def test_the_menu_posts_events_and_asks_the_program(desk: Desk, watcher: Watcher) -> None:
    desk.tray.show(replace(prompting(), stretch="chin-tuck"))
    for number in (101, 16, 12, 13):
        menu = (await watcher.get("Menu"), "com.canonical.dbusmenu", "Event", "isvu")
        await watcher.bus.call(watcher.items[0], *menu, number, "clicked", ("i", 0), 0)
    assert desk.posted == [Snooze(600.0)]
    assert desk.actions.asked == ["acted", "acted", "hurts", "acted", "settings", "acted", "quit"]


# --- which icon ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (view(filled=0.0), ("working", 0)),
        (view(filled=11.99 / 24), ("working", 11)),
        (view(filled=1.0), ("working", 24)),
        (held(Phase.WORKING, Gate.IDLE), ("held", 12)),
        (held(Phase.WORKING, Gate.OFF_HOURS), ("held", 12)),
        (held(Phase.DUE, Gate.CALL), ("waiting", 0)),
        (view(phase=Phase.DUE, due_in=60.0), ("due", 0)),
        (prompting(), ("due", 0)),
        (view(phase=Phase.SNOOZED), ("snoozed", 0)),
        (paused(), ("paused", 0)),
        (view(phase=Phase.ON_BREAK), ("on-break", 0)),
    ],
)
def test_each_state_has_its_icon(now: View, expected: tuple[str, int]) -> None:
    assert frame(now) == expected
    assert expected in pictures.FRAMES
