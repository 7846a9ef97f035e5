"""Notification servers that hang, die, or were never there, on a real dbus-daemon."""

import asyncio

import pytest

from breakd.core.events import Answer, Answered, ServiceLost, ShowFailed, Shown
from breakd.desktop.dbus.bus import Method
from tests.desktop.notify_kit import CARD, Desk
from tests.desktop.scripted_server import NAME, PATH, ScriptedServer


async def test_a_hung_server_and_its_late_notification(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    server.freeze()
    desk.notifier.show(1, CARD)
    assert await desk.next() == ShowFailed(1)
    server.thaw()
    assert await server.closes(1) == [1]
    assert await desk.shown(2) == 2
    await desk.nothing(server)
    assert server.closed == [1]


async def test_the_next_prompt_is_tried_although_the_one_before_hung(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    server.freeze()
    desk.notifier.show(1, CARD)
    await asyncio.sleep(0.02)  # the call is on its way
    desk.notifier.withdraw(1)
    desk.notifier.show(2, CARD)
    assert await desk.next() == ShowFailed(2)
    server.thaw()
    assert await server.closes(2) == [1, 2]
    await desk.nothing(server)


async def test_a_server_that_hangs_from_the_start(desk: Desk) -> None:
    server = await desk.serve()
    server.freeze()
    await desk.start()
    assert desk.notifier.server is None
    desk.notifier.show(1, CARD)
    assert await desk.next() == ShowFailed(1)
    server.thaw()
    await desk.shown(2)
    assert desk.notifier.server == "scripted 1.0"


async def test_a_restarted_server_counts_from_one_again(desk: Desk) -> None:
    old = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    await old.stop()
    assert await desk.next() == ServiceLost()
    new = await desk.serve()
    new.act(number, "done")  # somebody else's notification by now
    new.gone(number, 2)
    await desk.nothing(new)
    assert await desk.shown(2) == number
    assert new.notes[0].replaces == 0
    new.act(number, "snooze")
    assert await desk.next() == Answered(2, Answer.SNOOZE)


async def test_a_server_that_restarts_with_nothing_shown_is_nobodys_business(desk: Desk) -> None:
    old = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    old.act(number, "done")
    assert await desk.next() == Answered(1, Answer.DONE)
    await old.stop()
    new = await desk.serve(ScriptedServer("another"))
    await desk.nothing(new)
    await desk.shown(2)
    assert desk.notifier.server == "another 1.0"


async def test_a_look_gets_to_know_the_server_that_runs(desk: Desk) -> None:
    await desk.start()
    assert await desk.notifier.look()
    assert desk.notifier.server is None
    server = await desk.serve()
    server.freeze()
    assert not await desk.notifier.look()
    server.thaw()
    assert await desk.notifier.look()
    assert desk.notifier.server == "scripted 1.0"


async def test_no_server_at_all_then_a_late_one(desk: Desk) -> None:
    await desk.start()
    assert not desk.notifier.available
    desk.notifier.show(1, CARD)
    assert await desk.next() == ShowFailed(1)
    await desk.serve()
    await desk.shown(2)
    assert desk.notifier.available


async def test_the_bus_dies_and_comes_back(desk: Desk) -> None:
    await desk.serve()
    await desk.start()
    await desk.shown(1)
    desk.daemon.kill()
    assert await desk.next() == ServiceLost()
    assert not desk.notifier.available
    desk.notifier.show(2, CARD)
    assert await desk.next() == ShowFailed(2)
    desk.daemon.start()
    server = await desk.serve()
    desk.notifier.show(3, CARD)
    while (event := await desk.next()) != Shown(3):
        assert event == ShowFailed(3)
        await asyncio.sleep(0.02)
        desk.notifier.show(3, CARD)
    server.act(server.notes[-1].id, "done")
    assert await desk.next() == Answered(3, Answer.DONE)


async def test_a_server_that_cannot_is_said_once(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.start()
    for token in range(3):
        desk.notifier.show(token, CARD)
        assert await desk.next() == ShowFailed(token)
    warnings = [r for r in caplog.records if r.levelname == "WARNING"]
    assert [r.getMessage() for r in warnings if "could not be shown" in r.getMessage()] == [
        warnings[-1].getMessage()
    ]


async def test_a_server_that_answers_nonsense(desk: Desk) -> None:
    server = ScriptedServer()
    await desk.serve(server)
    server.bus.export(PATH, NAME, {"GetCapabilities": Method("", "u", lambda: (3,))})
    await desk.start()
    desk.notifier.show(1, CARD)
    assert await desk.next() == ShowFailed(1)


async def test_a_number_that_cannot_be_sent_back_is_no_notification(desk: Desk) -> None:
    server = await desk.serve()
    methods = {
        "Notify": Method("susssasa{sv}i", "x", lambda *_: (2**40,)),
        "GetCapabilities": Method("", "as", lambda: ([],)),
        "GetServerInformation": Method("", "ssss", lambda: ("odd", "test", "1.0", "1.2")),
    }
    server.bus.export(PATH, NAME, methods)
    await desk.start()
    desk.notifier.show(1, CARD)
    assert await desk.next() == ShowFailed(1)
