"""When attention looks, what it posts, and when a prompt may be shown."""

import asyncio
import logging

import pytest

from breakd.core.events import GateClosed, GateOpened
from breakd.core.model import Gate
from breakd.desktop.attention import rounds
from breakd.desktop.attention.watcher import Attention
from tests.desktop.attention_kit import Gates, Scripted
from tests.desktop.views import view

DND, FULL, CALL = Gate.DO_NOT_DISTURB, Gate.FULL_SCREEN, Gate.CALL
LOOKING = Gate.LOOKING
ALL = frozenset({DND, FULL, CALL, Gate.SCREEN_SHARE, Gate.TYPING})


class Desk:
    """Attention with three scripted probes."""

    def __init__(self, wanted: frozenset[Gate] = ALL) -> None:
        self.gates = Gates()
        self.bus = Scripted(DND)
        self.outside = Scripted(FULL, CALL, Gate.SCREEN_SHARE)
        self.hands = Scripted(Gate.TYPING)
        self.all = (self.bus, self.outside, self.hands)
        self.attention = Attention(self.gates.post, self.all[:2], self.hands, wanted)
        self.attention.start()

    async def look(self) -> None:
        """The first look, at nothing."""
        self.attention.watch(True)
        await settle()
        self.bus.tell()
        self.outside.tell()
        await settle()
        self.hands.tell()
        await settle()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_nothing_is_looked_at_all_day() -> None:
    desk = Desk()
    desk.attention.watch(False)
    desk.attention.follow(view())
    await settle()
    assert [probe.starts for probe in desk.all] == [0, 0, 0]
    assert desk.gates.posts == [GateClosed(LOOKING)]


async def test_each_change_is_posted_once() -> None:
    desk = Desk()
    await desk.look()
    desk.gates.posts.clear()
    desk.bus.tell(DND)
    await settle()
    desk.bus.tell(DND)
    desk.outside.tell(FULL)
    await settle()
    desk.outside.tell()
    await settle()
    assert desk.gates.posts == [GateClosed(DND), GateClosed(FULL), GateOpened(FULL)]
    await desk.attention.stop()


async def test_when_nobody_watches_all_gates_are_open() -> None:
    desk = Desk()
    await desk.look()
    desk.bus.tell(DND)
    desk.outside.tell(CALL, FULL)
    await settle()
    desk.attention.watch(False)
    await settle()
    assert not desk.gates.looked
    assert desk.gates.closed == frozenset()
    assert [probe.running for probe in desk.all] == [0, 0, 0]
    desk.outside.tell(CALL)  # too late
    await settle()
    assert desk.gates.closed == frozenset()


async def test_a_look_ends_with_the_watch_that_it_waits_for() -> None:
    desk = Desk()
    desk.attention.watch(True)
    look = asyncio.ensure_future(desk.attention.look())
    await settle()
    assert not look.done()
    desk.attention.watch(False)
    await settle()
    assert look.done()
    assert await look == frozenset()
    assert not desk.gates.looked


async def test_watching_twice_looks_once() -> None:
    desk = Desk()
    await desk.look()
    desk.attention.watch(True)
    await settle()
    assert [probe.starts for probe in desk.all] == [1, 1, 1]
    await desk.attention.stop()


async def test_nothing_is_posted_from_within_a_call() -> None:
    """The daemon watches in the middle of a step."""
    desk = Desk()
    await desk.look()
    desk.gates.posts.clear()
    desk.bus.tell(DND)
    assert desk.gates.posts == []
    await settle()
    desk.attention.watch(False)
    assert desk.gates.posts == [GateClosed(DND)]
    await settle()
    assert desk.gates.posts == [GateClosed(DND), GateClosed(LOOKING), GateOpened(DND)]


async def test_a_prompt_waits_until_everybody_has_looked() -> None:
    desk = Desk()
    desk.attention.watch(True)
    await settle()
    desk.bus.tell()
    await settle()
    desk.outside.tell()
    await settle()
    assert desk.gates.posts == [GateClosed(LOOKING)]
    desk.hands.tell(Gate.TYPING)
    await settle()
    assert desk.gates.posts[1:] == [GateClosed(Gate.TYPING), GateOpened(LOOKING)]
    await desk.attention.stop()


async def test_whoever_does_not_answer_holds_a_prompt_for_a_moment_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rounds, "LOOK_S", 0.01)
    caplog.set_level(logging.INFO, "breakd.attention")
    desk = Desk()
    desk.attention.watch(True)
    await settle()
    desk.outside.tell()
    assert await desk.attention.look() == frozenset()
    await settle()
    assert desk.gates.looked
    assert "No answer in time: do-not-disturb" in caplog.text
    desk.bus.tell(DND)
    await settle()
    assert desk.gates.closed == {DND}, "a late answer counts"
    await desk.attention.stop()


async def test_a_probe_that_fails_leaves_the_others_at_work(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()
    desk.bus.fails = OSError("no such thing")
    desk.attention.watch(True)
    await settle()
    desk.outside.tell(CALL)
    await settle()
    assert desk.gates.looked
    assert desk.gates.closed == {CALL}
    assert "Looking for do-not-disturb failed" in caplog.text
    await desk.attention.stop()


async def test_only_what_is_wanted_is_looked_at() -> None:
    desk = Desk(frozenset({CALL}))
    desk.attention.watch(True)
    await settle()
    assert [probe.starts for probe in desk.all] == [0, 1, 0]
    desk.outside.tell(CALL, FULL)
    await settle()
    assert desk.gates.looked
    assert desk.gates.closed == {CALL}
    desk.attention.use(frozenset({DND}))
    await settle()
    assert [probe.running for probe in desk.all] == [1, 0, 0]
    assert desk.gates.closed == frozenset()
    await desk.attention.stop()


async def test_with_nothing_wanted_a_prompt_need_not_wait() -> None:
    desk = Desk(frozenset())
    desk.attention.watch(True)
    await settle()
    assert [probe.starts for probe in desk.all] == [0, 0, 0]
    assert desk.gates.posts == []
    desk.attention.use(ALL)
    await settle()
    assert desk.gates.posts == [GateClosed(LOOKING)]
    desk.attention.use(frozenset())
    await settle()
    assert desk.gates.posts == [GateClosed(LOOKING), GateOpened(LOOKING)]


async def test_one_look_leaves_nothing_behind() -> None:
    desk = Desk()
    looking = asyncio.ensure_future(desk.attention.look())
    await settle()
    desk.bus.tell(DND)
    desk.outside.tell()
    assert await looking == {DND}
    await settle()
    assert [probe.running for probe in desk.all] == [0, 0, 0]
    assert desk.gates.posts == [GateClosed(LOOKING)]
    assert desk.attention.capabilities().keys() == {gate.value for gate in ALL}


async def test_nobody_looks_at_the_keyboard_while_something_else_holds_the_break() -> None:
    desk = Desk()
    desk.attention.watch(True)
    await settle()
    desk.bus.tell()
    desk.outside.tell(CALL)
    await settle()
    assert desk.gates.looked
    assert desk.hands.starts == 0
    desk.outside.tell()
    await settle()
    assert desk.gates.closed == {CALL}, "until it is known whether somebody types"
    desk.hands.tell(Gate.TYPING)
    await settle()
    assert desk.gates.closed == {Gate.TYPING}
    desk.outside.tell(CALL)
    await settle()
    assert desk.gates.closed == {CALL}
    assert desk.hands.running == 0
    desk.hands.tell(Gate.TYPING)  # of a look that is over
    await settle()
    assert desk.gates.closed == {CALL}
    await desk.attention.stop()
