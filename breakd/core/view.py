"""What a tray or a status line shows, derived from a state."""

from dataclasses import dataclass

from breakd.core.cycle import prompt_from
from breakd.core.deferral import holds
from breakd.core.model import AWAY, QUIET, Break, Gate, Now, Phase, Rules, State
from breakd.core.turn import Turn, affords, longest_due, next_by_work, on_break_for, work_left


@dataclass(frozen=True, slots=True)
class View:
    """Where things stand; never stored.

    `planned` is the break that is owed, or else the one that comes next.  `due_in` is seconds
    until it is prompted, None while it is taken, and while a gate makes that unknowable; `held` are
    the gates that do.
    `filled` runs from 0 to 1 over the interval, and over the break itself while it is taken.
    `token` is that of the prompt on the screen, `cycle` that of the break while it is taken.
    `paused_until_wall` is None when not paused, and when paused until told otherwise.
    """

    phase: Phase
    gates: tuple[Gate, ...]
    held: tuple[Gate, ...]
    planned: Break | None
    stretch: str | None
    work: float
    due_in: float | None
    due_wall: float | None
    filled: float
    token: int | None
    cycle: int
    shown_wall: float | None
    snoozes_left: int
    snooze_choices: tuple[float, ...]
    paused: bool
    paused_until_wall: float | None
    reading_until_wall: float | None = None


def view(rules: Rules, state: State, now: Now, upcoming: tuple[str, float] | None = None) -> View:
    """The view at `now`.  `upcoming` is the next clock-time break: its name and wall time."""
    turn = Turn(rules, state, now)
    planned, due_in = _planned(turn, upcoming)
    work = state.work.get(planned.name, 0.0) if planned else 0.0
    held = _held(turn)
    known = None if held else due_in
    choices = tuple(s for s in rules.snooze_choices if affords(rules, state, s))
    return View(
        phase=state.phase,
        gates=_sorted(state.gates),
        held=_sorted(held),
        planned=planned,
        stretch=state.stretch,
        work=work,
        due_in=known,
        due_wall=None if known is None else now.wall + known,
        filled=_filled(turn, planned, work),
        token=state.prompt.token if state.prompt else None,
        cycle=state.cycle,
        shown_wall=state.prompt.shown_wall if state.prompt else None,
        snoozes_left=rules.snooze_times - state.snoozes if choices else 0,
        snooze_choices=choices,
        paused=state.paused is not None,
        paused_until_wall=_paused_until(turn),
        reading_until_wall=_reading_until(turn),
    )


def _sorted(gates: frozenset[Gate]) -> tuple[Gate, ...]:
    """In their usual order; that nobody has looked yet is of no interest."""
    return tuple(g for g in Gate if g in gates and g is not Gate.LOOKING)


def _planned(turn: Turn, upcoming: tuple[str, float] | None) -> tuple[Break | None, float | None]:
    """The break that comes, and in how many seconds, gates aside."""
    rules, state, now = turn.rules, turn.state, turn.now
    wait = max(0.0, prompt_from(turn) - now.boot)
    if state.phase is Phase.DUE:
        return state.owed, wait
    if state.phase is Phase.SNOOZED:
        return state.owed, max(state.snooze_until_boot - now.boot, wait)
    if state.phase is Phase.PROMPTING:
        return state.owed, 0.0
    if state.phase is Phase.ON_BREAK:
        return state.owed, None
    if due := longest_due(rules, state):
        return due, wait
    by_work = next_by_work(rules, state)
    due_in = None if by_work is None else max(work_left(state, by_work), wait)
    if upcoming is not None:
        by_clock = next((b for b in rules.breaks if b.name == upcoming[0]), None)
        clock_in = max(upcoming[1] - now.wall, wait)
        if by_clock is not None and (due_in is None or clock_in < due_in):
            return by_clock, clock_in
    return by_work, due_in


def _held(turn: Turn) -> frozenset[Gate]:
    if turn.state.phase is Phase.DUE:
        return holds(turn) - {Gate.LOOKING}
    if turn.state.phase is Phase.ON_BREAK or turn.state.phase is Phase.PROMPTING:
        return frozenset()
    return turn.state.gates & (AWAY | QUIET)


def _filled(turn: Turn, planned: Break | None, work: float) -> float:
    state = turn.state
    if state.phase is Phase.ON_BREAK:
        assert state.owed is not None
        return min(1.0, on_break_for(state, turn.now) / state.owed.length)
    if state.phase is not Phase.WORKING:
        return 1.0
    every = planned.every if planned else None
    return min(1.0, work / every) if every else 0.0


def _paused_until(turn: Turn) -> float | None:
    paused = turn.state.paused
    if paused is None:
        return None
    if paused.until_boot is not None:
        return turn.now.wall + (paused.until_boot - turn.now.boot)
    return paused.until_wall


def _reading_until(turn: Turn) -> float | None:
    until = turn.state.reading_until_boot
    return None if until is None else turn.now.wall + (until - turn.now.boot)
