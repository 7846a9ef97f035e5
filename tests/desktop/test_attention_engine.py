"""Attention and the engine together: no prompt slips through before anybody has looked."""

import asyncio
from collections import deque
from dataclasses import replace
from datetime import UTC

from breakd.core.effects import Pick, ShowPrompt
from breakd.core.engine import begin, step
from breakd.core.events import Event, GateClosed, GateOpened, Picked, PromptNow, Skip, Tick
from breakd.core.model import Break, Gate, Now, Phase, Rules
from breakd.core.view import view
from breakd.desktop.attention.watcher import SOON_S, Attention
from tests.desktop.attention_kit import Scripted

EVERY_S = 600.0
CALL = Gate.CALL
WANTED = frozenset({CALL, Gate.DO_NOT_DISTURB, Gate.TYPING})


class Reminder:
    """The engine on a clock of the test's, told what attention posts."""

    def __init__(self) -> None:
        self.now = Now(1000.0, 1000.0, 1.7e9, UTC)
        self.rules = Rules(breaks=(Break("stretch", every=EVERY_S),))
        self.state = begin(self.rules, self.now)
        self.prompts = 0
        self.outside = Scripted(CALL)
        self.bus = Scripted(Gate.DO_NOT_DISTURB)
        self.hands = Scripted(Gate.TYPING)
        probes = (self.outside, self.bus)
        self.attention = Attention(self.post, probes, self.hands, WANTED)
        self.attention.start()

    def post(self, event: Event) -> None:
        events = deque([event])
        while events:
            self.state, effects = step(self.rules, self.state, events.popleft(), self.now)
            events += (Picked(e.cycle, "") for e in effects if isinstance(e, Pick))
            self.prompts += sum(isinstance(e, ShowPrompt) for e in effects)
        self.attention.follow(view(self.rules, self.state, self.now))

    async def wait(self, seconds: float) -> None:
        """Let time pass, with a tick every ten seconds at least."""
        while seconds > 0:
            step_s = min(seconds, 10.0)
            seconds -= step_s
            at = self.now
            self.now = replace(
                at, boot=at.boot + step_s, mono=at.mono + step_s, wall=at.wall + step_s
            )
            self.post(Tick())
            await self.settle()

    async def settle(self) -> None:
        for _ in range(6):
            await asyncio.sleep(0)

    async def look(self, *gates: Gate) -> None:
        """Every probe looks, and sees these gates closed."""
        for probe in (self.outside, self.bus):
            probe.tell(*gates)
        await self.settle()
        if self.hands.running:
            self.hands.tell(*gates)
            await self.settle()

    @property
    def running(self) -> int:
        return self.outside.running


async def test_it_looks_before_the_break_is_due_and_not_earlier() -> None:
    reminder = Reminder()
    await reminder.wait(EVERY_S - SOON_S - 10)
    assert reminder.running == 0
    await reminder.wait(SOON_S)
    assert reminder.running == 1
    await reminder.look()
    await reminder.wait(10)
    assert reminder.prompts == 1
    assert reminder.state.phase is Phase.PROMPTING
    assert reminder.running == 0
    await reminder.wait(45)
    assert reminder.running == 0
    await reminder.attention.stop()


async def test_what_the_first_look_finds_holds_the_break_until_it_is_over() -> None:
    reminder = Reminder()
    await reminder.wait(EVERY_S - 5)
    await reminder.look(CALL)
    await reminder.wait(600)
    assert reminder.prompts == 0
    assert reminder.running == 1
    await reminder.look()
    assert reminder.prompts == 1
    await reminder.attention.stop()


async def test_back_at_the_desk_with_a_break_due_nobody_is_asked_in_the_middle_of_a_call() -> None:
    """The break fell due while the user was away for a moment: there was no time to look."""
    reminder = Reminder()
    await reminder.wait(EVERY_S - 20)
    reminder.post(GateClosed(Gate.IDLE, 0.0))
    reminder.rules = replace(reminder.rules, breaks=(Break("stretch", every=EVERY_S - 30),))
    await reminder.wait(10)
    assert reminder.state.phase is Phase.DUE
    assert reminder.running == 0
    reminder.post(GateOpened(Gate.IDLE))
    assert reminder.prompts == 0
    await reminder.settle()
    assert reminder.running == 1
    await reminder.look(CALL)
    await reminder.wait(60)
    assert reminder.prompts == 0
    await reminder.look()
    assert reminder.prompts == 1
    await reminder.attention.stop()


async def test_a_look_that_never_ends_does_not_silence_the_day() -> None:
    reminder = Reminder()
    await reminder.wait(EVERY_S)
    assert reminder.prompts == 0
    await reminder.wait(10)
    assert reminder.prompts == 1
    await reminder.attention.stop()


async def test_whoever_asks_for_a_prompt_gets_it_at_once() -> None:
    reminder = Reminder()
    await reminder.wait(60)
    reminder.post(PromptNow())
    assert reminder.prompts == 1
    assert reminder.running == 0


async def test_after_the_prompt_it_looks_again_for_the_next_one_only() -> None:
    reminder = Reminder()
    for cycle in range(1, 4):
        await reminder.wait(EVERY_S - 5)
        await reminder.look()
        await reminder.wait(10)
        assert reminder.prompts == cycle
        reminder.post(Skip())
        await reminder.settle()
        assert reminder.running == 0
    assert reminder.outside.starts == 3
    assert reminder.state.gates == {Gate.LOOKING}
    await reminder.attention.stop()


async def test_at_the_end_it_does_not_begin_again_for_a_break_that_is_due() -> None:
    reminder = Reminder()
    await reminder.wait(EVERY_S - 5)
    await reminder.look(CALL)
    await reminder.wait(10)
    assert (reminder.state.phase, reminder.running) == (Phase.DUE, 1)
    await reminder.attention.stop()
    await reminder.wait(60)
    assert (reminder.running, reminder.prompts) == (0, 0)
