"""The break engine: `step(rules, state, event, now) -> (state, effects)`.

Every event first accounts for the time since the last one, then does what it says, then lets the
phase move on as far as it may.  So any event is also a tick, and a late, early or repeated tick
is harmless.
"""

from types import MappingProxyType

from breakd.core import absence, gates, plain, quiet, reading
from breakd.core.commands import about_prompt, command
from breakd.core.cycle import advance_phase, bring_forward, withdraw
from breakd.core.deferral import BOUNDED, stop_holds
from breakd.core.effects import Effect, Save
from breakd.core.events import (
    Answered,
    BusySoon,
    ClockTime,
    Dismissed,
    Event,
    Expired,
    GateClosed,
    GateOpened,
    Picked,
    Reading,
    Reloaded,
    ServiceLost,
    ShowFailed,
    Shown,
    ShuttingDown,
    Tick,
)
from breakd.core.model import AWAY, QUIET, Gate, Now, Phase, Rules, State
from breakd.core.picking import picked
from breakd.core.plain import SAVE_EVERY_S, TICK_S
from breakd.core.turn import Turn, accrues, away, fit_counters, frozen, longest_due

RELOAD_GRACE_S = 60.0  # before a break that a new configuration makes due is prompted


def begin(rules: Rules, now: Now) -> State:
    """The first state ever."""
    turn = Turn(rules, State(seen=now, settled_boot=now.boot), now)
    fit_counters(turn)
    quiet.refresh(turn, zone_changed=False)
    return turn.state


def step(rules: Rules, state: State, event: Event, now: Now) -> tuple[State, tuple[Effect, ...]]:
    """Let one event happen at `now`."""
    if isinstance(event, Tick):
        later = plain.tick(rules, state, now)
        if later is not None:
            return later, ()
    return whole_step(rules, state, event, now)


def whole_step(
    rules: Rules, state: State, event: Event, now: Now
) -> tuple[State, tuple[Effect, ...]]:
    """`step` without its short cut, see `plain`."""
    turn = Turn(rules, state, now)
    if isinstance(event, Reloaded):
        fit_counters(turn)
    _pass_time(turn)
    _happen(turn, event)
    if not isinstance(event, ShuttingDown):
        advance_phase(turn)
    transition = _is_transition(state, turn, event)
    if transition or abs(_most_work(turn.state) - state.saved_work) >= SAVE_EVERY_S:
        turn.set(saved_work=_most_work(turn.state))
        turn.emit(Save(at_once=transition))
    return turn.state, tuple(turn.effects)


# --- time ----------------------------------------------------------------------------------------


def _pass_time(turn: Turn) -> None:
    seen, now = turn.state.seen, turn.now
    awake = max(0.0, now.mono - seen.mono)
    asleep = max(0.0, now.boot - seen.boot) - awake
    work = turn.state.work
    if accrues(turn.rules, turn.state):
        gain = min(awake, TICK_S)
        work = MappingProxyType({name: worked + gain for name, worked in work.items()})
    if turn.state.held_since and (turn.state.gates - BOUNDED or asleep > absence.SLEPT_S):
        stop_holds(turn, awake + asleep)
    turn.set(seen=now, work=work)
    if asleep > absence.SLEPT_S:
        absence.slept(turn, asleep)
    if gates.signal_is_stale(turn, asleep):
        gates.open_(turn, Gate.SUSPENDED)
    reading.refresh(turn)
    quiet.refresh(turn, zone_changed=now.zone is not seen.zone)


# --- events --------------------------------------------------------------------------------------


def _happen(turn: Turn, event: Event) -> None:
    match event:
        case Tick():
            pass
        case Picked():
            picked(turn, event)
        case Shown() | ShowFailed() | Answered() | Dismissed() | Expired():
            about_prompt(turn, event)
        case ServiceLost() | ShuttingDown():
            if turn.state.phase is Phase.PROMPTING:
                withdraw(turn)
        case GateClosed(Gate.IDLE, ago) if reading.still(turn, ago):
            pass
        case GateClosed(gate, ago):
            gates.close(turn, gate, ago)
        case GateOpened(gate):
            if gate is Gate.IDLE:
                reading.moved(turn)
            gates.open_(turn, gate)
        case Reading(seconds):
            reading.asked(turn, seconds)
        case BusySoon():
            bring_forward(turn)
        case ClockTime(name, due_wall):
            _clock_time(turn, name, due_wall)
        case Reloaded():
            _reloaded(turn)
        case _:
            command(turn, event)


def _clock_time(turn: Turn, name: str, due_wall: float) -> None:
    """A break by the clock is due, unless the user has just rested or reminders are off."""
    state, now = turn.state, turn.now
    kind = next((b for b in turn.rules.breaks if b.name == name and b.every is None), None)
    if kind is None or state.clock_seen.get(name) == due_wall:
        return
    turn.set(clock_seen=frozen({**state.clock_seen, name: due_wall}))
    rested = state.natural_ends.get(name)
    just_rested = rested is not None and now.boot - rested <= kind.length
    if not just_rested and not state.gates & QUIET and name not in state.clock_due:
        turn.set(clock_due=(*state.clock_due, name))


def _reloaded(turn: Turn) -> None:
    rules = turn.rules
    if turn.state.absence is not None and not away(rules, turn.state.gates):
        absence.ended(turn)
    state = turn.state
    if state.phase is Phase.DUE and not state.asked:
        owed = longest_due(rules, state)
        if owed is None:
            turn.set(phase=Phase.WORKING, owed=None, stretch=None, held_since=frozen(()))
        elif owed != state.owed:
            turn.set(owed=owed, stretch=None)
        turn.set(early=False, discreet=None)
    elif state.phase is Phase.WORKING and longest_due(rules, state):
        turn.not_before(RELOAD_GRACE_S)


# --- saving --------------------------------------------------------------------------------------

_ABOUT_TO_SLEEP = GateClosed(Gate.SUSPENDED)

# Fields whose change is a transition.
_MILESTONES = frozenset(
    {
        "phase",
        "cycle",
        "token",
        "stretch",
        "discreet",
        "snooze_until_boot",
        "not_before_boot",
        "clock_due",
        "clock_seen",
        "paused",
        "natural_ends",
        "reading_until_boot",
        "settled_boot",  # an absence has been credited, however short
    }
)


def _is_transition(before: State, turn: Turn, event: Event) -> bool:
    """Whether this is to outlast a crash: every absence's begin and end, too, but no work."""
    if isinstance(event, ShuttingDown) or event == _ABOUT_TO_SLEEP:
        return True
    after = turn.state
    changed = turn.changed & _MILESTONES
    if changed and any(getattr(before, f) != getattr(after, f) for f in changed):
        return True
    return before.gates is not after.gates and bool((before.gates ^ after.gates) & (AWAY | QUIET))


def _most_work(state: State) -> float:
    return max(state.work.values(), default=0.0)
