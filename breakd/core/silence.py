"""Silence: work enough for two breaks, and no prompt has reached the user, whatever the cause.

A break reminder that has stopped to remind is worse than none, because nobody looks after what is
not missed.  So this asks neither why nor where it failed: it compares the work counted with the
prompts that came through.
"""

from collections.abc import Mapping

from breakd.core.model import Break, Phase, Rules, State

SLACK_S = 600.0  # a break every few seconds is somebody trying it out

# By break: what its counter stood at when the user was last reached.
Reached = Mapping[str, float]


def reached(before: Reached, state: State) -> Reached:
    """The same for a later state.  Work that rest took back is no longer waited for."""
    if _in_touch(state):
        return state.work
    return {name: min(before.get(name, 0.0), work) for name, work in state.work.items()}


def silent_for(since: Reached, rules: Rules, state: State) -> float | None:
    """The seconds of work since the user was last reached, None while there is nothing wrong."""
    waited = {b: state.work[b.name] - since[b.name] for b in rules.breaks if b.every is not None}
    return max((w for kind, w in waited.items() if w >= _limit(rules, kind)), default=None)


def _in_touch(state: State) -> bool:
    """Whether the prompt is on the screen, or the user has said what to do about it."""
    if state.phase in (Phase.SNOOZED, Phase.ON_BREAK):
        return True
    return state.prompt is not None and state.prompt.shown_wall is not None


def _limit(rules: Rules, kind: Break) -> float:
    """Twice the interval, and more than breakd itself waits between two prompts."""
    assert kind.every is not None
    return kind.every + max(kind.every, rules.prompt_retry, SLACK_S)
