"""From the state to what `breakd why` has to say about it."""

from collections.abc import Callable
from datetime import datetime

from breakd.core.deferral import hold_ends
from breakd.core.hours import next_change
from breakd.core.model import Gate, Now, Phase, Rules, State
from breakd.core.quiet import AFTER_QUIET_S
from breakd.core.turn import Turn
from breakd.inquiry.since import Since
from breakd.text.facts import Discreet, Facts, Wait

SAME_S = 1.0


def reasons(rules: Rules, state: State, now: Now, since: Since) -> Facts:
    """What the view does not tell."""

    def wall(boot: float) -> float:
        return now.wall + (boot - now.boot)

    turn = Turn(rules, state, now)
    ends = {gate: end for gate in state.gates if (end := hold_ends(turn, gate)) is not None}
    off_hours = Gate.OFF_HOURS in state.gates
    prompt = state.prompt
    return Facts(
        now=datetime.fromtimestamp(now.wall, now.zone),
        since=_since(state, since, wall),
        due_since=None if since.due is None else wall(since.due),
        holds_end={gate: wall(end) for gate, end in ends.items()},
        hours_begin=next_change(rules.hours, now.wall, now.zone) if off_hours else None,
        snoozed_until=wall(state.snooze_until_boot) if state.phase is Phase.SNOOZED else None,
        prompt_ends=wall(prompt.expires_boot) if prompt and prompt.expires_boot else None,
        wait=_wait(state, since),
        ignored=state.ignored,
        failures=state.show_failures,
        early=state.early and state.owed is not None,
        discreet=_discreet(rules, state),
    )


def _since(state: State, since: Since, wall: Callable[[float], float]) -> dict[Gate, float]:
    """The state knows better when an absence or a pause began: also before a restart, and before
    anybody could notice that the user had gone."""
    found = {gate: wall(boot) for gate, boot in since.gates.items()}
    if Gate.IDLE in state.gates and state.absence is not None:
        found[Gate.IDLE] = wall(state.absence.since_boot)
    if state.paused is not None:
        found[Gate.PAUSED] = state.paused.since_wall
    return found


def _discreet(rules: Rules, state: State) -> Discreet:
    if rules.defer_call_action != "discreet" or Gate.CALL not in state.gates:
        return ""
    if state.phase is Phase.PROMPTING and state.discreet and state.discreet == state.stretch:
        return "shown"
    if state.phase is Phase.DUE and state.discreet == "":
        return "asked" if state.ignored else "none"
    return ""


def _wait(state: State, since: Since) -> Wait:
    """What breakd gives the user a while for."""
    until = state.not_before_boot
    if since.quiet_ended is not None and abs(since.quiet_ended + AFTER_QUIET_S - until) < SAME_S:
        return "quiet"
    if state.phase is Phase.WORKING and abs(state.snooze_until_boot - until) < SAME_S:
        return "snoozed"
    return ""
