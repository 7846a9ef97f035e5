"""What a panel sees of the tray's icon, and what it can ask of it, on a real bus."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from breakd.core.events import Snooze
from breakd.core.model import Gate, Phase
from breakd.core.view import View
from breakd.desktop import pictures
from breakd.desktop.tray.icon import INTERFACE, frame
from tests.desktop.tray_kit import PROPERTIES, Icon, Watcher
from tests.desktop.views import WALL, held, paused, prompting, view
from tests.patience import until


@pytest.fixture
async def watcher(icon: Icon) -> AsyncIterator[Watcher]:
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


async def test_only_real_changes_are_told(icon: Icon, watcher: Watcher) -> None:
    icon.tray.show(view(due_in=830.0))  # a minute later, and the break no nearer or farther
    assert await watcher.news() == []
    icon.tray.show(view(due_in=890.0, due_wall=WALL + 960))
    assert await watcher.news() == ["NewToolTip"]
    icon.tray.show(view(due_in=830.0, due_wall=WALL + 960, filled=0.5 + 1 / 24))
    assert await watcher.news() == ["NewIcon"]
    icon.tray.show(prompting())
    assert await watcher.news() == ["NewToolTip", "NewIcon", "NewAttentionIcon", "NewStatus"]
    assert watcher.items == watcher.items[:1]


async def test_a_note_is_told_until_it_is_taken_back(icon: Icon, watcher: Watcher) -> None:
    icon.tray.note("No reminder has come through.")
    assert await watcher.news() == ["NewToolTip"]
    assert (await watcher.get("ToolTip"))[3] == "No reminder has come through."
    icon.tray.note("")
    assert (await watcher.get("ToolTip"))[3] == "breakd"


async def test_a_due_break_calls(icon: Icon, watcher: Watcher) -> None:
    icon.tray.show(prompting())
    assert await watcher.get("Status") == "NeedsAttention"
    assert await watcher.get("AttentionIconPixmap") == await watcher.get("IconPixmap")
    assert (await watcher.get("ToolTip"))[2] == "Time for a break"
    icon.tray.show(view())
    assert await watcher.get("Status") == "Active"


async def test_a_click_activates_and_nothing_else_does(icon: Icon, watcher: Watcher) -> None:
    await watcher.call(INTERFACE, "Activate", "ii", 3, 4)
    await watcher.call(INTERFACE, "ContextMenu", "ii", 3, 4)
    await watcher.call(INTERFACE, "SecondaryActivate", "ii", 3, 4)
    await watcher.call(INTERFACE, "Scroll", "is", 120, "vertical")
    assert icon.actions.asked == ["activate"]
    assert icon.posted == []


async def test_the_menu_posts_events_and_asks_the_program(icon: Icon, watcher: Watcher) -> None:
    icon.tray.show(replace(prompting(), stretch="chin-tuck"))
    for number in (101, 16, 12, 13):
        menu = (await watcher.get("Menu"), "com.canonical.dbusmenu", "Event", "isvu")
        await watcher.bus.call(watcher.items[0], *menu, number, "clicked", ("i", 0), 0)
    assert icon.posted == [Snooze(600.0)]
    assert icon.actions.asked == ["acted", "acted", "hurts", "acted", "settings", "acted", "quit"]


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
