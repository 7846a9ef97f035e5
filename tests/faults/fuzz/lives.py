"""Some hours lived on by the engine from any state, with any rules: nothing is raised, and whatever
comes of it can be told and saved."""

import json
from dataclasses import replace

from breakd.control.status import status
from breakd.core.effects import Effect, Pick, ShowPrompt
from breakd.core.engine import step
from breakd.core.events import (
    Done,
    Event,
    GateClosed,
    GateOpened,
    Pause,
    Picked,
    PromptNow,
    Resume,
    Shown,
    Snooze,
    Start,
    Tick,
)
from breakd.core.model import Gate, Now, Rules, State
from breakd.core.view import view
from breakd.core.wake import next_wake
from breakd.storage.codec import encode

MOST_STEPS = 60
HOURS: tuple[tuple[float, Event], ...] = (
    (5.0, Tick()),
    (900.0, Tick()),
    (1.0, PromptNow()),
    (5.0, Snooze()),
    (301.0, Tick()),
    (1.0, GateClosed(Gate.LOCKED)),
    (400.0, GateOpened(Gate.LOCKED)),
    (1.0, PromptNow()),
    (1.0, Start()),
    (130.0, Tick()),
    (1.0, Pause()),
    (30.0, Resume()),
    (1.0, Done()),
)


def lives(rules: Rules, state: State, now: Now, *first: Event) -> None:
    """Go on from `state`; an exception is a failure."""
    for passes, event in (*((0.0, event) for event in first), *HOURS):
        now = _later(now, passes)
        state = _happens(rules, state, event, now)
        wake = next_wake(rules, state, now)
        assert now.boot <= wake <= now.boot + 3700, wake - now.boot
        json.dumps(status(view(rules, state, now), now, {}, "1"), allow_nan=False)
    json.dumps(encode(state), allow_nan=False)


def _later(now: Now, seconds: float) -> Now:
    return replace(now, boot=now.boot + seconds, mono=now.mono + seconds, wall=now.wall + seconds)


def _happens(rules: Rules, state: State, event: Event, now: Now) -> State:
    """One event, and the answers to what it asks for."""
    events = [event]
    for _ in range(MOST_STEPS):
        if not events:
            return state
        state, effects = step(rules, state, events.pop(), now)
        events += [answer for effect in effects if (answer := _answer(effect))]
    raise AssertionError("there is no end to what it asks for")


def _answer(effect: Effect) -> Event | None:
    match effect:
        case Pick():
            return Picked(effect.cycle, "chin-tuck", effect.discreet, effect.instead_of)
        case ShowPrompt():
            return Shown(effect.token)
    return None
