"""One step under way, and the questions every part of the engine asks of it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from breakd.core.effects import Effect
from breakd.core.model import AWAY, QUIET, AwayPolicy, Break, Gate, Now, Phase, Rules, State

K = TypeVar("K")
V = TypeVar("V")


class Turn:
    """The rules, the time, the state so far and the effects so far.

    It is the one mutable thing in the core and lives only within one call of `step`.
    """

    def __init__(self, rules: Rules, state: State, now: Now) -> None:
        self.rules = rules
        self.state = state
        self.now = now
        self.effects: list[Effect] = []
        self.changed: set[str] = set()

    def set(self, **changes: Any) -> None:
        """Replace fields of the state."""
        self.state = changed(self.state, **changes)
        self.changed.update(changes)

    def emit(self, effect: Effect) -> None:
        """Add an effect."""
        self.effects.append(effect)

    def not_before(self, seconds: float) -> None:
        """Show no prompt for so long from now."""
        boot = self.now.boot + seconds
        self.set(not_before_boot=max(self.state.not_before_boot, boot))


def changed(state: State, **changes: Any) -> State:
    """The state with other values in some fields.

    Does what `dataclasses.replace` does, in an eighth of its time: a simulated year takes a
    million of these.
    """
    before = vars(state)
    assert changes.keys() <= before.keys()
    after = object.__new__(State)
    vars(after).update(before, **changes)
    return after


def frozen(items: Mapping[K, V] | Iterable[tuple[K, V]]) -> Mapping[K, V]:
    """A read-only copy."""
    return MappingProxyType(dict(items))


def fit_counters(turn: Turn) -> None:
    """One counter per `every` break, whatever the rules were before."""
    state = turn.state
    names = [b.name for b in turn.rules.breaks if b.every is not None]
    if list(state.work) != names:
        turn.set(work=frozen((name, state.work.get(name, 0.0)) for name in names))
    clock = {b.name for b in turn.rules.breaks if b.every is None}
    if not clock.issuperset(state.clock_due):
        turn.set(clock_due=tuple(n for n in state.clock_due if n in clock))


def policy(rules: Rules, gate: Gate) -> AwayPolicy:
    """What an absence for this cause does to the work counted so far."""
    if gate is Gate.IDLE:
        return rules.on_idle
    return rules.on_sleep if gate is Gate.SUSPENDED else rules.on_lock


def away(rules: Rules, gates: frozenset[Gate]) -> frozenset[Gate]:
    """The closed gates that count as absence; one whose policy is `ignore` does not."""
    absent = gates & AWAY
    return frozenset(g for g in absent if policy(rules, g) != "ignore") if absent else absent


def accrues(rules: Rules, state: State) -> bool:
    """Whether time that passes now is work: not on a break, not away, not quiet."""
    if state.phase is Phase.ON_BREAK:
        return False
    return not state.gates or not (away(rules, state.gates) or state.gates & QUIET)


def is_due(rules: Rules, state: State, kind: Break) -> bool:
    """Whether this kind is owed, by work or by the clock."""
    if kind.every is None:
        return kind.name in state.clock_due
    return state.work.get(kind.name, 0.0) >= kind.every


def longest_due(rules: Rules, state: State) -> Break | None:
    """The longest of the kinds that are due; the first configured among equals."""
    due = [b for b in rules.breaks if is_due(rules, state, b)]
    return max(due, key=lambda b: b.length) if due else None


def work_left(state: State, kind: Break) -> float:
    """Seconds of work until an `every` break is due, 0 or more."""
    assert kind.every is not None
    return max(0.0, kind.every - state.work.get(kind.name, 0.0))


def next_by_work(rules: Rules, state: State) -> Break | None:
    """The `every` break that comes next; the longest among equals; None if there is none."""
    by_work = [b for b in rules.breaks if b.every is not None]
    return min(by_work, key=lambda b: (work_left(state, b), -b.length), default=None)


def affords(rules: Rules, state: State, seconds: float) -> bool:
    """Whether the cycle's snooze budget has room for this."""
    return (
        state.snoozes < rules.snooze_times and state.snoozed + seconds <= rules.snooze_total + 1e-6
    )


def snooze_offer(rules: Rules, state: State) -> float | None:
    """What the Snooze button gives: the first of the choices that the budget allows."""
    return next((s for s in rules.snooze_choices if affords(rules, state, s)), None)


def on_break_for(state: State, now: Now) -> float:
    """Seconds since the break began."""
    assert state.phase is Phase.ON_BREAK
    return now.boot - state.break_began_boot
