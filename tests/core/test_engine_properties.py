"""Single invariants, each asked more sharply than a random walk can."""

import json
from dataclasses import fields, replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from breakd.core import plain
from breakd.core.engine import whole_step
from breakd.core.events import Done, GateClosed, GateOpened, Resume, Tick
from breakd.core.model import AWAY, DEFER, Gate, Phase, Rules, State
from breakd.core.restore import restore
from breakd.core.turn import longest_due
from breakd.core.wake import whole_wake
from breakd.storage.codec import decode, encode
from tests.core.histories import HASTY, Act, histories, live, timelines
from tests.core.timeline import EYES, STRETCH, WALK, Timeline

HOUR = 3600.0


@given(timelines, st.floats(0, 12), st.sampled_from([0.0, 0.5, 1.9, 2.1, 60.0]))
def test_the_short_cut_of_a_tick_leads_to_the_same_place(
    timeline: Timeline, awake: float, asleep: float
) -> None:
    timeline.skip(awake, asleep)
    short = plain.tick(timeline.rules, timeline.state, timeline.now)
    if short is not None:
        whole, effects = whole_step(timeline.rules, timeline.state, Tick(), timeline.now)
        assert differences(short, whole) == {}
        assert effects == ()


@given(timelines, st.floats(0, 12))
def test_the_short_cut_of_the_alarm_leads_to_the_same_moment(
    timeline: Timeline, awake: float
) -> None:
    timeline.skip(awake)
    args = timeline.rules, timeline.state, timeline.now
    short = plain.wake(*args)
    assert short is None or short == pytest.approx(whole_wake(*args), abs=1e-6)


def test_a_plain_day_at_work_takes_the_short_cuts() -> None:
    timeline = Timeline()
    timeline.skip(5)
    assert plain.wake(timeline.rules, timeline.state, timeline.now) is not None
    assert plain.tick(timeline.rules, timeline.state, timeline.now) is not None


def differences(one: State, two: State, *apart_from: str) -> dict[str, Any]:
    """The fields in which two states differ by more than a rounding error."""
    found = {}
    for field in fields(State):
        a, b = getattr(one, field.name), getattr(two, field.name)
        if field.name in (*apart_from, "seen", "saved_work"):
            continue
        near = isinstance(a, float) and isinstance(b, float)
        if field.name == "work" or near:
            if a != pytest.approx(b, abs=1e-3):
                found[field.name] = a, b
        elif a != b:
            found[field.name] = a, b
    return found


def cleared(timeline: Timeline) -> Timeline:
    """Nothing in the way any more, and no break under way."""
    for gate in timeline.state.gates & (AWAY | DEFER):
        timeline.send(GateOpened(gate))
    if timeline.state.paused:
        timeline.send(Resume())
    if timeline.phase is Phase.ON_BREAK:
        timeline.send(Done())
    return timeline


@given(timelines)
def test_3_a_prompt_comes_exactly_when_it_is_due(timeline: Timeline) -> None:
    state = cleared(timeline).state
    assume(state.phase is not Phase.PROMPTING)
    lefts = {b.name: (b.every or 0.0) - state.work.get(b.name, 0.0) for b in HASTY.breaks}
    left = min(lefts[name] for name in state.work)
    waits = [state.not_before_boot - timeline.boot]
    if state.last_prompt_boot is not None:
        waits.append(state.last_prompt_boot + 5 - timeline.boot)
    if state.phase is Phase.SNOOZED:
        waits.append(state.snooze_until_boot - timeline.boot)
    if state.phase is Phase.WORKING and not state.clock_due:
        waits.append(left)
    assert max(waits) > 0
    timeline.wait(max(waits) - 0.01)
    prompts = timeline.prompts()
    assert timeline.state.prompt is None
    timeline.wait(0.1)
    assert timeline.prompts() == prompts + 1


@given(
    st.sampled_from(["credit", "pause", "reset", "ignore"]),
    st.sampled_from([Gate.IDLE, Gate.LOCKED, Gate.SWITCHED]) | st.none(),
    st.floats(0, 5400),
    st.floats(60, 1000),
    st.floats(60, 1000),
)
def test_6_a_longer_absence_never_leaves_more_work(
    policy: Any, cause: Gate | None, worked: float, one: float, other: float
) -> None:
    rules = Rules((EYES, STRETCH, WALK), on_idle=policy, on_lock=policy, on_sleep=policy)
    left = []
    for seconds in sorted([one, other]):
        timeline = Timeline(rules)
        timeline.send(GateClosed(Gate.CALL))
        timeline.wait(worked)
        if cause is None:
            timeline.sleep(seconds)
        else:
            timeline.send(GateClosed(cause, 60.0 if cause is Gate.IDLE else None))
            timeline.skip(seconds)
            timeline.send(GateOpened(cause))
        left.append(timeline.state.work)
    if policy == "ignore":
        return
    for name in left[0]:
        assert left[1][name] <= left[0][name] + 1e-6


