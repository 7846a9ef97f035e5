"""When the engine wants to be woken next."""

from breakd.core import gates, plain, reading
from breakd.core.cycle import prompt_from
from breakd.core.deferral import hold_ends
from breakd.core.hours import next_change
from breakd.core.model import Gate, Now, Phase, Rules, State
from breakd.core.plain import TICK_S
from breakd.core.turn import Turn, accrues, work_left

REST_TICK_S = 30.0  # the longest sleep without work: clock steps are noticed, a watchdog is fed
ASLEEP_TICK_S = 5.0  # once sleep was announced: nothing else may tell that it is over


def next_wake(rules: Rules, state: State, now: Now) -> float:
    """The BOOTTIME at which a `Tick` is next needed; always in the future."""
    soonest = plain.wake(rules, state, now)
    return whole_wake(rules, state, now) if soonest is None else soonest


def whole_wake(rules: Rules, state: State, now: Now) -> float:
    """`next_wake` without its short cut."""
    turn = Turn(rules, state, now)
    longest = TICK_S if accrues(rules, state) else REST_TICK_S
    if Gate.SUSPENDED in state.gates:
        longest = ASLEEP_TICK_S
    moments = [now.boot + longest, *_moments(turn)]
    return min(m for m in moments if m > now.boot)


def _moments(turn: Turn) -> list[float]:
    """The BOOTTIMEs at which something may change by itself; some may be past."""
    rules, state, now = turn.rules, turn.state, turn.now
    moments = [state.not_before_boot]
    if accrues(rules, state):
        moments += [now.boot + work_left(state, b) for b in rules.breaks if b.every is not None]
    if state.phase is Phase.DUE:
        moments.append(prompt_from(turn))
        moments += [m for g in state.gates if (m := hold_ends(turn, g)) is not None]
    if state.prompt is not None and state.prompt.expires_boot is not None:
        moments.append(state.prompt.expires_boot)
    if state.phase is Phase.SNOOZED:
        moments.append(state.snooze_until_boot)
    if state.phase is Phase.ON_BREAK:
        assert state.owed is not None
        moments.append(state.break_began_boot + state.owed.length)
    if Gate.SUSPENDED in state.gates:
        heard = now.mono - state.suspend_mono
        moments.append(now.boot + gates.SIGNAL_LIFE_S - heard)
    return moments + reading.moments(turn) + _quiet_moments(turn)


def _quiet_moments(turn: Turn) -> list[float]:
    now, paused = turn.now, turn.state.paused
    walls = [next_change(turn.rules.hours, now.wall, now.zone)] if turn.rules.hours else []
    boots = []
    if paused is not None:
        walls.append(paused.until_wall)
        boots = [paused.until_boot] if paused.until_boot is not None else []
    return boots + [now.boot + (wall - now.wall) for wall in walls if wall is not None]
