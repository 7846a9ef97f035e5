"""The cycle: a break becomes due, is prompted, snoozed or taken, and ends in one outcome."""

import math
from dataclasses import replace

from breakd.core.deferral import asks_discreetly, holds, note_holds
from breakd.core.effects import (
    CloseGuide,
    OpenGuide,
    Pick,
    Record,
    Refuse,
    ShowPrompt,
    Why,
    WithdrawPrompt,
)
from breakd.core.model import Break, Gate, Outcome, Phase, Prompt
from breakd.core.turn import (
    Turn,
    affords,
    away,
    frozen,
    longest_due,
    next_by_work,
    on_break_for,
    snooze_offer,
)

PROMPT_GAP_S = 5.0  # between any two prompts
AFTER_OUTCOME_S = 60.0  # before a second kind that fell due meanwhile is prompted
NEARLY_DUE = 0.6  # of the work between breaks: enough to ask before a long appointment
MISSED_BACK_S = 900.0  # a missed break comes again after so much work
LOUD_AFTER = {"never": math.inf, "ignored": 2, "always": 0}  # ignored so often, with sound
SHOW_RETRY_S = 5.0  # doubled at each failure
SHOW_RETRY_MAX_S = 60.0


def advance_phase(turn: Turn) -> None:
    """Move on whatever the time and the gates allow: the table's tick row."""
    state, now = turn.state, turn.now
    if state.phase is Phase.ON_BREAK:
        assert state.owed is not None
        if on_break_for(state, now) >= state.owed.length:
            end(turn, Outcome.DONE)
    elif state.phase is Phase.SNOOZED:
        if now.boot >= state.snooze_until_boot and not away(turn.rules, state.gates):
            to_due(turn)
    elif state.phase is Phase.PROMPTING:
        assert state.prompt is not None
        if state.prompt.expires_boot is not None and now.boot >= state.prompt.expires_boot:
            ignored(turn)
    if turn.state.phase is Phase.WORKING and now.boot >= turn.state.not_before_boot:
        _if_due(turn)
    if turn.state.phase is Phase.DUE:
        _while_due(turn)


def _if_due(turn: Turn) -> None:
    if longest_due(turn.rules, turn.state):
        to_due(turn)


def bring_forward(turn: Turn) -> None:
    """A long appointment is about to begin: what is nearly due is asked for before it."""
    state = turn.state
    if state.phase is not Phase.WORKING or state.gates:
        return
    nearly = [
        b
        for b in turn.rules.breaks
        if b.every is not None and state.work[b.name] >= NEARLY_DUE * b.every
    ]
    if nearly:
        turn.set(owed=max(nearly, key=lambda b: b.length), early=True)
        to_due(turn)


def _while_due(turn: Turn) -> None:
    state = turn.state
    longer = None if state.asked else longest_due(turn.rules, state)
    if longer and (state.owed is None or longer.length > state.owed.length):
        turn.set(owed=longer, early=False, stretch=None, discreet=None)
    discreet = asks_discreetly(turn)
    if _pick(turn) is None:
        assert turn.state.owed is not None
        turn.emit(Pick(state.cycle, turn.state.owed, discreet))
    note_holds(turn)
    if _pick(turn) is not None and turn.now.boot >= prompt_from(turn) and not holds(turn):
        show(turn)


def _pick(turn: Turn) -> str | None:
    """The stretch that a prompt would come with now; None until picked."""
    return turn.state.discreet if asks_discreetly(turn) else turn.state.stretch


def prompt_from(turn: Turn) -> float:
    """The BOOTTIME before which no prompt is shown."""
    last = turn.state.last_prompt_boot
    if last is None:
        return turn.state.not_before_boot
    return max(turn.state.not_before_boot, last + PROMPT_GAP_S)


# --- transitions ---------------------------------------------------------------------------------


def to_due(turn: Turn) -> None:
    """Owe a break: after enough work, at the end of a snooze, when a prompt came to nothing."""
    state = turn.state
    owed = state.owed or longest_due(turn.rules, state)
    assert owed is not None
    turn.set(phase=Phase.DUE, owed=owed, prompt=None, held_since=frozen(()))


