"""A random walk of the engine, driven to where it would hardly get by itself."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from breakd.core.events import Done, Expired, GateClosed, GateOpened, Resume, Snooze, Start
from breakd.core.hours import next_change
from breakd.core.model import AWAY, DEFER, Gate, Phase, Rules
from tests.core.chances import rule_sets
from tests.core.histories import gates
from tests.core.oracle import Oracle
from tests.core.timeline import Timeline


class Driven(RuleBasedStateMachine):
    """Begins somehow, and finds the way to prompts, snoozes and breaks."""

    @initialize(rules=rule_sets)
    def begin(self, rules: Rules) -> None:
        self.oracle = Oracle()
        self.t = Timeline(rules, watch=self.oracle)

    @rule()
    def drive_to_a_prompt(self) -> None:
        """3: gates open, the service up, the user there: the prompt comes when it should."""
        t = self.t
        for _ in range(50):  # working hours may end before the break is due
            self._all_clear()
            self._due_by_clock()
            limit = self._due_in() + 10
            until = t.boot + limit
            while t.boot < until and t.phase is not Phase.PROMPTING and not t.state.gates:
                t.wait(min(10.0, until - t.boot))
            if t.phase is Phase.PROMPTING:
                return
            assert t.state.gates, f"3: no prompt in {limit} s: {t.state}"
        raise AssertionError("14: no way to a prompt")

    @rule()
    def drive_to_a_snooze(self) -> None:
        self.drive_to_a_prompt()
        self.t.send(Snooze())

    @rule()
    def drive_to_a_break(self) -> None:
        self.drive_to_a_prompt()
        self.t.send(Start())
        assert self.t.phase is Phase.ON_BREAK

    @rule(minutes=st.integers(0, 3))
    def drive_through_ignored_prompts(self, minutes: int) -> None:
        self.drive_to_a_prompt()
        self.t.wait(60.0 * minutes)

    @rule(gate=gates)
    def drive_to_a_held_break(self, gate: Gate) -> None:
        self.drive_to_a_prompt()
        self.t.send(GateClosed(gate))
        self.t.send(Expired(self.t.state.token))
        self.t.wait(self.t.rules.prompt_retry + 1)

    def _all_clear(self) -> None:
        """The user is back, nothing is in the way, everything works."""
        t = self.t
        t.pick, t.shown = "chin-tuck", True
        for gate in t.state.gates & (AWAY | DEFER):
            t.send(GateOpened(gate))
        if t.state.paused:
            t.send(Resume())
        if t.phase is Phase.ON_BREAK:
            t.send(Done())
        if Gate.OFF_HOURS in t.state.gates:
            change = next_change(t.rules.hours, t.wall, t.zone)
            assert change is not None
            t.wall = change
            t.tick()
        assert not t.state.gates, "14: some gate does not open"

    def _due_by_clock(self) -> None:
        """For rules without any break by work: a moment comes, later than any rest satisfies."""
        t = self.t
        for kind in t.rules.breaks:
            if t.phase is Phase.WORKING and not t.state.work:
                t.wait(kind.length + 1)
                # A moment of its own: the wall clock may have been set back to an old one.
                t.clock_time(kind.name, t.wall + len(t.effects) / 1e6)

    def _due_in(self) -> float:
        """The longest that it may take until the prompt, unless a gate closes."""
        state, boot = self.t.state, self.t.boot
        waits = [5.0, state.not_before_boot - boot]
        if state.phase is Phase.SNOOZED:
            waits.append(state.snooze_until_boot - boot)
        if state.phase is Phase.WORKING and not state.clock_due:
            every = {b.name: b.every or 0.0 for b in self.t.rules.breaks}
            waits.append(min((every[n] - w for n, w in state.work.items()), default=0.0))
        return max(waits)
