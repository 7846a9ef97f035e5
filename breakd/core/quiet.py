"""Quiet: paused by the user, or outside working hours."""

from breakd.core import hours
from breakd.core.cycle import withdraw
from breakd.core.ending import end, lapse
from breakd.core.events import Pause
from breakd.core.model import Gate, Outcome, Paused, Phase
from breakd.core.turn import Turn, frozen, on_break_for

AFTER_QUIET_S = 120.0  # no prompt so soon after a pause or at the start of the working hours
NEARLY_DONE = 0.8  # a break taken so far counts as done when a pause cuts it short


def refresh(turn: Turn, zone_changed: bool) -> None:
    """Look at the clock: has the pause run out, have the working hours begun or ended?"""
    paused = turn.state.paused
    if paused is not None and (zone_changed or turn.now.wall < paused.since_wall):
        _resolve_pause(turn, paused)
    if _pause_is_over(turn):
        resume(turn)
    off = hours.off_hours(turn.rules.hours, turn.now.wall, turn.now.zone)
    if off != (Gate.OFF_HOURS in turn.state.gates):
        _off_hours(turn, off)


def pause(turn: Turn, event: Pause) -> None:
    """Close the gate; a prompt goes, a break under way is cut short."""
    turn.set(paused=_paused(turn, event), gates=turn.state.gates | {Gate.PAUSED})
    if turn.state.phase is Phase.PROMPTING:
        withdraw(turn)
    elif turn.state.phase is Phase.ON_BREAK:
        assert turn.state.owed is not None
        taken = on_break_for(turn.state, turn.now) / turn.state.owed.length
        done = taken >= NEARLY_DONE and not turn.state.unasked
        end(turn, Outcome.DONE if done else Outcome.ABORTED)


def resume(turn: Turn) -> None:
    """Open the gate, and leave the user alone for two minutes."""
    turn.set(paused=None, gates=turn.state.gates - {Gate.PAUSED})
    turn.not_before(AFTER_QUIET_S)


def _paused(turn: Turn, event: Pause) -> Paused:
    now = turn.now
    if event.until is not None:
        wall = hours.first_instant(event.until, now.wall, now.zone)
        return Paused(now.wall, until_local=event.until, until_wall=wall)
    return Paused(now.wall, until_boot=None if event.seconds is None else now.boot + event.seconds)


def _resolve_pause(turn: Turn, paused: Paused) -> None:
    """In another time zone, and on a clock set back, "until 14:00" is another instant."""
    if paused.until_local is not None:
        since = min(paused.since_wall, turn.now.wall)
        wall = hours.first_instant(paused.until_local, since, turn.now.zone)
        turn.set(paused=Paused(since, None, paused.until_local, wall))


def _pause_is_over(turn: Turn) -> bool:
    paused, now = turn.state.paused, turn.now
    if paused is None:
        return False
    if paused.until_boot is not None:
        return now.boot >= paused.until_boot
    return paused.until_wall is not None and now.wall >= paused.until_wall


def _off_hours(turn: Turn, off: bool) -> None:
    gates = turn.state.gates
    if off:
        lapse(turn)
        turn.set(gates=gates | {Gate.OFF_HOURS})
    else:
        turn.set(gates=gates - {Gate.OFF_HOURS})
        turn.not_before(AFTER_QUIET_S)
    if turn.state.phase is Phase.WORKING:
        turn.set(work=frozen((name, 0.0) for name in turn.state.work), clock_due=())
