"""Deferral: which closed gates hold a due break back, and which of them not for ever."""

from breakd.core.model import DEFER, Gate
from breakd.core.turn import Turn, frozen

LOOK_S = 5.0  # a first look that takes longer is not waited for
BOUNDED = frozenset({Gate.DO_NOT_DISTURB, Gate.FULL_SCREEN, Gate.TYPING, Gate.LOOKING})


def note_holds(turn: Turn) -> None:
    """Remember since when each bounded gate has held this break back."""
    state, now = turn.state, turn.now
    if now.boot < state.not_before_boot or state.gates - BOUNDED:
        return
    held = dict(state.held_since)
    for gate in state.gates - {Gate.TYPING}:
        held.setdefault(gate, now.boot)
    if held != state.held_since:
        turn.set(held_since=frozen(held))
    if Gate.TYPING not in held and holds(turn) == {Gate.TYPING}:
        turn.set(held_since=frozen({**held, Gate.TYPING: now.boot}))


def stop_holds(turn: Turn, seconds: float) -> None:
    """Let the bounded gates' time stand still, as it does behind an unbounded one and asleep."""
    held = turn.state.held_since.items()
    turn.set(held_since=frozen((gate, since + seconds) for gate, since in held))


def hold_ends(turn: Turn, gate: Gate) -> float | None:
    """The BOOTTIME from which a bounded gate no longer holds this break; None if it may for
    ever."""
    since = turn.state.held_since.get(gate)
    if since is None:
        return None
    limits = {Gate.TYPING: turn.rules.defer_typing, Gate.LOOKING: LOOK_S}
    return since + limits.get(gate, turn.rules.defer_longest)


def _outlasted(turn: Turn, gate: Gate) -> bool:
    ends = hold_ends(turn, gate)
    return ends is not None and turn.now.boot >= ends


def holds(turn: Turn) -> frozenset[Gate]:
    """The closed gates that hold the due break back now."""
    held = _closed(turn)
    return frozenset() if turn.state.discreet and _only_a_call(turn, held) else held


def asks_discreetly(turn: Turn) -> bool:
    """Whether a prompt may come now only with a stretch that nobody in the call notices."""
    return _only_a_call(turn, _closed(turn))


def _closed(turn: Turn) -> frozenset[Gate]:
    closed = turn.state.gates
    if turn.state.asked:
        closed -= DEFER
    return frozenset(g for g in closed if not _outlasted(turn, g))


def _only_a_call(turn: Turn, held: frozenset[Gate]) -> bool:
    """Beside a call nothing else may be in the way: on a shared screen everybody would read the
    prompt, however discreet the stretch."""
    return held == {Gate.CALL} and turn.rules.defer_call_action == "discreet"
