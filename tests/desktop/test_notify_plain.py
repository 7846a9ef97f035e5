"""The last resort, with the real plyer."""

import sys

import pytest

from breakd.card import Card
from breakd.core.events import Event, ShowFailed, Shown
from breakd.desktop.notify import plain as notify_plain
from breakd.desktop.notify.elsewhere import Toasts
from tests.desk.programs import require
from tests.desktop.private_bus import BusDaemon
from tests.desktop.scripted_server import ScriptedServer

CARD = Card("Chin tuck", "Glide back.", commands="In a terminal: breakd done")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="plyer is tried over D-Bus")


async def test_words_and_commands_arrive(bus_daemon: BusDaemon) -> None:
    require("notify-send")
    server = ScriptedServer()
    await server.start()
    assert await notify_plain.show(CARD)
    (note,) = await server.calls(1)
    assert note.title == "Chin tuck"
    assert note.body == "Glide back.\nIn a terminal: breakd done"
    await server.stop()


async def test_failure_is_told(bus_daemon: BusDaemon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")  # without notify-send plyer has nothing
    assert not await notify_plain.show(CARD)


async def test_without_desktop_notifier_prompts_have_no_buttons(
    bus_daemon: BusDaemon, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("notify-send")
    monkeypatch.setitem(sys.modules, "desktop_notifier", None)
    server = ScriptedServer()
    await server.start()
    posts: list[Event] = []
    toasts = Toasts(posts.append)
    assert not toasts.buttons
    toasts.show(1, CARD)
    await server.calls(1)
    await toasts.close()
    monkeypatch.setenv("PATH", "/nowhere")
    toasts.show(2, CARD)
    await toasts.close()
    assert posts == [Shown(1), ShowFailed(2)]
    await server.stop()
