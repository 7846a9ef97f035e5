"""The cycle: a break becomes due, is prompted, snoozed or taken; see `ending` for its outcome."""

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
from breakd.core.ending import end, focus
from breakd.core.model import Gate, Outcome, Phase, Prompt
from breakd.core.turn import (
    Turn,
    affords,
    away,
    frozen,
    longest_due,
    on_break_for,
    snooze_offer,
)

PROMPT_GAP_S = 5.0  # between any two prompts
NEARLY_DUE = 0.6  # of the work between breaks: enough to ask before a long appointment
LOUD_AFTER = {"never": math.inf, "ignored": 2, "always": 0}  # ignored so often, with sound
SHOW_RETRY_S = 5.0  # doubled at each failure
SHOW_RETRY_MAX_S = 60.0


def advance_phase(turn: Turn) -> None:
    """Move on whatever the time and the gates allow: the table's tick row."""
    state, now = turn.state, turn.now
    if state.phase is Phase.ON_BREAK:
        assert state.owed is not None
        if on_break_for(state, now) >= state.owed.length:
            _break_over(turn)
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


def _break_over(turn: Turn) -> None:
    """One that began by itself is like a prompt that stayed on the screen."""
    if turn.state.unasked:
        ignored(turn)
    else:
        end(turn, Outcome.DONE)


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
    """Take the prompt down, or the guide that stands for it; the break stays due."""
    if turn.state.phase is Phase.ON_BREAK:
        turn.emit(CloseGuide())
    else:
        assert turn.state.prompt is not None
        turn.emit(WithdrawPrompt(turn.state.prompt.token))
    to_due(turn)


def ignored(turn: Turn) -> None:
    """Nobody answered it: ask again later, and after the last time give up."""
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


def begin_break(turn: Turn, *, unasked: bool = False) -> None:
    """From now on the break runs for its length."""
    state = turn.state
    if state.phase is Phase.PROMPTING:
        withdraw(turn)
    owed = state.owed or focus(turn)
    turn.set(
        phase=Phase.ON_BREAK,
        owed=owed,
        asked=state.asked or state.phase is Phase.WORKING,
        break_began_boot=turn.now.boot,
        unasked=unasked,
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
    turn.emit(OpenGuide(state.owed, state.stretch, offer, state.cycle, state.unasked))


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


def keep_alive(turn: Turn) -> None:
    """The user is back at a prompt that is still up: its lifetime starts afresh."""
    prompt = turn.state.prompt
    assert prompt is not None
    turn.set(prompt=replace(prompt, expires_boot=turn.now.boot + turn.rules.prompt_lifetime))
