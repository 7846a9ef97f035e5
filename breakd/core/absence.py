"""Away from the desk: when an absence begins, what it is worth, and sleep seen by the clocks."""

from breakd.core.cycle import to_due, withdraw
from breakd.core.ending import end
from breakd.core.model import Absence, AwayPolicy, Break, Gate, Outcome, Phase, Rules
from breakd.core.turn import Turn, away, frozen, is_due, longest_due, policy

SLEPT_S = 2.0  # BOOTTIME gained on MONOTONIC by more than this: the machine slept

# An absence with several causes goes by the strongest: asleep says more than merely idle.
STRENGTH = (Gate.SUSPENDED, Gate.LOCKED, Gate.SWITCHED, Gate.IDLE)


def began(turn: Turn, gate: Gate, ago: float) -> None:
    """A gate that counts as absence has closed; the last input was `ago` seconds back.

    Idleness is known late, so the work counted since the last input is taken back.
    """
    state, now = turn.state, turn.now
    if state.absence is not None:
        _extend(turn, frozenset({gate}), 0.0)
        return
    since = max(now.boot - ago, state.settled_boot)
    back = now.boot - since
    turn.set(
        absence=Absence(since, frozenset({gate})),
        work=frozen((name, max(0.0, work - back)) for name, work in state.work.items()),
    )


def _extend(turn: Turn, causes: frozenset[Gate], slept: float) -> None:
    absence = turn.state.absence
    assert absence is not None
    turn.set(absence=Absence(absence.since_boot, absence.causes | causes, absence.slept + slept))


def ended(turn: Turn) -> None:
    """The last gate of the absence has opened: the user is back."""
    absence = turn.state.absence
    assert absence is not None
    turn.set(absence=None)
    credit(turn, so_far(absence, turn.now.boot), absence.causes)


def so_far(absence: Absence, boot: float) -> float:
    """How long it has lasted at this BOOTTIME.  Of a mere announcement of sleep counts what the
    clocks saw: they decide, not the signals."""
    if absence.causes == {Gate.SUSPENDED}:
        return absence.slept
    return boot - absence.since_boot


def slept(turn: Turn, seconds: float) -> None:
    """The clocks show that the machine slept, whether or not anyone announced it."""
    asleep = away(turn.rules, frozenset({Gate.SUSPENDED}))
    turn.set(unasked=False)  # as when it is announced, see `gates.close`
    if turn.state.phase is Phase.PROMPTING:
        withdraw(turn)
    if turn.state.absence is not None:
        _extend(turn, asleep, seconds)
    elif asleep:
        credit(turn, seconds, asleep)


# --- what an absence is worth --------------------------------------------------------------------


def rest_needed(rules: Rules, kind: Break, causes: frozenset[Gate]) -> float:
    """How long an absence must last to count as this break.

    The break's length when the user surely left the desk; `away.rest` at least when the user was
    merely idle, because people read.
    """
    return max(kind.length, rules.rest) if causes == {Gate.IDLE} else kind.length


def credit(turn: Turn, length: float, causes: frozenset[Gate]) -> None:
    """Settle an absence of `length` seconds: it was the break, or a part of one."""
    rules = turn.rules
    turn.set(settled_boot=turn.now.boot)
    if length <= 0:  # a false alarm
        return
    strongest = next(g for g in STRENGTH if g in causes)
    how: AwayPolicy = policy(rules, strongest)
    if how == "pause":
        _look_again(turn)
        return
    kinds = [b for b in rules.breaks if not _under_way(turn, b)]
    taken = [b for b in kinds if how == "reset" or length >= rest_needed(rules, b, causes)]
    partly = {b.name: 1.0 - length / rest_needed(rules, b, causes) for b in kinds}
    _settle(turn, length, taken, partly)


def _under_way(turn: Turn, kind: Break) -> bool:
    """Whether the break being taken covers this kind: then its outcome says what it is worth."""
    state = turn.state
    if state.phase is not Phase.ON_BREAK:
        return False
    assert state.owed is not None
    return kind.length <= state.owed.length


def gap(turn: Turn, length: float) -> None:
    """The daemon did not run for `length` seconds: long enough, it was a break; else nobody
    knows, and the counters stay as they are."""
    idle = frozenset({Gate.IDLE})
    taken = [b for b in turn.rules.breaks if length >= rest_needed(turn.rules, b, idle)]
    _settle(turn, length, taken, {})


def _settle(turn: Turn, length: float, taken: list[Break], partly: dict[str, float]) -> None:
    state = turn.state
    worked = [b for b in taken if state.work.get(b.name, 0.0) > 0]
    done = {b.name for b in taken}
    left = {n: 0.0 if n in done else w * partly.get(n, 1.0) for n, w in state.work.items()}
    turn.set(work=frozen(left), clock_due=tuple(n for n in state.clock_due if n not in done))
    by_clock = {b.name: turn.now.boot for b in taken if b.every is None}
    if by_clock:
        turn.set(natural_ends=frozen({**state.natural_ends, **by_clock}))
    _after_credit(turn, taken, worked, length)


def _after_credit(turn: Turn, taken: list[Break], worked: list[Break], length: float) -> None:
    state = turn.state
    if state.phase is Phase.WORKING:
        if worked:
            turn.set(owed=max(worked, key=lambda b: b.length))
            end(turn, Outcome.NATURAL, seconds=length)
    elif state.phase is Phase.ON_BREAK:
        turn.set(unasked=False)  # nobody was here to ignore it, or nobody was shown it any more
    else:
        assert state.owed is not None
        if state.owed.name in {b.name for b in taken}:
            asked_until = state.snooze_until_boot if state.phase is Phase.SNOOZED else 0.0
            end(turn, Outcome.NATURAL, seconds=length)
            turn.set(not_before_boot=max(turn.state.not_before_boot, asked_until))
        else:
            _look_again(turn)


def _look_again(turn: Turn) -> None:
    """After a short absence the break may no longer be due."""
    state = turn.state
    if state.phase not in (Phase.DUE, Phase.PROMPTING):
        return
    assert state.owed is not None
    if state.asked or is_due(turn.rules, state, state.owed):
        return
    if state.phase is Phase.PROMPTING:
        withdraw(turn)
    turn.set(owed=None, early=False, stretch=None, discreet=None)
    if longest_due(turn.rules, turn.state):
        to_due(turn)
    else:
        turn.set(phase=Phase.WORKING, held_since=frozen(()))
