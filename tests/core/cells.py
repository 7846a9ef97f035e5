"""The language of the engine's table: how to get into a phase, what happens, what is expected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from functools import cache
from typing import Any

import pytest

from breakd.core.effects import (
    CloseGuide,
    Effect,
    OpenGuide,
    Pick,
    Record,
    Refuse,
    ShowPrompt,
    Why,
    WithdrawPrompt,
)
from breakd.core.events import (
    Answer,
    Answered,
    Event,
    GateClosed,
    GateOpened,
    Reloaded,
    Snooze,
    Start,
)
from breakd.core.model import Gate, Outcome, Phase, Rules, Span, State
from tests.core.timeline import BERLIN, OTHERS, STRETCH, Timeline

PHASES = {
    "W": Phase.WORKING,
    "D": Phase.DUE,
    "P": Phase.PROMPTING,
    "S": Phase.SNOOZED,
    "B": Phase.ON_BREAK,
}
OFFICE = Rules(breaks=(STRETCH,), hours=(Span(frozenset(range(7)), time(9), time(17)),))
OFFER = {0: 300.0, 1: 300.0, 2: None}  # by snoozes taken, of 5 minutes each

Act = Callable[[Timeline], object]


# --- how to get into a phase ---------------------------------------------------------------------


def into(phase: str, rules: Rules | None = None, *, spent: int = 0, work: float = 1800) -> Timeline:
    """A timeline in this phase, by ordinary events only; `spent` snoozes have been taken.

    W has 10 minutes of work; the others fell due at 30, or came up at `work`.  D is held by a call.
    """
    return _into(phase, rules, spent, work).copy()


@cache
def _into(phase: str, rules: Rules | None, spent: int, work: float) -> Timeline:
    timeline = Timeline(rules)
    if phase == "W":
        timeline.wait(600)
        return timeline
    if phase == "D" or work > 1800:
        timeline.send(GateClosed(Gate.CALL))
    timeline.wait(work)
    for _ in range(spent):
        timeline.send(Snooze())
        timeline.wait(300)
    if phase != "D" and work > 1800:
        timeline.send(GateOpened(Gate.CALL))
    if phase == "S":
        timeline.send(Snooze())
    if phase == "B":
        timeline.send(Start())
    assert timeline.phase is PHASES[phase]
    return timeline


def ignored_twice(phase: str) -> Timeline:
    timeline = into(phase)
    if phase == "P":
        timeline.wait(60 + 120 + 60 + 120)
        assert timeline.state.ignored == 2
    return timeline


def waiting_out(phase: str) -> Timeline:
    """Just before the moment that each phase waits for."""
    if phase == "W":
        timeline = into(phase)
        timeline.wait(1190)
    elif phase == "D":  # ignored once
        timeline = into("P")
        timeline.wait(60 + 110)
    else:
        timeline = into(phase)
        timeline.wait({"P": 50, "S": 290, "B": 110}[phase])
    assert timeline.phase is PHASES[phase]
    return timeline


# --- what happens --------------------------------------------------------------------------------


def sends(*events: Event) -> Act:
    return lambda t: [t.send(e) for e in events]


def waits(seconds: float) -> Act:
    return lambda t: t.wait(seconds)


def then(*acts: Act) -> Act:
    return lambda t: [act(t) for act in acts]


def live(kind: Callable[[int], Event]) -> Act:
    """An event about the last prompt, which is on the screen in P only."""
    return lambda t: t.send(kind(t.state.token))


def answers(answer: Answer) -> Act:
    return live(lambda token: Answered(token, answer))


def late(gate: Gate) -> Act:
    """The gate opens, and this is the first that the engine hears in two minutes."""
    return then(lambda t: t.skip(120), sends(GateOpened(gate)))


def steps_wall(seconds: float) -> Act:
    def act(timeline: Timeline) -> None:
        timeline.wall += seconds
        timeline.tick()

    return act


def moves_to(zone: str) -> Act:
    def act(timeline: Timeline) -> None:
        timeline.zone = type(BERLIN)(zone)
        timeline.tick()

    return act


def clock(hour: int) -> Act:
    """The wall clock reaches this hour, other clocks standing still."""

    def act(timeline: Timeline) -> None:
        local = datetime.fromtimestamp(timeline.wall, BERLIN)
        timeline.wall = local.replace(hour=hour, minute=0, second=0).timestamp()
        timeline.tick()

    return act


def reloads(**changes: float) -> Act:
    def act(timeline: Timeline) -> None:
        changed = replace(STRETCH, **changes)  # type: ignore[arg-type]  # only floats are named
        timeline.rules = replace(timeline.rules, breaks=(changed,))
        timeline.send(Reloaded())

    return act


# --- what a cell says ----------------------------------------------------------------------------


def check(cell: str, before: State, timeline: Timeline, effects: list[Effect]) -> None:
    after, now = timeline.state, timeline.now
    phase, *words = cell.split()
    named = dict(w.split("=") for w in words if "=" in w)
    assert after.phase is PHASES[phase]
    assert effects == Expect(before, timeline).effects([w for w in words if "=" not in w])

    def moment(name: str, otherwise: float) -> float:
        return now.boot + float(named[name]) if name in named else otherwise

    ended = any(isinstance(e, Record) and isinstance(e.what, Outcome) for e in effects)
    spent = f"{before.snoozes}/{before.snoozed:g}" if not ended else "0/0"
    assert f"{after.snoozes}/{after.snoozed:g}" == named.get("budget", spent)
    assert after.ignored == int(named.get("ignored", 0 if ended else before.ignored))
    assert after.cycle == before.cycle + ended
    work = float(named.get("work", 0.0 if ended else before.work["stretch"]))
    assert after.work == pytest.approx({"stretch": work})
    assert after.not_before_boot == pytest.approx(moment("nb", before.not_before_boot))
    if phase == "S":
        assert after.snooze_until_boot == pytest.approx(moment("dl", before.snooze_until_boot))
    if phase == "W":
        assert (after.owed, after.stretch, after.asked) == (None, None, False)
    if phase == "B" and before.phase is Phase.ON_BREAK:
        assert after.break_began_boot == pytest.approx(moment("began", before.break_began_boot))
        assert after.owed == before.owed
    if after.prompt is not None and after.prompt.token == before.token:
        assert before.prompt is not None
        wanted = before.prompt.expires_boot
        if named.get("expires") == "none":
            assert after.prompt.expires_boot is None
        elif wanted is not None or "expires" in named:
            assert after.prompt.expires_boot == pytest.approx(moment("expires", wanted or 0.0))


class Expect:
    """Turns a cell's words into effects."""

    def __init__(self, before: State, timeline: Timeline) -> None:
        after = timeline.state
        self.kind = timeline.rules.breaks[0]
        self.cycle, self.token = before.cycle, before.token
        self.stretch = before.stretch or ""
        self.offer = OFFER[after.snoozes if after.cycle == before.cycle else 0]

    def effects(self, words: list[str]) -> list[Effect]:
        return [self._effect(*word.split(":")) for word in words]

    def _effect(self, word: str, *details: str) -> Effect:
        match word:
            case "show" | "show-loud":
                self.token += 1
                loud = word == "show-loud"
                return ShowPrompt(self.token, self.kind, self.stretch, self.offer, loud, 60.0)
            case "withdraw":
                return WithdrawPrompt(self.token)
            case "pick":
                self.stretch = "chin-tuck"
                return Pick(self.cycle, self.kind)
            case "other":
                old, self.stretch = self.stretch, OTHERS[self.stretch]
                return Pick(self.cycle, self.kind, instead_of=old)
            case "guide":
                return OpenGuide(self.kind, self.stretch, self.offer, self.cycle)
            case "close-guide":
                return CloseGuide()
            case "refuse":
                return Refuse(Why(details[0]), float(details[1]) if details[1:] else 0.0)
            case "prompt" | "snoozed":
                return self._record(word, *details)
        outcome = self._record(Outcome(word.rstrip("*")), *details, voluntary="*" in word)
        self.cycle, self.stretch = self.cycle + 1, ""
        return outcome

    def _record(self, what: Any, seconds: str = "", *, voluntary: bool = False) -> Record:
        length = float(seconds) if seconds else None
        return Record(what, self.cycle, "stretch", self.stretch, voluntary, length)
