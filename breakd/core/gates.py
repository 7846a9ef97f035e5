"""What a gate does when it closes and when it opens."""

from dataclasses import replace

from breakd.core import absence
from breakd.core.cycle import keep_alive, withdraw
from breakd.core.model import AWAY, QUIET, Gate, Phase
from breakd.core.turn import Turn, away

SIGNAL_LIFE_S = 30.0  # a sleep signal that no sleep follows within this was a false alarm


def close(turn: Turn, gate: Gate, ago: float | None) -> None:
    """Something holds breaks back.  Doing it twice changes nothing."""
    state, rules = turn.state, turn.rules
    if gate in state.gates or gate in QUIET:  # only the user and the clock make it quiet
        return
    turn.set(gates=state.gates | {gate})
    if gate is Gate.SUSPENDED:
        turn.set(suspend_mono=turn.now.mono)
    if gate in away(rules, frozenset({gate})):
        idle_for = (rules.idle if ago is None else ago) if gate is Gate.IDLE else 0.0
        absence.began(turn, gate, idle_for)
    if gate in AWAY:
        turn.set(unasked=False)  # whoever leaves the desk does not work on
    if state.phase is Phase.PROMPTING and gate in AWAY:
        if gate is Gate.IDLE:
            assert state.prompt is not None
            turn.set(prompt=replace(state.prompt, expires_boot=None))
        else:
            withdraw(turn)


def open_(turn: Turn, gate: Gate) -> None:
    """It no longer does; the last of the absence's gates ends the absence."""
    if gate not in turn.state.gates or gate in QUIET:
        return
    turn.set(gates=turn.state.gates - {gate})
    if turn.state.absence is not None and not away(turn.rules, turn.state.gates):
        absence.ended(turn)
    prompt = turn.state.prompt
    if gate is Gate.IDLE and prompt is not None and prompt.expires_boot is None:
        keep_alive(turn)


def signal_is_stale(turn: Turn, seconds_slept: float) -> bool:
    """Whether the sleep that a signal announced is over, or never came."""
    if Gate.SUSPENDED not in turn.state.gates:
        return False
    awake = turn.now.mono - turn.state.suspend_mono
    return seconds_slept > absence.SLEPT_S or awake >= SIGNAL_LIFE_S
