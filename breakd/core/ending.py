"""The end of a cycle: its one outcome, and what that does to the work counted so far."""

from breakd.core.effects import CloseGuide, Record, WithdrawPrompt
from breakd.core.model import Break, Outcome, Phase
from breakd.core.turn import Turn, frozen, longest_due, next_by_work, on_break_for

AFTER_OUTCOME_S = 60.0  # before a second kind that fell due meanwhile is prompted
MISSED_BACK_S = 900.0  # a missed break comes again after so much work


def end(turn: Turn, outcome: Outcome, *, seconds: float | None = None) -> None:
    """End the cycle: record its one outcome, settle the counters, begin the next."""
    state = turn.state
    owed = state.owed or focus(turn)
    if state.prompt is not None:
        turn.emit(WithdrawPrompt(state.prompt.token))
    if state.phase is Phase.ON_BREAK:
        turn.emit(CloseGuide())
    voluntary = state.asked or (state.phase is Phase.WORKING and outcome is Outcome.DONE)
    turn.emit(Record(outcome, state.cycle, owed.name, state.stretch or "", voluntary, seconds))
    _settle_counters(turn, owed, outcome)
    turn.set(
        phase=Phase.WORKING,
        cycle=state.cycle + 1,
        owed=None,
        asked=False,
        early=False,
        stretch=None,
        discreet=None,
        prompt=None,
        ignored=0,
        show_failures=0,
        held_since=frozen(()),
        snoozes=0,
        snoozed=0.0,
    )
    if outcome in (Outcome.DONE, Outcome.SKIPPED) and longest_due(turn.rules, turn.state):
        turn.not_before(AFTER_OUTCOME_S)


def _settle_counters(turn: Turn, owed: Break, outcome: Outcome) -> None:
    """A break of one length satisfies every kind that is no longer than it."""
    if outcome is Outcome.NATURAL:
        return  # the absence has settled each kind by its own measure
    state = turn.state
    covered = {b.name: b.every for b in turn.rules.breaks if b.length <= owed.length}
    work = dict(state.work)
    for name, every in covered.items():
        if every is None:
            continue  # by the clock: there is nothing to set back
        if outcome is Outcome.MISSED:
            work[name] = min(work[name], max(0.0, every - MISSED_BACK_S))
        elif outcome is Outcome.ABORTED:
            work[name] *= 1.0 - min(1.0, on_break_for(state, turn.now) / owed.length)
        else:
            work[name] = 0.0
    clock_due = tuple(n for n in state.clock_due if n not in covered)
    turn.set(work=frozen(work), clock_due=clock_due)


def lapse(turn: Turn) -> None:
    """Working hours are over: what was owed is not carried to the next day."""
    if turn.state.phase in (Phase.DUE, Phase.PROMPTING, Phase.SNOOZED):
        end(turn, Outcome.LAPSED)


def focus(turn: Turn) -> Break:
    """The break that the user means when none is due: the next one by work, else the first."""
    return next_by_work(turn.rules, turn.state) or turn.rules.breaks[0]
