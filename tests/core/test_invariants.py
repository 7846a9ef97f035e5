"""Anything may happen, in any order, and the promises hold: `oracle.py` watches every step.

Random events alone hardly ever reach a prompt, so some rules (`driven.py`) drive to one, to a
snooze, to a break; they are also the tests of invariants 3 (liveness) and 14 (from everywhere to
a prompt and back to work).  That a run gets to its end at all is invariant 17: `step` raises for
no event in no state.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from breakd.core.engine import step
from breakd.core.events import (
    Done,
    Event,
    GateClosed,
    GateOpened,
    Picked,
    Reloaded,
    ServiceLost,
    ShuttingDown,
    Tick,
)
from breakd.core.model import AWAY, DEFER, QUIET, Gate, Now, Phase, Rules, State
from breakd.core.restore import restore
from breakd.core.view import view
from breakd.core.wake import next_wake
from breakd.storage.codec import decode, encode
from tests.core.chances import HOUR, ZONES, commands, replies, rule_sets, seconds
from tests.core.driven import Driven
from tests.core.histories import gates


class Engine(Driven):
    """A machine, its user and its desktop, all of them unpredictable."""

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
