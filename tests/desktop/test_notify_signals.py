"""What servers say of a prompt: doubled, missing, out of order, forged."""

import pytest

from breakd.core.events import Answer, Answered, Dismissed, Shown
from breakd.desktop.dbus.bus import Bus
from tests.desktop.notify_kit import CARD, Desk
from tests.desktop.scripted_server import DBUS, NAME, PATH


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
