"""What the menu offers, and how it is served to hosts."""

from collections.abc import AsyncIterator
from datetime import time
from itertools import pairwise
from typing import Any

import pytest

from breakd.core.events import Done, Pause, PromptNow, Resume, Skip, Snooze, Start
from breakd.core.model import HOUR, Gate, Phase
from breakd.core.view import View
from breakd.desktop.dbus.bus import Bus, BusError, Signal
from breakd.desktop.tray.dbusmenu import INTERFACE, PATH, DBusMenu
from breakd.desktop.tray.menu import Choice, Item, items
from tests.desktop.private_bus import BusDaemon
from tests.desktop.views import WALL, held, paused, prompting, view

READING = "I am reading"
FEEDBACK = ["Not this one", "This hurts"]
ON_BREAK = view(phase=Phase.ON_BREAK, filled=0.5, due_in=None, due_wall=None)


def _labels(now: View) -> list[str]:
    return [item.label for item in items(now, "HEAD") if item.visible and item.label]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (view(), ["Take a break now", "Pause", READING]),
        (view(reading_until_wall=WALL), ["Take a break now", "Pause", "I have finished reading"]),
        (prompting(), ["Show me", "Done", "Snooze", "Skip", "Pause", READING]),
        (
            held(Phase.DUE, Gate.CALL),
            ["Take a break now", "Done", "Snooze", "Skip", "Pause", READING],
        ),
        (
            view(phase=Phase.PROMPTING, stretch="chin-tuck", token=7),
            ["Show me", "Done", "Snooze", "Skip", *FEEDBACK, "Pause", READING],
        ),
        (
            view(phase=Phase.ON_BREAK, stretch="chin-tuck"),
            ["Done", "Snooze", "Skip", *FEEDBACK, "Pause", READING],
        ),
        (ON_BREAK, ["Done", "Snooze", "Skip", "Pause", READING]),
        (paused(), ["Take a break now", "Resume"]),
        (
            view(phase=Phase.SNOOZED, snoozes_left=0, snooze_choices=()),
            ["Take a break now", "Done", "Skip", "Pause", READING],
        ),
    ],
)
def test_what_makes_sense_is_offered(now: View, expected: list[str]) -> None:
    assert _labels(now) == ["HEAD", *expected, "Open settings", "Quit"]


def test_a_note_follows_the_headline_and_cannot_be_clicked() -> None:
    assert "A note" not in _labels(view())
    lines = [item for item in items(view(), "HEAD", "A note") if item.visible]
    assert [line.label for line in lines][:3] == ["HEAD", "A note", ""]
    assert not lines[1].enabled


def test_separators_never_stand_together() -> None:
    for now in (view(), prompting(), ON_BREAK, paused()):
        shown = [bool(item.label) for item in items(now, "HEAD") if item.visible]
        assert shown[0]
        assert shown[-1]
        assert all(one or other for one, other in pairwise(shown))


# --- over the bus --------------------------------------------------------------------------------


class Host:
    """A menu being served, and a host that looks at it."""

    def __init__(self, server: Bus, client: Bus) -> None:
        self.chosen: list[Choice] = []
        self.menu = DBusMenu(self.chosen.append)
        self.menu.up(server)
        self.server = server
        self.client = client
        self.heard: list[Signal] = []

    async def listen(self) -> None:
        for member in ("LayoutUpdated", "ItemsPropertiesUpdated"):
            await self.client.listen(
                self.heard.append, interface=INTERFACE, member=member, path=PATH
            )

    async def call(self, member: str, signature: str, *args: object) -> tuple[Any, ...]:
        return await self.client.call(
            self.server.unique_name, PATH, INTERFACE, member, signature, *args
        )

    async def layout(self, parent: int = 0, depth: int = -1) -> Any:
        _, layout = await self.call("GetLayout", "iias", parent, depth, [])
        return layout

    async def find(self, label: str) -> int:
        """The id of the line with this label."""
        found = [number for number, values in _walk(await self.layout()) if _label(values) == label]
        assert len(found) == 1
        return found[0]

    async def click(self, label: str) -> None:
        await self.call("Event", "isvu", await self.find(label), "clicked", ("i", 0), 0)

    async def news(self) -> list[Signal]:
        """The signals since the last time."""
        await self.client.call(self.server.unique_name, PATH, "org.freedesktop.DBus.Peer", "Ping")
        news, self.heard[:] = list(self.heard), []
        return news


def _walk(layout: Any) -> list[tuple[int, dict[str, Any]]]:
    number, values, children = layout
    found = [(number, values)]
    for signature, child in children:
        assert signature == "(ia{sv}av)"
        found += _walk(child)
    return found


def _label(values: dict[str, Any]) -> object:
    return values.get("label", ("s", None))[1]


@pytest.fixture
async def host(bus_daemon: BusDaemon) -> AsyncIterator[Host]:
    server, client = await Bus.connect(), await Bus.connect()
    host = Host(server, client)
    await host.listen()
    yield host
    await server.close()
    await client.close()


