"""Short cuts for the plainest of times: somebody is at work, and nothing else is going on.

That is nearly all of a year.  Each does in a fraction of the time what the engine would do, or
gives None where it might do anything else.
"""

from types import MappingProxyType

from breakd.core.absence import SLEPT_S
from breakd.core.model import AWAY, QUIET, Now, Phase, Rules, State
from breakd.core.turn import changed

TICK_S = 10.0  # the most work one step may add, and so the longest sleep while work is counted
SAVE_EVERY_S = 60.0  # of work


def tick(rules: Rules, state: State, now: Now) -> State | None:
    """The state after a tick, when all it does is add work."""
    seen = state.seen
    awake = now.mono - seen.mono
    if (
        not _at_work(rules, state)
        or state.clock_due
        or now.zone is not seen.zone
        or not 0.0 <= awake <= TICK_S
        or now.boot - seen.boot - awake > SLEPT_S
    ):
        return None
    work, most = {}, 0.0
    for kind in rules.breaks:
        if kind.every is not None:
            worked = work[kind.name] = state.work[kind.name] + awake
            if worked >= kind.every:
                return None
            if worked > most:
                most = worked
    if abs(most - state.saved_work) >= SAVE_EVERY_S:
        return None
    return changed(state, seen=now, work=MappingProxyType(work))


def wake(rules: Rules, state: State, now: Now) -> float | None:
    """The BOOTTIME at which a tick is next needed, when it is for work alone."""
    if not _at_work(rules, state):
        return None
    boot = now.boot
    soonest = boot + TICK_S
    if boot < state.not_before_boot < soonest:
        soonest = state.not_before_boot
    for kind in rules.breaks:
        if kind.every is not None:
            due = boot + (kind.every - state.work[kind.name])
            if boot < due < soonest:
                soonest = due
    return soonest


def _at_work(rules: Rules, state: State) -> bool:
    return (
        state.phase is Phase.WORKING
        and not state.gates & (AWAY | QUIET)
        and state.paused is None
        and state.prompt is None
        and state.reading_until_boot is None
        and not rules.hours
    )
