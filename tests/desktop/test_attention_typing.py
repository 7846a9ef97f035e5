"""The pause in typing that a prompt waits for, on a clock of our own."""

import asyncio

import pytest

from breakd.core.model import Gate
from breakd.desktop.attention import typed
from breakd.desktop.attention.typed import EVERY_S, PAUSE_S, IdleFor, Typing
from tests.desktop.attention_kit import Gates

TYPING = frozenset({Gate.TYPING})
END_S = 30.0


class Hands:
    """Somebody types during these times of a clock that every sleep moves on."""

    def __init__(self, *times: tuple[float, float]) -> None:
        self.now = 0.0
        self.asked: list[float] = []
        self.seen: list[tuple[float, bool]] = []
        self._times = times

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self.now > END_S:
            await asyncio.Event().wait()

    async def idle_for(self) -> float:
        self.asked.append(self.now)
        last = max(min(self.now, end) for start, end in self._times if start <= self.now)
        return self.now - last

    def tell(self, closed: frozenset[Gate]) -> None:
        self.seen.append((self.now, closed == TYPING))


async def run(typing: Typing, gates: Gates | Hands) -> None:
    task = asyncio.ensure_future(typing.run(TYPING, gates.tell))
    for _ in range(200):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_it_closes_while_typing_and_opens_within_a_second_after_the_pause() -> None:
    hands = Hands((-60.0, 4.5), (12.0, 13.0))
    await run(Typing(hands.idle_for, hands.sleep), hands)
    changes = [hands.seen[0]]
    changes += [
        now for before, now in zip(hands.seen, hands.seen[1:], strict=False) if before[1] != now[1]
    ]
    (_, first), (opened, _), (closed, _), (again, _) = changes
    assert first
    assert 4.5 + PAUSE_S <= opened <= 4.5 + PAUSE_S + EVERY_S
    assert 12.0 <= closed <= 12.0 + EVERY_S
    assert 13.0 + PAUSE_S <= again <= 13.0 + PAUSE_S + EVERY_S


async def test_it_asks_at_most_once_a_second() -> None:
    hands = Hands((-60.0, 4.5), (12.0, 13.0))
    await run(Typing(hands.idle_for, hands.sleep), hands)
    assert len(hands.asked) > 10
    assert all(b - a >= EVERY_S for a, b in zip(hands.asked, hands.asked[1:], strict=False))


async def _unknown() -> None:
    return None


async def _never() -> float:
    await asyncio.Event().wait()
    raise AssertionError


@pytest.mark.parametrize("idle_for", [None, _unknown, _never])
async def test_where_nobody_can_tell_nothing_is_held(
    idle_for: IdleFor | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "ANSWER_S", 0)
    gates = Gates()
    gates.closed = TYPING
    typing = Typing(idle_for)
    await run(typing, gates)
    assert gates.closed == frozenset()
    assert typing.capabilities()["typing"][0] == "missing"


async def test_where_somebody_can_tell_it_works() -> None:
    hands = Hands((-60.0, -50.0))
    typing = Typing(hands.idle_for, hands.sleep)
    assert typing.capabilities()["typing"][0] == "works"
    await run(typing, hands)
    assert typing.capabilities()["typing"][0] == "works"
