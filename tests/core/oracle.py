"""A second opinion: watches every step and holds it to the invariants, by number.

It keeps its own books and asks the engine's modules nothing: what it knows of the rules is what
the user was promised.
"""

from collections.abc import Sequence

from breakd.core.effects import Effect, Record, Refuse, Save, ShowPrompt, WithdrawPrompt
from breakd.core.events import (
    Event,
    GateClosed,
    GateOpened,
    Pause,
    Picked,
    PromptNow,
    Reading,
    Resume,
    ServiceLost,
    ShowFailed,
)
from breakd.core.hours import off_hours
from breakd.core.model import AWAY, DEFER, QUIET, Gate, Outcome, Phase, Rules, State

DISCREET = ("calm-breath", "jaw-drop")  # as the timeline's picker has it
BOUNDED = {Gate.DO_NOT_DISTURB, Gate.FULL_SCREEN, Gate.TYPING, Gate.LOOKING}
POLICY = {
    Gate.IDLE: "on_idle",
    Gate.LOCKED: "on_lock",
    Gate.SWITCHED: "on_lock",
    Gate.SUSPENDED: "on_sleep",
}
EPS = 1e-6


class Oracle:
    """Give it to a timeline as `watch`; it raises AssertionError at the step that is wrong."""

    def __init__(self) -> None:
        self.outstanding: int | None = None  # the prompt on the screen
        self.shown_boot = float("-inf")
        self.asked = False
        self.snoozed: list[float] = []  # this cycle's
        self.outcomes: list[int] = []  # the cycles that have ended
        self.snooze_ends = float("-inf")
        self.quiet_ends = float("-inf")
        self.held: dict[Gate, float] = {}
        self.work_added: dict[str, float] = {}
        self.awake = 0.0

    def __call__(
        self,
        rules: Rules,
        before: State,
        event: Event,
        after: State,
        effects: Sequence[Effect],
    ) -> None:
        self._work(rules, before, event, after)
        self._off_hours(rules, after)
        self._books(before, event, after, effects)
        same = before.phase is after.phase and before.prompt is after.prompt
        if same and not effects and before.gates == after.gates and before.cycle == after.cycle:
            return  # most steps only let time pass
        self._prompts(rules, before, event, after, effects)
        self._cycles(rules, before, after, effects)
        self._gates(rules, before, event, after)
        self._shape(rules, after)
        transition = before.phase is not after.phase or before.cycle != after.cycle
        assert not transition or Save() in effects, "a transition is not saved"

    def restarted(self, before: State, after: State, effects: Sequence[Effect]) -> None:
        """The daemon stopped with `before` and goes on with `after`."""
        self.outstanding = None
        self._cycles(None, before, after, effects)
        if after.paused is None and before.paused is not None:
            self.quiet_ends = after.seen.boot + 120
        if after.phase is Phase.WORKING:
            self.held = {}
        assert after.phase is not Phase.PROMPTING, "13: a prompt comes back as due"
        assert not any(isinstance(e, ShowPrompt) for e in effects)

    def rebooted(self, shift: float) -> None:
        """BOOTTIME began anew; the same instants are now called `shift` later."""
        self.shown_boot += shift
        self.snooze_ends += shift
        self.quiet_ends += shift

    # --- bookkeeping -----------------------------------------------------------------------------

    def _books(self, before: State, event: Event, after: State, effects: Sequence[Effect]) -> None:
        boot = after.seen.boot
        refused = any(isinstance(e, Refuse) for e in effects)
        if isinstance(event, PromptNow) and not refused and before.phase is not Phase.PROMPTING:
            self._ask()
        if isinstance(event, PromptNow) and before.token and after.prompt != before.prompt:
            self._ask()
        if after.ignored > before.ignored:
            self.asked = False
        if Gate.PAUSED in before.gates and Gate.PAUSED not in after.gates:
            self.quiet_ends = boot + 120
        passed = boot - before.seen.boot
        slept = passed - (after.seen.mono - before.seen.mono) > 2
        if before.phase is Phase.DUE and not before.gates - BOUNDED and not slept:
            for gate in before.gates:
                self.held[gate] = self.held.get(gate, 0.0) + passed

    def _ask(self) -> None:
        self.asked = True
        self.snooze_ends = self.quiet_ends = float("-inf")

    # --- prompts: 1, 2, 8, 16 --------------------------------------------------------------------

    def _prompts(
        self, rules: Rules, before: State, event: Event, after: State, effects: Sequence[Effect]
    ) -> None:
        if isinstance(event, ShowFailed) and event.token == self.outstanding:
            self.outstanding = None  # it never came up
        for effect in effects:
            match effect:
                case WithdrawPrompt(token):
                    assert token == self.outstanding, "1: withdrew what is not on the screen"
                    self.outstanding = None
                case ShowPrompt():
                    assert self.outstanding is None, "1: two prompts at once"
                    assert effect.token > before.token, "1: an old token again"
                    self.outstanding = effect.token
                    self._may_show(rules, event, after, effect)
        if isinstance(event, ServiceLost) and before.phase is Phase.PROMPTING:
            assert after.ignored == before.ignored, "losing the service is not being ignored"
        shown = after.prompt.token if after.prompt else None
        assert shown == self.outstanding, "1: the prompt in mind is not the one on the screen"
        assert (after.phase is Phase.PROMPTING) == (shown is not None), "1: token without prompt"
        assert shown in (None, after.token)
        if after.phase is Phase.PROMPTING:
            assert not after.gates & (QUIET | AWAY - {Gate.IDLE}), "2: prompting behind a gate"
        if after.phase is not Phase.DUE or before.phase is not Phase.DUE:
            self.held = {}

    def _may_show(self, rules: Rules, event: Event, after: State, prompt: ShowPrompt) -> None:
        boot = after.seen.boot
        closed = after.gates - (DEFER if self.asked else frozenset())
        if Gate.CALL in closed and rules.defer_call_action == "discreet":
            assert prompt.stretch in DISCREET or closed != {Gate.CALL}, "2: seen in a call"
            closed -= {Gate.CALL}
        if isinstance(event, Picked) and event.instead_of:
            assert prompt.stretch == event.stretch != event.instead_of
            assert not prompt.loud
            self.shown_boot = boot
            return  # the user has just asked for it, in a prompt that was on the screen
        for gate in closed:
            assert gate in BOUNDED, f"2: shown behind {gate}"
            limits = {Gate.TYPING: rules.defer_typing, Gate.LOOKING: 5.0}
            limit = limits.get(gate, rules.defer_longest)
            assert self.held.get(gate, 0.0) >= limit - EPS, f"2: shown too soon behind {gate}"
        assert boot >= self.snooze_ends - EPS, "8: shown while snoozed"
        assert boot >= self.quiet_ends - EPS, "8: shown too soon after a pause"
        assert boot >= self.shown_boot + 5 - EPS, "16: prompts too close together"
        assert prompt.loud == (after.ignored >= 2 and not after.gates)
        assert prompt.owed == after.owed
        self.shown_boot = boot

    # --- cycles and snoozes: 4, 7 ----------------------------------------------------------------

    def _cycles(
        self, rules: Rules | None, before: State, after: State, effects: Sequence[Effect]
    ) -> None:
        cycle = before.cycle
        for record in effects:
            if not isinstance(record, Record):
                continue
            assert record.cycle == cycle, "4: a record of another cycle"
            if record.what == "snoozed":
                self._snooze(rules, after, record)
            elif isinstance(record.what, Outcome):
                self.outcomes.append(cycle)
                self._end(record.what)
                cycle += 1
        assert after.cycle == cycle, "4: a cycle ended without an outcome"
        assert len(set(self.outcomes)) == len(self.outcomes), "4: two outcomes"
        assert after.snoozes == len(self.snoozed), "7: snoozes refunded"
        assert abs(after.snoozed - sum(self.snoozed)) < EPS, "7: snooze time refunded"

    def _snooze(self, rules: Rules | None, after: State, record: Record) -> None:
        assert rules is not None
        assert record.seconds is not None
        self.snoozed.append(record.seconds)
        assert len(self.snoozed) <= rules.snooze_times, "7: one snooze too many"
        assert sum(self.snoozed) <= rules.snooze_total + EPS, "7: snoozed for too long"
        self.snooze_ends = after.seen.boot + record.seconds
        self.asked = False

    def _end(self, outcome: Outcome) -> None:
        self.snoozed = []
        self.asked = False
        if outcome is not Outcome.NATURAL:  # that one carries the snooze on
            self.snooze_ends = float("-inf")

    # --- work: 5, 6 ------------------------------------------------------------------------------

    def _work(self, rules: Rules, before: State, event: Event, after: State) -> None:
        awake = after.seen.mono - before.seen.mono
        self.awake += awake
        counts = before.phase is not Phase.ON_BREAK and not before.gates & QUIET
        away = {g for g in before.gates & AWAY if getattr(rules, POLICY[g]) != "ignore"}
        most = min(awake, 10.0) if counts and not away else 0.0
        for name, worked in after.work.items():
            gain = worked - before.work.get(name, 0.0)
            assert gain <= most + EPS, f"6: {gain} s of work in {awake} s, at {event}"
            self.work_added[name] = self.work_added.get(name, 0.0) + max(0.0, gain)
            assert self.work_added[name] <= self.awake + EPS, "5: more work than time"
            assert worked >= 0

    # --- gates: 15 -------------------------------------------------------------------------------

    def _gates(self, rules: Rules, before: State, event: Event, after: State) -> None:
        now = after.seen
        slept = (now.boot - before.seen.boot) - (now.mono - before.seen.mono) > 2
        stale = slept or now.mono - before.suspend_mono >= 30 - EPS
        for gate in before.gates - after.gates:
            own = event == GateOpened(gate) or (gate is Gate.PAUSED and event == Resume())
            over = {
                Gate.PAUSED: before.paused is not None
                and (before.paused.until_boot is not None or before.paused.until_wall is not None),
                Gate.SUSPENDED: stale,
                Gate.OFF_HOURS: True,
                Gate.IDLE: isinstance(event, Reading),
            }
            assert own or over.get(gate, False), f"15: {gate} opened by {event}"
        for gate in after.gates - before.gates:
            own = isinstance(event, GateClosed) and event.gate is gate
            read = gate is Gate.IDLE and before.still_since_boot is not None
            by_clock = gate is Gate.OFF_HOURS or (read and after.reading_until_boot is None)
            assert own or by_clock or isinstance(event, Pause), f"15: {gate} closed"
        assert (Gate.PAUSED in after.gates) == (after.paused is not None)

    def _off_hours(self, rules: Rules, after: State) -> None:
        off = off_hours(rules.hours, after.seen.wall, after.seen.zone)
        assert off == (Gate.OFF_HOURS in after.gates), "the clock and the gate disagree"

    # --- 16, 17: nothing grows, and what is there can be gone on with --------------------------

    def _shape(self, rules: Rules, after: State) -> None:
        by_work = [b.name for b in rules.breaks if b.every is not None]
        assert list(after.work) == by_work
        assert len(after.clock_due) == len(set(after.clock_due)) <= len(rules.breaks)
        assert set(after.held_since) <= BOUNDED
        assert (after.owed is None) == (after.phase is Phase.WORKING)
        assert after.absence is None or after.gates & AWAY
        assert after.phase is not Phase.WORKING or not after.asked
        reading = after.reading_until_boot is not None
        assert reading or after.still_since_boot is None
        assert not reading or Gate.IDLE not in after.gates, "still while reading is not idle"
