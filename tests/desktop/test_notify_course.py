"""The ordinary course of a prompt, with a scripted server on a real dbus-daemon."""

import asyncio

import pytest

from breakd.core.events import Answer, Answered, Dismissed, Event, Expired
from tests.desktop.notify_kit import CARD, Desk
from tests.desktop.scripted_server import DBUS, ScriptedServer


async def test_a_prompt_is_shown_and_answered(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    assert desk.notifier.available
    assert desk.notifier.buttons
    assert desk.notifier.server == "scripted 1.0"
    number = await desk.shown(7)
    note = server.notes[0]
    assert note.title == "Chin tuck"
    assert note.body == "Glide your chin back."
    assert note.actions[::2] == ["default", "done", "snooze", "show"]
    assert note.hints["urgency"] == ("y", 1)
    assert note.hints["desktop-entry"] == ("s", "breakd")
    assert "transient" not in note.hints
    signature, (width, height, stride, alpha, bits, channels, data) = note.hints["image-data"]
    assert signature == "(iiibiiay)"
    assert (stride, alpha, bits, channels) == (width * 4, True, 8, 4)
    assert len(data) == stride * height
    server.act(number, "done")
    assert await desk.next() == Answered(7, Answer.DONE)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("default", Answer.SHOW),
        ("show", Answer.SHOW),
        ("done", Answer.DONE),
        ("snooze", Answer.SNOOZE),
    ],
)
async def test_every_button_says_what_it_says(desk: Desk, key: str, answer: Answer) -> None:
    server = await desk.serve()
    await desk.start()
    server.act(await desk.shown(1), key)
    assert await desk.next() == Answered(1, answer)


@pytest.mark.parametrize(("reason", "event"), [(1, Expired(1)), (2, Dismissed(1)), (4, Expired(1))])
async def test_a_prompt_that_goes_away(desk: Desk, reason: int, event: Event) -> None:
    server = await desk.serve()
    await desk.start()
    server.gone(await desk.shown(1), reason)
    assert await desk.next() == event


async def test_what_is_closed_on_mate_is_said_to_have_expired(desk: Desk) -> None:
    server = await desk.serve(ScriptedServer("Notification Daemon", version="1.26.0"))
    await desk.start()
    server.gone(await desk.shown(1), 1)
    assert await desk.next() == Dismissed(1)


async def test_what_stays_up_though_closed_is_let_expire_first(desk: Desk) -> None:
    server = await desk.serve(ScriptedServer("Notification Daemon", version="3.20.0"))
    await desk.start()
    number = await desk.shown(1)
    desk.notifier.withdraw(1)
    assert await server.closes(1) == [number]
    assert [(note.replaces, note.expire) for note in server.notes[1:]] == [(number, 1)]
    await desk.nothing(server)


async def test_withdrawing_posts_nothing(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    desk.notifier.withdraw(1)
    assert await server.closes(1) == [number]  # and it says Closed, reason 3
    await desk.nothing(server)


async def test_withdrawing_another_prompt_changes_nothing(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(2)
    desk.notifier.withdraw(1)
    server.act(number, "done")
    assert await desk.next() == Answered(2, Answer.DONE)


async def test_a_prompt_right_after_another_replaces_it_in_place(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    first = await desk.shown(1)
    desk.notifier.withdraw(1)
    assert await desk.shown(2) == first
    assert server.notes[1].replaces == first
    assert server.closed == []
    server.act(first, "done")
    assert await desk.next() == Answered(2, Answer.DONE)


async def test_a_prompt_after_one_that_is_gone_is_a_new_one(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    first = await desk.shown(1)
    server.gone(first, 2)
    assert await desk.next() == Dismissed(1)
    await desk.shown(2)
    assert server.notes[1].replaces == 0


async def test_withdrawn_before_the_server_has_answered(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    server.freeze()
    desk.notifier.show(1, CARD)
    await asyncio.sleep(0.02)  # the call is on its way
    desk.notifier.withdraw(1)
    server.thaw()
    assert await server.closes(1) == [1]
    await desk.nothing(server)


async def test_a_prompt_while_the_one_before_is_just_being_closed(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    server.gone(await desk.shown(1), 2)
    await server.sync()
    assert desk.link.bus is not None
    await desk.link.bus.call(*DBUS, "GetId")  # it is known, but not yet settled
    desk.notifier.withdraw(1)
    await desk.shown(2)
    assert server.notes[1].replaces == 0
    await desk.nothing(server)