def show(turn: Turn, *, silent: bool = False) -> None:
    """Put the prompt up."""
    state, now, rules = turn.state, turn.now, turn.rules
    stretch = _pick(turn)
    assert state.owed is not None
    assert stretch is not None
    token = state.token + 1
    often = state.ignored >= LOUD_AFTER[rules.prompt_sound]
    loud = often and not silent and not state.gates
    lifetime = rules.prompt_lifetime
    turn.set(
        phase=Phase.PROMPTING,
        token=token,
        stretch=stretch,
        prompt=Prompt(token, None if Gate.IDLE in state.gates else now.boot + lifetime, loud),
        last_prompt_boot=now.boot,
    )
    offer = snooze_offer(rules, state)
    turn.emit(ShowPrompt(token, state.owed, stretch, offer, loud, lifetime))


def withdraw(turn: Turn) -> None:
    """Take the prompt down; the break stays due."""
    assert turn.state.prompt is not None
    turn.emit(WithdrawPrompt(turn.state.prompt.token))
    to_due(turn)


def ignored(turn: Turn) -> None:
    """Nobody answered the prompt: ask again later, and after the last time give up."""
    count = turn.state.ignored + 1
    turn.set(ignored=count, asked=False)  # the next prompt is the engine's
    if turn.state.discreet:
        turn.set(discreet="")  # who is in a call is asked once
    if count > turn.rules.prompt_repeats:
        end(turn, Outcome.MISSED)
    else:
        withdraw(turn)
        turn.not_before(turn.rules.prompt_retry)


def show_failed(turn: Turn) -> None:
    """The prompt never came up: try again, less and less often."""
    failures = turn.state.show_failures + 1
    wait = min(SHOW_RETRY_MAX_S, SHOW_RETRY_S * 2.0 ** (failures - 1))
    to_due(turn)
    turn.set(show_failures=failures)
    turn.not_before(wait)


def begin_break(turn: Turn) -> None:
    """The user starts: from now on the break runs for its length."""
    state = turn.state
    if state.phase is Phase.PROMPTING:
        withdraw(turn)
    owed = state.owed or focus(turn)
    turn.set(
        phase=Phase.ON_BREAK,
        owed=owed,
        asked=state.asked or state.phase is Phase.WORKING,
        break_began_boot=turn.now.boot,
    )
    if turn.state.stretch is None:
        turn.emit(Pick(state.cycle, owed))
    else:
        open_guide(turn)


def open_guide(turn: Turn) -> None:
    """Show how the break is done."""
    state = turn.state
    assert state.owed is not None
    assert state.stretch is not None
    offer = snooze_offer(turn.rules, state)
    turn.emit(OpenGuide(state.owed, state.stretch, offer, state.cycle))


def snooze(turn: Turn, seconds: float | None) -> None:
    """Delay the break if the cycle's budget allows; otherwise change nothing and say why."""
    rules, state = turn.rules, turn.state
    wanted = snooze_offer(rules, state) if seconds is None else seconds
    if wanted is None or not affords(rules, state, wanted):
        left = rules.snooze_total - state.snoozed if state.snoozes < rules.snooze_times else 0.0
        too_long = seconds is not None and left > 0
        turn.emit(Refuse(Why.SNOOZE_TOO_LONG if too_long else Why.NO_SNOOZES_LEFT, left))
        return
    if state.phase is Phase.PROMPTING:
        withdraw(turn)
    elif state.phase is Phase.ON_BREAK:
        turn.emit(CloseGuide())
    assert state.owed is not None
    turn.set(
        phase=Phase.SNOOZED,
        asked=False,
        snooze_until_boot=turn.now.boot + wanted,
        snoozes=state.snoozes + 1,
        snoozed=state.snoozed + wanted,
    )
    turn.emit(Record("snoozed", state.cycle, state.owed.name, state.stretch or "", seconds=wanted))


def focus(turn: Turn) -> Break:
    """The break that the user means when none is due: the next one by work, else the first."""
    return next_by_work(turn.rules, turn.state) or turn.rules.breaks[0]


# --- outcomes ------------------------------------------------------------------------------------


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
    covered = {b.name: b for b in turn.rules.breaks if b.length <= owed.length}
    work = dict(state.work)
    for name in work.keys() & covered.keys():
        every = covered[name].every or 0.0
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


def keep_alive(turn: Turn) -> None:
    """The user is back at a prompt that is still up: its lifetime starts afresh."""
    prompt = turn.state.prompt
    assert prompt is not None
    turn.set(prompt=replace(prompt, expires_boot=turn.now.boot + turn.rules.prompt_lifetime))
