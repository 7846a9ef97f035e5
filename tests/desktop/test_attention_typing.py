"""The pause in typing that a prompt waits for: on a clock of our own, and on a real X server."""

import asyncio
from collections.abc import Iterator
from typing import Literal

import pytest

from breakd.core.model import Gate
from breakd.desktop.attention.typed import EVERY_S, KNOWN_S, PAUSE_S, Typing
from breakd.desktop.idle.chooser import Idle
from tests.desk.desktop import Desktop
from tests.desktop.attention_kit import Gates, enter

TYPING = frozenset({Gate.TYPING})
END_S = 30.0


class Person:
    """Somebody who types during these times of a clock that every sleep moves on; what notices it
    needs a while at first."""

    def __init__(self, *times: tuple[float, float], after: float = 0.3) -> None:
        self.now = 0.0
        self.running = 0
        self.sleeps: list[float] = []
        self.seen: list[tuple[float, bool]] = []
        self._times = times
        self._after = after

    @property
    def state(self) -> Literal["active", "idle", "unknown"]:
        if self.now < self._after or not self.running:
            return "unknown"
        last = max(min(self.now, end) for start, end in self._times if start <= self.now)
        return "active" if self.now - last < PAUSE_S else "idle"

    def start(self) -> None:
        self.running += 1

    def stop(self) -> None:
        self.running -= 1

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds
        if self.now > END_S:
            await asyncio.Event().wait()

    def tell(self, closed: frozenset[Gate]) -> None:
        self.seen.append((self.now, closed == TYPING))


async def run(typing: Typing, person: Person) -> None:
    task = asyncio.ensure_future(typing.run(TYPING, person.tell))
    for _ in range(200):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_it_closes_while_typing_and_opens_within_a_second_after_the_pause() -> None:
    person = Person((-60.0, 4.5), (12.0, 13.0))
    typing = Typing(person, person.sleep)
    await run(typing, person)
    changes = [person.seen[0]]
    for one in person.seen:
        if one[1] != changes[-1][1]:
            changes.append(one)
    (first, at_first), (opened, _), (closed, _), (again, _) = changes
    assert at_first
    assert first <= KNOWN_S
    assert 4.5 + PAUSE_S <= opened <= 4.5 + PAUSE_S + EVERY_S
    assert 12.0 <= closed <= 12.0 + EVERY_S
    assert 13.0 + PAUSE_S <= again <= 13.0 + PAUSE_S + EVERY_S
    assert typing.capabilities()["typing"][0] == "works"
    assert person.running == 0


async def test_what_has_changed_is_told_at_once() -> None:
    person = Person((-60.0, 0.0), (7.4, 8.0))

    async def sleep(seconds: float) -> None:
        if person.now + seconds < 7.5:
            person.now += seconds
            return
        for moment in (7.5, 8.0 + PAUSE_S):
            person.now = moment
            typing.changed()
        await asyncio.Event().wait()

    typing = Typing(person, sleep)
    typing.changed()  # nobody listens yet
    await run(typing, person)
    assert person.seen[-2:] == [(7.5, True), (8.0 + PAUSE_S, False)]


async def test_once_it_is_known_it_wakes_up_once_a_second() -> None:
    person = Person((-60.0, 4.5))
    await run(Typing(person, person.sleep), person)
    known = person.seen[0][0]
    assert len(person.seen) > 20
    assert all(at == known + n * EVERY_S for n, (at, _) in enumerate(person.seen[:10]))


@pytest.mark.parametrize("somebody", [True, False])
async def test_where_nobody_can_tell_nothing_is_held(somebody: bool) -> None:
    person = Person((-60.0, 60.0), after=END_S + 1)
    typing = Typing(person if somebody else None, person.sleep)
    await run(typing, person)
    at, closed = person.seen[0]
    assert not closed
    assert at <= KNOWN_S + 1e-6
    assert typing.capabilities()["typing"][0] == "missing"


async def test_two_looks_at_once_share_what_notices() -> None:
    person = Person((-60.0, 60.0), after=0.0)
    typing = Typing(person, person.sleep)
    first = asyncio.ensure_future(typing.run(TYPING, person.tell))
    second = asyncio.ensure_future(typing.run(TYPING, person.tell))
    await asyncio.sleep(0)
    assert person.running == 1
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    assert person.running == 1
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    assert person.running == 0


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with Desktop() as desktop:
        desktop.x11()
        enter(desktop, monkeypatch)
        yield desktop


@pytest.mark.desk
async def test_real_keys_on_a_real_display(desktop: Desktop) -> None:
    typing = Typing(Idle(lambda _: None, None, None, PAUSE_S))
    for _ in range(2):
        gates = Gates()
        gates.closed = frozenset({Gate.CALL})  # until the first look
        desktop.output("xdotool", "key", "a")
        task = asyncio.ensure_future(typing.run(TYPING, gates.tell))
        await gates.until(Gate.TYPING)
        desktop.output("xdotool", "key", "b")
        await gates.until()
        desktop.output("xdotool", "key", "c")
        await gates.until(Gate.TYPING)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert typing.capabilities()["typing"][0] == "works"
