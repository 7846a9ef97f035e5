"""The notifier alone against real notification servers, each on a display of its own."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from breakd.card import Button, Card
from breakd.core.events import Answer, Answered, Dismissed, Event, ServiceLost, Shown
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.notify.notifier import DesktopNotifier
from tests.desk import parts, screen
from tests.desk.desktop import Desktop
from tests.desk.programs import require
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.desk

CARD = Card(
    "Chin tuck",
    "Sit tall, glide your chin straight back, hold 5 s; 8 times.",
    buttons=(
        Button("default", "Show me"),
        Button("done", "Done"),
        Button("snooze", "Snooze 5 min"),
        Button("show", "Show me"),
    ),
    picture="neck",
)


@dataclass(frozen=True)
class Kind:
    """A server: its program, its windows' class, and where its Done button is: from the left
    edge (from the right one if negative) and from the bottom."""

    program: str
    window: str
    done: tuple[int, int]


MATE = Kind("mate-notification-daemon", "mate-notification-daemon", (-247, 27))
LXQT = Kind("lxqt-notificationd", "lxqt-notificationd", (90, 33))


class Real:
    """A real server on a private desktop, and the notifier on the same bus."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.posts: asyncio.Queue[Event] = asyncio.Queue()
        self.link = BusLink(desktop.env["DBUS_SESSION_BUS_ADDRESS"], first=0.05, longest=0.1)
        self.notifier = DesktopNotifier(self.link, self.posts.put_nowait)

    async def start(self) -> None:
        self.link.start()
        await asyncio.wait_for(self.link.tried.wait(), PATIENCE_S)

    async def next(self) -> Event:
        return await asyncio.wait_for(self.posts.get(), PATIENCE_S)

    async def nothing_more(self) -> None:
        """Longer than any server needs to say the same thing twice."""
        await asyncio.sleep(1)
        assert self.posts.empty(), self.posts.get_nowait()

    def windows(self, kind: Kind) -> list[str]:
        """The server's windows that are big enough to be notifications."""
        found = self.desktop.run("xdotool", "search", "--onlyvisible", "--class", kind.window)
        return [window for window in found.stdout.split() if self.box(window)[2] > 50]

    def box(self, window: str) -> tuple[int, int, int, int]:
        """x, y, width, height."""
        text = self.desktop.run("xdotool", "getwindowgeometry", "--shell", window).stdout
        values = dict(line.split("=") for line in text.split())
        x, y, width, height = (int(values.get(k, 0)) for k in ("X", "Y", "WIDTH", "HEIGHT"))
        return x, y, width, height


@pytest.fixture
async def real() -> AsyncIterator[Real]:
    with Desktop() as desktop:
        desktop.x11()
        real = Real(desktop)
        yield real
        await real.link.stop()


@pytest.mark.parametrize("kind", [MATE, LXQT], ids=lambda kind: kind.program)
async def test_shown_replaced_clicked_and_closed(real: Real, kind: Kind) -> None:
    require(kind.program)
    desktop = real.desktop
    desktop.start_service(parts.NOTIFICATIONS, lambda: desktop.spawn(kind.program, kind.program))
    screen.move_away(desktop)
    await real.start()
    real.notifier.show(1, CARD)
    assert await real.next() == Shown(1)
    wait_until(lambda: real.windows(kind), "the notification")
    real.notifier.withdraw(1)
    real.notifier.show(2, CARD)
    assert await real.next() == Shown(2)
    await asyncio.sleep(0.5)  # it may be drawn anew
    (window,) = wait_until(lambda: real.windows(kind), "the notification that replaced it")
    x, y, width, height = real.box(window)
    right, up = kind.done
    screen.click(desktop, (x + right % width, y + height - up))
    assert await real.next() == Answered(2, Answer.DONE)
    wait_until(lambda: not real.windows(kind), "the notification to go")
    await real.nothing_more()
    real.notifier.show(3, CARD)
    assert await real.next() == Shown(3)
    wait_until(lambda: real.windows(kind), "the third notification")
    real.notifier.withdraw(3)
    await asyncio.sleep(0.1)
    wait_until(lambda: not real.windows(kind), "the third notification to go")
    await real.nothing_more()


async def test_a_notice_is_not_listed_on_lxqt(real: Real) -> None:
    desktop = real.desktop
    require(LXQT.program)
    desktop.start_service(parts.NOTIFICATIONS, lambda: desktop.spawn("lxqt", LXQT.program))
    await real.start()
    real.notifier.tell(Card("breakd", "Next break in 12 min", lifetime=1))
    await asyncio.to_thread(wait_until, lambda: real.windows(LXQT), "the notice")
    await asyncio.to_thread(wait_until, lambda: not real.windows(LXQT), "the notice to go")
    listed = desktop.home / ".cache/lxqt-notificationd/unattended.list"
    assert not listed.exists() or "breakd" not in listed.read_text()


async def test_dunst_acts_closes_and_dies(real: Real) -> None:
    desktop = real.desktop
    process = parts.dunst(desktop)

    await real.start()
    assert not real.notifier.buttons
    real.notifier.show(1, CARD)
    assert await real.next() == Shown(1)
    desktop.output("dunstctl", "action", "0")  # what a middle click does
    assert await real.next() == Answered(1, Answer.SHOW)
    wait_until(lambda: parts.on_dunst(desktop) == 0, "the prompt to go")
    real.notifier.show(2, CARD)
    assert await real.next() == Shown(2)
    desktop.output("dunstctl", "close")  # what a left click does
    assert await real.next() == Dismissed(2)
    real.notifier.show(3, CARD)
    assert await real.next() == Shown(3)
    process.kill()
    assert await real.next() == ServiceLost()
    parts.dunst(desktop)
    real.notifier.show(4, CARD)
    assert await real.next() == Shown(4)
    assert parts.on_dunst(desktop) == 1
    await real.nothing_more()


async def test_xfce_draws_the_default_once(real: Real) -> None:
    parts.xfce4_notifyd(real.desktop)
    screen.move_away(real.desktop)
    await real.start()
    for token, (button, answer) in enumerate(
        [(1, Answer.DONE), (2, Answer.SNOOZE), (3, Answer.SHOW)]
    ):
        real.notifier.show(token, CARD)
        assert await real.next() == Shown(token)
        screen.click_nth(real.desktop, button)
        assert await real.next() == Answered(token, answer)
    await real.nothing_more()