@given(
    histories,
    st.lists(
        st.tuples(
            st.sampled_from([HOUR, -HOUR, 365 * 86400.0, -365 * 86400.0, 0.0]) | st.floats(-99, 99),
            st.sampled_from(["Europe/Berlin", "Asia/Tokyo", "America/New_York", "Pacific/Apia"]),
        ),
        min_size=12,
        max_size=12,
    ),
)
def test_10_the_wall_clock_has_no_say(history: list[Act], walls: list[tuple[float, str]]) -> None:
    steady = live(history)
    restless = Timeline(HASTY)
    for act, (step, zone) in zip(history, walls, strict=False):
        restless.wall = max(1e9, restless.wall + step)
        restless.zone = ZoneInfo(zone)
        act(restless)
    strip = ("prompt", "paused", "clock_seen")  # they tell when it was, for the user to read
    assert differences(steady.state, restless.state, *strip) == {}
    assert (steady.state.prompt is None) == (restless.state.prompt is None)
    assert (steady.state.paused is None) == (restless.state.paused is None)
    assert steady.effects == restless.effects


@given(
    timelines,
    st.integers(0, 20),
    st.floats(2.1, 500),
    st.sets(st.sampled_from(["before", "again", "after"])),
)
def test_11_the_signals_of_a_sleep_change_nothing(
    timeline: Timeline, awake: int, asleep: float, told: set[str]
) -> None:
    """Apart from the seconds in which the machine is about to sleep: they are no work, no rest and
    no time that a break is held back, so who was told of nothing is made to miss them."""
    state = timeline.state
    assume(Gate.SUSPENDED not in state.gates)
    # A longer break that falls due under a shorter one's prompt takes its place once that is down.
    assume(state.phase is not Phase.PROMPTING or longest_due(HASTY, state) in (state.owed, None))
    announced = timeline.copy()
    for word in ("before", "again"):
        if word in told:
            announced.send(GateClosed(Gate.SUSPENDED))
    if Gate.SUSPENDED in announced.state.gates:
        timeline.skip(awake)
        announced.skip(awake)
        held = {gate: since + awake for gate, since in timeline.state.held_since.items()}
        timeline.state = replace(timeline.state, seen=timeline.now, held_since=held)
    for each in (timeline, announced):
        each.skip(asleep=asleep)
    timeline.tick()
    announced.send(GateOpened(Gate.SUSPENDED) if "after" in told else Tick())
    beside = ["suspend_mono", "held_since"]
    if timeline.phase is not Phase.ON_BREAK:
        beside.append("unasked")  # it says nothing of any other time
    assert differences(timeline.state, announced.state, *beside) == {}
    assert timeline.outcomes() == announced.outcomes()
    assert timeline.prompts() == announced.prompts()


@given(timelines, st.integers(0, 300), st.lists(st.floats(0, 1), max_size=20))
def test_12_extra_ticks_change_nothing(
    timeline: Timeline, seconds: int, extra: list[float]
) -> None:
    length = seconds + 0.4321  # no deadline is just there: histories take whole seconds
    often = timeline.copy()
    timeline.wait(length)
    begun = often.boot
    for part in sorted(extra):
        often.wait(begun + part * length - often.boot)
        often.tick()
    often.wait(begun + length - often.boot)
    assert differences(timeline.state, often.state, *BY_ROUNDING) == {}
    assert timeline.state.not_before_boot == pytest.approx(often.state.not_before_boot, abs=0.2)
    assert timeline.outcomes() == often.outcomes()
    assert timeline.prompts() == often.prompts()


# A moment met 20 ms late by one of them, because of a rounding error, shifts these for good.
BY_ROUNDING = ("prompt", "last_prompt_boot", "not_before_boot", "held_since", "work")


@given(timelines)
def test_13_what_is_saved_comes_back(timeline: Timeline) -> None:
    for gate in timeline.state.gates & (AWAY | DEFER):  # these the desktop tells anew
        timeline.send(GateOpened(gate))
    saved = decode(json.loads(json.dumps(encode(timeline.state))), timeline.zone)
    after, effects = restore(timeline.rules, saved, timeline.now, same_boot=True)
    assert effects == ()
    if saved.phase is Phase.PROMPTING:
        assert (after.phase, after.prompt) == (Phase.DUE, None)
        after = replace(after, phase=saved.phase, prompt=saved.prompt)
    assert after == saved == timeline.state
