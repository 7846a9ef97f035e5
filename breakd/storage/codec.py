"""The engine's state as JSON, field by field, and back."""

from datetime import tzinfo
from functools import partial

from breakd.core.model import AWAY, Absence, Break, Gate, Now, Paused, Phase, Prompt, State
from breakd.storage.checks import (
    Codec,
    InvalidError,
    boot,
    count,
    flag,
    local_time,
    many,
    mapping,
    one_of,
    optional,
    record,
    seconds,
    text,
    wall,
)

_CONTENTS = ("stretch", "walk", "eyes", "text")


def _read_content(value: object, where: str) -> str:
    if value not in _CONTENTS:
        raise InvalidError(where, "one of " + ", ".join(_CONTENTS))
    return str(value)


_gates = many(one_of(Gate), frozenset)
_break = record(
    Break,
    {
        "name": text,
        "every": optional(seconds),
        "length": seconds,
        "at": many(text, tuple),
        "cron": optional(text),
        "content": Codec(str, _read_content),
        "text": text,
    },
)
_prompt = record(
    Prompt,
    {
        "token": count,
        "expires_boot": optional(boot),
        "loud": flag,
        "shown_wall": optional(wall),
    },
)
_absence = record(Absence, {"since_boot": boot, "causes": _gates, "slept": seconds})
_paused = record(
    Paused,
    {
        "since_wall": wall,
        "until_boot": optional(boot),
        "until_local": optional(local_time),
        "until_wall": optional(wall),
    },
)

FIELDS = {
    "phase": one_of(Phase),
    "gates": _gates,
    "cycle": count,
    "work": mapping(text, seconds),
    "saved_work": seconds,
    "clock_due": many(text, tuple),
    "clock_seen": mapping(text, wall),
    "owed": optional(_break),
    "asked": flag,
    "early": flag,
    "stretch": optional(text),
    "discreet": optional(text),
    "prompt": optional(_prompt),
    "token": count,
    "not_before_boot": boot,
    "last_prompt_boot": optional(boot),
    "ignored": count,
    "show_failures": count,
    "held_since": mapping(one_of(Gate), boot),
    "snooze_until_boot": boot,
    "snoozes": count,
    "snoozed": seconds,
    "break_began_boot": boot,
    "unasked": flag,
    "absence": optional(_absence),
    "settled_boot": boot,
    "natural_ends": mapping(text, boot),
    "suspend_mono": boot,
    "paused": optional(_paused),
    "reading_until_boot": optional(boot),
    "still_since_boot": optional(boot),
}


def encode(state: State) -> object:
    """A state as something `json` takes.  The time zone is left out: the next process asks the
    system for it."""
    return _state(state.seen.zone).write(state)


def decode(value: object, zone: tzinfo) -> State:
    """What `encode` gave, read in this time zone.

    InvalidError for anything else, also for a state whose parts contradict each other: the
    engine would stop at it again and again."""
    state: State = _state(zone).read(value, "state")
    if (state.prompt is not None) != (state.phase is Phase.PROMPTING):
        raise InvalidError("state.prompt", "a prompt exactly while prompting")
    if (state.owed is None) != (state.phase is Phase.WORKING):
        raise InvalidError("state.owed", "a break exactly while not working")
    if state.owed is not None and state.owed.length <= 0:
        raise InvalidError("state.owed.length", "more than 0 s")
    if (state.paused is not None) != (Gate.PAUSED in state.gates):
        raise InvalidError("state.paused", "a pause exactly while the gate is closed")
    if state.absence is not None and not AWAY & state.absence.causes:
        raise InvalidError("state.absence.causes", "at least one way to be away")
    return state


def _state(zone: tzinfo) -> Codec:
    seen = record(partial(Now, zone=zone), {"boot": boot, "mono": boot, "wall": wall})
    return record(State, {"seen": seen, **FIELDS})