async def test_the_layout_is_walked(host: Host) -> None:
    host.menu.show(items(prompting(), "Time for a break"))
    lines = _walk(await host.layout())
    assert len({number for number, _ in lines}) == len(lines)
    assert lines[0][1] == {"children-display": ("s", "submenu")}
    assert lines[1][1] == {"label": ("s", "Time for a break"), "enabled": ("b", False)}
    assert lines[3][1] == {"type": ("s", "separator")}
    snooze = await host.layout(await host.find("Snooze"))
    assert [_label(values) for _, values in _walk(snooze)[1:]] == ["5 min", "10 min", "15 min"]


async def test_one_level_at_a_time(host: Host) -> None:
    host.menu.show(items(prompting(), "x"))
    _, _, children = await host.layout(depth=1)
    assert len(children) == len(items(prompting(), "x"))
    assert all(child[2] == [] for _, child in children)
    assert (await host.layout(depth=0))[2] == []


async def test_clicks_become_choices(host: Host) -> None:
    host.menu.show(items(prompting(), "x"))
    for label in ("Show me", "Done", "10 min", "Skip", "2 h", "Until tomorrow", "Quit"):
        await host.click(label)
    host.menu.show(items(paused(), "x"))
    for label in ("Take a break now", "Resume", "Open settings"):
        await host.click(label)
    pauses = [Pause(2 * HOUR), Pause(until=time(3, 0))]
    expected = [Start(), Done(), Snooze(600.0), Skip(), *pauses, "quit"]
    assert host.chosen == [*expected, PromptNow(), Resume(), "settings"]


async def test_what_is_not_there_is_not_clicked(host: Host) -> None:
    host.menu.show(items(prompting(), "x"))
    skip = await host.find("Skip")
    host.menu.show(items(view(), "x"))
    await host.call("Event", "isvu", skip, "clicked", ("i", 0), 0)
    await host.call("Event", "isvu", await host.find("x"), "clicked", ("i", 0), 0)
    await host.call("Event", "isvu", await host.find("Quit"), "hovered", ("i", 0), 0)
    with pytest.raises(BusError):
        await host.call("Event", "isvu", 999, "clicked", ("i", 0), 0)
    assert host.chosen == []


async def test_groups(host: Host) -> None:
    host.menu.show(items(prompting(), "x"))
    done, skip = await host.find("Done"), await host.find("Skip")
    events = [(n, "clicked", ("i", 0), 0) for n in (done, 999, skip)]
    assert await host.call("EventGroup", "a(isvu)", events) == ([999],)
    assert host.chosen == [Done(), Skip()]
    assert await host.call("AboutToShow", "i", 0) == (False,)
    assert await host.call("AboutToShowGroup", "ai", [0, 999]) == ([], [999])


async def test_properties_one_by_one(host: Host) -> None:
    host.menu.show(items(view(), "in_12"))
    (group,) = await host.call("GetGroupProperties", "aias", [], ["label", "visible"])
    labels = {number: _label(values) for number, values in group}
    head = await host.find("in__12")
    assert labels[head] == "in__12"
    assert all(set(values) <= {"label", "visible"} for _, values in group)
    some = await host.call("GetGroupProperties", "aias", [head, 999], [])
    assert some == ([(head, {"label": ("s", "in__12"), "enabled": ("b", False)})],)
    assert await host.call("GetProperty", "is", head, "enabled") == (("b", False),)
    assert await host.call("GetProperty", "is", head, "visible") == (("b", True),)
    for number, name in ((head, "icon-data"), (999, "label")):
        with pytest.raises(BusError):
            await host.call("GetProperty", "is", number, name)


async def test_only_what_changed_is_told(host: Host) -> None:
    host.menu.show(items(view(), "in 2 min"))
    assert [signal.member for signal in await host.news()] == ["LayoutUpdated"]
    host.menu.show(items(view(), "in 2 min"))
    assert await host.news() == []
    host.menu.show(items(view(), "in 1 min"))
    (signal,) = await host.news()
    head = await host.find("in 1 min")
    assert signal.body == ([(head, {"label": ("s", "in 1 min")})], [])
    host.menu.show(items(prompting(), "in 1 min"))
    (signal,) = await host.news()
    changed = dict(signal.body[0])
    assert changed[await host.find("Done")] == {"visible": ("b", True)}
    assert changed[await host.find("Take a break now")] == {"visible": ("b", False)}


async def test_other_choices_are_another_layout(host: Host) -> None:
    host.menu.show(items(prompting(), "x"))
    (first,) = await host.news()
    host.menu.show(items(view(phase=Phase.SNOOZED, snooze_choices=(300.0,)), "x"))
    (second,) = await host.news()
    assert second.member == "LayoutUpdated"
    assert second.body[0] > first.body[0]
    assert await host.call("GetLayout", "iias", 0, 0, []) == (
        second.body[0],
        (0, {"children-display": ("s", "submenu")}, []),
    )


async def test_without_a_connection_it_keeps_quiet(host: Host) -> None:
    host.menu.down()
    host.menu.show((Item(1, "x"),))
    assert await host.news() == []
