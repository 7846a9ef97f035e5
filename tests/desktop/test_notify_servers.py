"""Notification servers and their ways, played by a scripted one on a real dbus-daemon."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from breakd.card import Button, ButtonKey, Card
from breakd.core.events import (
    Answer,
    Answered,
    Dismissed,
    Done,
    Event,
    Expired,
    ServiceLost,
    ShowFailed,
    Shown,
    Skip,
    Snooze,
)
from breakd.desktop.dbus.bus import Bus, Method
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.notify import slot as notify_slot
from breakd.desktop.notify.notifier import DesktopNotifier
from tests.desktop.private_bus import BusDaemon
from tests.desktop.scripted_server import DBUS, NAME, PATH, ScriptedServer
from tests.patience import PATIENCE_S

CARD = Card(
    "Chin tuck",
    "Glide your chin back.",
    commands="In a terminal: breakd done",
    buttons=(
        Button("default", "Show me"),
        Button("done", "Done"),
        Button("snooze", "Snooze 5 min"),
        Button("show", "Show me"),
    ),
    picture="neck",
)
GUIDE = Card(
    "Chin tuck",
    "5 seconds, 8 times.",
    steps=("1. Sit tall.", "2. Glide."),
    buttons=(Button("done", "Done"), Button("snooze", "Snooze 5 min"), Button("skip", "Skip")),
)


class Desk:
    """A notifier on a private bus, and what it posts."""

    def __init__(self, daemon: BusDaemon) -> None:
        self.daemon = daemon
        self.posts: asyncio.Queue[Event] = asyncio.Queue()
        self.link = BusLink(first=0.01, longest=0.02)
        self.notifier = DesktopNotifier(self.link, self.posts.put_nowait, timeout=1.0)
        self._servers: list[ScriptedServer] = []

    async def serve(self, server: ScriptedServer | None = None) -> ScriptedServer:
        """Start a server."""
        server = server or ScriptedServer()
        self._servers.append(server)
        await server.start()
        return server

    async def start(self) -> None:
        """Start the notifier, and wait until it has looked around."""
        self.link.start()
        await asyncio.wait_for(self.link.tried.wait(), PATIENCE_S)

    async def next(self) -> Event:
        """The next event posted."""
        return await asyncio.wait_for(self.posts.get(), PATIENCE_S)

    async def shown(self, token: int, card: Card = CARD) -> int:
        """Show a prompt and return the server's id of it."""
        self.notifier.show(token, card)
        assert await self.next() == Shown(token)
        return self._servers[-1].notes[-1].id

    async def nothing(self, server: ScriptedServer) -> None:
        """Whatever the server said has arrived, has settled, and posted nothing."""
        await server.sync()
        if self.link.bus is not None:
            await self.link.bus.call(*DBUS, "GetId")
        await asyncio.sleep(notify_slot.SETTLE_S * 2)
        assert self.posts.empty(), self.posts.get_nowait()

    async def stop(self) -> None:
        """Stop all."""
        await self.link.stop()
        for server in self._servers:
            await server.stop()


@pytest.fixture
async def desk(bus_daemon: BusDaemon, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setattr(notify_slot, "SETTLE_S", 0.05)
    desk = Desk(bus_daemon)
    yield desk
    await desk.stop()


# --- the ordinary course -------------------------------------------------------------------------


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


# --- signals: doubled, missing, out of order, forged ---------------------------------------------


async def test_every_signal_twice(desk: Desk) -> None:
    """GNOME Shell sends both twice, swaync sends Closed twice."""
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    for _ in range(2):
        server.act(number, "done")
        server.gone(number, 2)
    assert await desk.next() == Answered(1, Answer.DONE)
    await desk.nothing(server)
    number = await desk.shown(2)
    server.gone(number, 2)
    server.gone(number, 2)
    assert await desk.next() == Dismissed(2)
    await desk.nothing(server)


async def test_no_closed_after_the_action(desk: Desk) -> None:
    """lxqt-notificationd leaves the notification to us."""
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    server.act(number, "snooze")
    assert await desk.next() == Answered(1, Answer.SNOOZE)
    assert await server.closes(1) == [number]


@pytest.mark.parametrize("reason", [1, 2, 3, 4])
async def test_closed_before_the_action(desk: Desk, reason: int) -> None:
    """awesome and elementary do it in this order."""
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    server.gone(number, reason)
    await server.sync()
    server.act(number, "done")
    assert await desk.next() == Answered(1, Answer.DONE)
    await desk.nothing(server)


async def test_reason_three_that_we_did_not_cause_is_left_to_the_lifetime(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    server.gone(number, 3)
    await desk.nothing(server)
    server.act(number, "done")
    assert await desk.next() == Answered(1, Answer.DONE)


async def test_activation_token_and_reason_three_after_the_action(desk: Desk) -> None:
    """Plasma's way."""
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    server.bus.emit(PATH, NAME, "ActivationToken", "us", number, "token-1")
    server.act(number, "show")
    server.gone(number, 3)
    assert await desk.next() == Answered(1, Answer.SHOW)
    await desk.nothing(server)


@pytest.mark.parametrize("member", ["ActionInvoked", "NotificationClosed"])
async def test_a_signal_that_overtakes_the_reply(desk: Desk, member: str) -> None:
    server = await desk.serve()
    await desk.start()
    server.on_notify.append((member, "done" if member == "ActionInvoked" else 2))
    desk.notifier.show(1, CARD)
    assert await desk.next() == Shown(1)
    expected = Answered(1, Answer.DONE) if member == "ActionInvoked" else Dismissed(1)
    assert await desk.next() == expected


async def test_a_press_on_the_card_before_does_not_answer_its_successor(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    await desk.shown(1)
    desk.notifier.withdraw(1)
    server.on_notify.append(("ActionInvoked", "done"))
    await desk.shown(2)
    await desk.nothing(server)


async def test_nobody_else_can_answer(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    forger = await Bus.connect()
    forger.emit(PATH, NAME, "ActionInvoked", "us", number, "done")
    forger.emit(PATH, NAME, "NotificationClosed", "uu", number, 2)
    await forger.call(*DBUS, "GetId")
    await desk.nothing(server)
    await forger.close()


async def test_other_ids_keys_and_shapes_are_ignored(desk: Desk) -> None:
    server = await desk.serve()
    await desk.start()
    number = await desk.shown(1)
    server.act(number + 1, "done")
    server.gone(number + 1, 2)
    server.act(number, "explode")
    server.bus.emit(PATH, NAME, "ActionInvoked", "", *())
    server.bus.emit(PATH, NAME, "ActionInvoked", "ss", "1", "done")
    await desk.nothing(server)


# --- servers that hang, die, or were never there -------------------------------------------------


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


# --- the guide's stand-in and notices ------------------------------------------------------------


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
