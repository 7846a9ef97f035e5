"""The guide's stand-in among the notifications, and notices."""

import asyncio

import pytest

from breakd.card import ButtonKey, Card
from breakd.core.events import Answer, Answered, Done, Event, Skip, Snooze
from tests.desktop.notify_kit import CARD, GUIDE, Desk
from tests.desktop.scripted_server import ScriptedServer
from tests.patience import PATIENCE_S


@pytest.mark.parametrize(
    ("key", "event"), [("done", Done()), ("snooze", Snooze()), ("skip", Skip())]
)
async def test_the_guide_stays_and_is_answered(desk: Desk, key: str, event: Event) -> None:
    server = await desk.serve()
    await desk.start()
    desk.notifier.open_guide(GUIDE)
    (note,) = await server.calls(1)
    assert note.expire > GUIDE.lifetime * 1000
    assert note.body.endswith("1. Sit tall.\n2. Glide.")
    server.act(note.id, key)
    assert await desk.next() == event


async def test_the_guide_is_shown_again_by_the_next_server(desk: Desk) -> None:
    old = await desk.serve()
    await desk.start()
    desk.notifier.open_guide(GUIDE)
    await old.calls(1)
    await old.stop()
    new = await desk.serve(ScriptedServer(first=40))
    (note,) = await new.calls(1)
    assert note.replaces == 0
    desk.notifier.close_guide()
    assert await new.closes(1) == [40]
    await desk.nothing(new)


async def test_prompt_and_guide_are_two_notifications(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    server.act(number, "show")
    assert await desk.next() == Answered(1, Answer.SHOW)
    desk.notifier.withdraw(1)
    desk.notifier.open_guide(GUIDE)
    notes = await server.calls(2)
    assert notes[1].id != number
    server.gone(notes[1].id, 2)  # closing the guide ends nothing
    await desk.nothing(server)


async def test_a_notice_and_its_button(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    pressed: asyncio.Queue[ButtonKey] = asyncio.Queue()
    desk.notifier.tell(
        Card("breakd", "Hello", buttons=CARD.buttons, lifetime=8), pressed.put_nowait
    )
    (note,) = await server.calls(1)
    assert note.expire == 8000
    assert note.hints["transient"] == ("b", True)
    server.act(note.id, "show")
    assert await asyncio.wait_for(pressed.get(), PATIENCE_S) == "show"
    desk.notifier.tell(Card("breakd", "Bye"))
    await server.calls(2)
    await desk.nothing(server)


async def test_a_notice_is_taken_down_where_it_would_be_listed_once_expired(desk: Desk) -> None:
    server = await desk.serve(ScriptedServer("lxqt-notificationd", version="1.2.0"))
    await desk.start()
    desk.notifier.tell(Card("breakd", "Hello", lifetime=0.05))
    (hello,) = await server.calls(1)
    assert hello.expire > 60_000
    assert await server.closes(1) == [hello.id]
    desk.notifier.tell(Card("breakd", "Once more", lifetime=0.05))
    await server.calls(2)
    desk.notifier.tell(Card("breakd", "This instead", lifetime=600))
    await server.calls(3)
    await desk.nothing(server)  # the lifetime of what was replaced is no matter any more
    assert server.closed == [hello.id]


async def test_closing_takes_everything_down(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    await desk.shown(1)
    desk.notifier.open_guide(GUIDE)
    desk.notifier.tell(Card("breakd", "Hello"))
    await server.calls(3)
    await desk.notifier.close()
    await desk.link.stop()
    assert sorted(await server.closes(3)) == [1, 2, 3]
    assert desk.posts.empty()
