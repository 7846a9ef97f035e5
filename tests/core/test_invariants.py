"""Anything may happen, in any order, and the promises hold: `oracle.py` watches every step.

Random events alone hardly ever reach a prompt, so some rules drive to one, to a snooze, to a
break; they are also the tests of invariants 3 (liveness) and 14 (from everywhere to a prompt and
back to work).  That a run gets to its end at all is invariant 17: `step` raises for no event in
no state.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from breakd.core.engine import step
from breakd.core.events import (
    Another,
    Answer,
    Answered,
    BusySoon,
    Dismissed,
    Done,
    Event,
    Expired,
    GateClosed,
    GateOpened,
    Pause,
    Picked,
    PromptNow,
    Reading,
    Reloaded,
    Resume,
    ServiceLost,
    ShowFailed,
    Shown,
    ShuttingDown,
    Skip,
    Snooze,
    Start,
    Tick,
)
from breakd.core.hours import next_change
from breakd.core.model import (
    AWAY,
    DEFER,
    QUIET,
    AwayPolicy,
    Break,
    Gate,
    Now,
    Phase,
    Rules,
    Span,
    State,
)
from breakd.core.restore import restore
from breakd.core.view import view
from breakd.core.wake import next_wake
from breakd.storage.codec import decode, encode
from tests.core.oracle import Oracle
from tests.core.timeline import EYES, LUNCH, STRETCH, WALK, Timeline

HOUR = 3600.0
WEEKDAYS = frozenset(range(5))
OFFICE = (Span(WEEKDAYS, time(9), time(12, 30)), Span(WEEKDAYS, time(13, 30), time(18)))
NIGHT = (Span(frozenset(range(7)), time(22), time(10)),)
ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "UTC"]

QUICK = Break("quick", every=60, length=10)  # everything soon: more happens in a run
SOON = Break("soon", every=100, length=30)
TEA = Break("tea", every=None, length=20, at=("10:00",))
KINDS = [(STRETCH,), (EYES, STRETCH, WALK, LUNCH), (QUICK,), (QUICK, SOON, TEA), (TEA, LUNCH)]

policies: st.SearchStrategy[AwayPolicy] = st.sampled_from(["credit", "pause", "reset", "ignore"])
ordinary = st.builds(
    Rules,
    breaks=st.sampled_from(KINDS),
    hours=st.sampled_from([(), (), OFFICE, NIGHT]),
    on_idle=st.just("credit") | policies,
    on_lock=st.just("credit") | policies,
    on_sleep=st.just("credit") | policies,
    defer_call_action=st.sampled_from(["hold", "discreet"]),
)
hasty = st.builds(
    replace,
    ordinary,
    breaks=st.sampled_from(KINDS[2:4]),
    prompt_lifetime=st.just(15.0),
    prompt_retry=st.just(20.0),
    prompt_repeats=st.integers(0, 3),
    snooze_choices=st.just((12.0, 30.0)),
    snooze_times=st.integers(0, 3),
    snooze_total=st.just(60.0),
    idle=st.just(8.0),
    rest=st.just(25.0),
    defer_typing=st.just(10.0),
    defer_longest=st.just(90.0),
)
rule_sets = hasty | ordinary

seconds = st.floats(0, 30) | st.sampled_from([0.0, 5.0, 10.0, 15.0, 20.0, 60.0, 120.0])
gates = st.sampled_from(sorted(AWAY | DEFER))
commands: st.SearchStrategy[Event] = st.one_of(
    st.builds(Done),
    st.builds(Start),
    st.builds(Skip),
    st.builds(Snooze, st.none() | st.sampled_from([12.0, 30.0, 300.0, 600.0, 901.0])),
    st.builds(Pause, st.none() | st.sampled_from([30.0, 600.0, HOUR])),
    st.builds(Pause, until=st.sampled_from([time(2, 30), time(10), time(14)])),
    st.builds(Resume),
    st.builds(Reading, st.sampled_from([None, 0.0, 20.0, 1500.0])),
    st.builds(BusySoon),
    st.builds(Another),
    st.builds(PromptNow, st.none() | st.just("neck-roll")),
)
replies: st.SearchStrategy[Callable[[int], Event]] = st.one_of(
    st.sampled_from([Shown, ShowFailed, Dismissed, Expired]),
    st.sampled_from(Answer).map(lambda answer: lambda token: Answered(token, answer)),
)


class Engine(RuleBasedStateMachine):
    """A machine, its user and its desktop, all of them unpredictable."""

    @initialize(rules=rule_sets)
    def begin(self, rules: Rules) -> None:
        self.oracle = Oracle()
        self.t = Timeline(rules, watch=self.oracle)

    # --- time ------------------------------------------------------------------------------------

    @rule(seconds=seconds)
    def time_passes(self, seconds: float) -> None:
        self.t.wait(seconds)

    @rule(seconds=st.floats(0, 12), event=commands | st.builds(Tick) | st.builds(ServiceLost))
    def a_late_event(self, seconds: float, event: Event) -> None:
        self.t.skip(seconds)
        self.t.send(event)

    @rule(seconds=st.floats(0, HOUR))
    def the_process_is_stopped(self, seconds: float) -> None:
        self.t.tick(seconds)

    @rule(
        asleep=st.floats(0, 3) | st.floats(3, 4 * HOUR),
        told=st.sets(st.sampled_from(["before", "twice", "after", "too late"])),
        awake=st.floats(0, 3),
    )
    def the_machine_sleeps(self, asleep: float, told: set[str], awake: float) -> None:
        for word in ("before", "twice"):
            if word in told:
                self.t.send(GateClosed(Gate.SUSPENDED))
        self.t.skip(awake, asleep)
        if "too late" in told:
            self.t.send(GateClosed(Gate.SUSPENDED))
        self.t.send(GateOpened(Gate.SUSPENDED) if "after" in told else Tick())

    @rule(step=st.sampled_from([HOUR, -HOUR, 365 * 24 * HOUR, -365 * 24 * HOUR]) | st.floats(-9, 9))
    def the_wall_clock_is_set(self, step: float) -> None:
        if not 1.6e9 < self.t.wall + step < 2.2e9:
            return
        now = self.t.now
        moved = replace(now, wall=now.wall + step)
        if not self.t.rules.hours and self.t.state.paused is None:
            self._same("10", Tick(), now, Tick(), moved)
        self.t.wall += step
        self.t.tick()

    @rule(name=st.sampled_from(ZONES))
    def the_zone_changes(self, name: str) -> None:
        now = self.t.now
        moved = replace(now, zone=ZoneInfo(name))
        if not self.t.rules.hours and self.t.state.paused is None:
            self._same("10", Tick(), now, Tick(), moved)
        self.t.zone = moved.zone  # type: ignore[assignment]  # it is what was just put there
        self.t.tick()

    # --- the desktop -----------------------------------------------------------------------------

    @rule(gate=gates)
    def a_gate_closes(self, gate: Gate) -> None:
        self.t.send(GateClosed(gate))

    @rule(ago=st.floats(0, 400))
    def the_user_has_been_idle(self, ago: float) -> None:
        self.t.send(GateClosed(Gate.IDLE, ago))

    @rule(gate=gates)
    def a_gate_opens(self, gate: Gate) -> None:
        self.t.send(GateOpened(gate))

    @precondition(lambda self: self.t.state.gates & (AWAY | DEFER))
    @rule(away_for=seconds, data=st.data())
    def a_closed_gate_opens(self, away_for: float, data: st.DataObject) -> None:
        closed = sorted(self.t.state.gates & (AWAY | DEFER))
        gate = data.draw(st.sampled_from(closed))
        self.t.wait(away_for)
        self.t.send(GateOpened(gate))

    @rule(
        shown=st.booleans(),
        pick=st.sampled_from(["chin-tuck", "", None]),
        discreet=st.sampled_from(["calm-breath", ""]),
    )
    def the_world_answers_otherwise(self, shown: bool, pick: str | None, discreet: str) -> None:
        self.t.shown, self.t.pick, self.t.discreet = shown, pick, discreet

    @rule(ago=st.sampled_from([0.0, 0.0, 3.0, 600.0]), data=st.data())
    def a_clock_time_comes(self, ago: float, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from([b.name for b in self.t.rules.breaks]))
        self.t.clock_time(name, self.t.wall - ago)

    # --- the user --------------------------------------------------------------------------------

    @rule(event=commands)
    def a_command(self, event: Event) -> None:
        self.t.send(event)

    @precondition(lambda self: self.t.state.prompt is not None)
    @rule(reply=replies, after=st.floats(0, 20))
    def an_answer(self, reply: Callable[[int], Event], after: float) -> None:
        token = self.t.state.token
        self.t.wait(after)
        self.t.send(reply(token))

    @rule(reply=replies, by=st.sampled_from([-1, 1, 1000]))
    def a_stale_answer(self, reply: Callable[[int], Event], by: int) -> None:
        live = self.t.state.prompt.token if self.t.state.prompt else -1000
        self._same("9", reply(live + by), self.t.now, Tick(), self.t.now)

    @rule(by=st.sampled_from([-1, 1]))
    def a_stale_pick(self, by: int) -> None:
        self._same("9", Picked(self.t.state.cycle + by, "x"), self.t.now, Tick(), self.t.now)

    # --- the program -----------------------------------------------------------------------------

    @rule(rules=rule_sets)
    def a_reload(self, rules: Rules) -> None:
        self.t.rules = rules
        self.t.send(Reloaded())

    @rule(event=st.sampled_from([Reloaded(), ShuttingDown()]))
    def a_plain_event(self, event: Event) -> None:
        self.t.send(event)

    @rule(
        gap=st.floats(0, 200) | st.floats(0, 4 * HOUR), asleep=st.floats(0, 1), boots=st.booleans()
    )
    def a_restart(self, gap: float, asleep: float, boots: bool) -> None:
        before, t = self.t.state, self.t
        content = json.loads(json.dumps(encode(before), allow_nan=False))
        saved = decode(content, t.zone)
        assert saved == before, "13: what is read is not what was written"
        t.skip(gap * (1 - asleep), gap * asleep)
        if boots:
            up = gap / 2
            self.oracle.rebooted(up - t.boot)
            t.boot = t.mono = up
        t.state, effects = restore(t.rules, saved, t.now, same_boot=not boots)
        self.oracle.restarted(before, t.state, effects)

    # --- driving ---------------------------------------------------------------------------------

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

    # --- always ----------------------------------------------------------------------------------

    def _same(self, number: str, event: Event, now: Now, other: Event, then: Now) -> None:
        """Both lead to the same, apart from what the clocks showed."""
        rules, state = self.t.rules, self.t.state
        one, one_effects = step(rules, state, event, now)
        two, two_effects = step(rules, state, other, then)
        assert replace(one, seen=then) == two, number
        assert one_effects == two_effects, number

    @invariant()
    def the_next_wake_is_soon(self) -> None:
        if not hasattr(self, "t"):
            return
        t = self.t
        wake = next_wake(t.rules, t.state, t.now)
        assert t.boot <= wake <= t.boot + 30  # half of what systemd's watchdog grants
        accruing = t.phase is not Phase.ON_BREAK and not t.state.gates & (QUIET | AWAY)
        assert not accruing or wake <= t.boot + 10

    @invariant()
    def there_is_something_to_show(self) -> None:
        if not hasattr(self, "t"):
            return
        seen = view(self.t.rules, self.t.state, self.t.now, ("tea", self.t.wall + 60))
        assert 0 <= seen.filled <= 1
        assert seen.due_in is None or seen.due_in >= 0
        assert (seen.due_in is None) == (seen.due_wall is None)
        assert (seen.token is None) == (seen.phase is not Phase.PROMPTING)
        assert not seen.held or seen.due_in is None

    def teardown(self) -> None:
        """14: wherever it ended up, there is a way to a prompt and back to work."""
        if not hasattr(self, "t"):
            return
        self.drive_to_a_prompt()
        self.t.send(Done())
        assert self.t.phase is Phase.WORKING
        assert all(one < two for one, two in pairwise(self.oracle.outcomes))


TestEngine = Engine.TestCase


def test_a_state_is_small() -> None:
    """16: what is remembered does not grow with what has happened."""
    fields: dict[str, object] = vars(State(Now(0, 0, 0, ZoneInfo("UTC"))))
    assert not any(isinstance(value, list | set | dict) for value in fields.values())
