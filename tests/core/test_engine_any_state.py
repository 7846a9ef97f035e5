"""Whatever a snapshot held, and whatever happens then, the engine goes on (17)."""

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from breakd.core.events import (
    Answer,
    Answered,
    ClockTime,
    Dismissed,
    Done,
    Event,
    Expired,
    GateClosed,
    GateOpened,
    Pause,
    Picked,
    PromptNow,
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
from breakd.core.model import QUIET, Absence, Gate, Now, Paused, Phase, Prompt, State
from breakd.core.restore import restore
from breakd.storage.codec import decode, encode
from tests.core.histories import HASTY, QUICK, SOON, TEA
from tests.core.timeline import LUNCH, MONDAY_9, STRETCH, Timeline

boots = st.floats(-1e6, 1e6)
some_gates = st.frozensets(st.sampled_from(Gate))
kinds = st.sampled_from([QUICK, SOON, TEA, STRETCH, LUNCH, replace(QUICK, name="gone")])
tokens = st.integers(0, 3)
events: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from([Tick(), ServiceLost(), Done(), Start(), Skip(), Resume(), Reloaded()]),
    st.builds(ShuttingDown),
    st.builds(Picked, tokens, st.text(max_size=3)),
    *(st.builds(kind, tokens) for kind in (Shown, ShowFailed, Dismissed, Expired)),
    st.builds(Answered, tokens, st.sampled_from(Answer)),
    st.builds(PromptNow, st.none() | st.text(max_size=3)),
    st.builds(Snooze, st.none() | st.floats(0, 1e6)),
    st.builds(Pause, st.none() | st.floats(0, 1e6), st.none() | st.times()),
    st.builds(GateClosed, st.sampled_from(Gate), st.none() | st.floats(0, 1e6)),
    st.builds(GateOpened, st.sampled_from(Gate)),
    st.builds(ClockTime, st.sampled_from(["tea", "quick", "?"]), st.floats(0, 2e9)),
)


@st.composite
def any_state(draw: st.DrawFn) -> State:
    """Whatever a snapshot could hold, sensible or not."""
    phase = draw(st.sampled_from(Phase))
    paused = draw(st.none() | st.builds(Paused, st.just(MONDAY_9), st.none() | boots))
    closed = draw(some_gates) - {Gate.PAUSED}
    prompt = st.builds(Prompt, tokens, st.none() | boots, st.booleans(), st.none())
    names = st.sampled_from(["quick", "soon", "tea", "gone"])
    return State(
        seen=Now(draw(boots), draw(boots), MONDAY_9 + draw(boots), ZoneInfo("UTC")),
        phase=phase,
        gates=closed | {Gate.PAUSED} if paused else closed,
        cycle=draw(tokens),
        work=draw(st.dictionaries(names, st.floats(0, 1e4))),
        clock_due=draw(st.lists(names, max_size=2).map(tuple)),
        owed=None if phase is Phase.WORKING else draw(kinds),
        asked=draw(st.booleans()),
        stretch=draw(st.none() | st.text(max_size=2)),
        prompt=draw(prompt) if phase is Phase.PROMPTING else None,
        token=draw(tokens),
        not_before_boot=draw(boots),
        last_prompt_boot=draw(st.none() | boots),
        ignored=draw(tokens),
        show_failures=draw(tokens),
        held_since=draw(st.dictionaries(st.sampled_from(Gate), boots)),
        snooze_until_boot=draw(boots),
        snoozes=draw(tokens),
        snoozed=draw(st.floats(0, 1e4)),
        break_began_boot=draw(boots),
        absence=draw(st.none() | st.builds(Absence, boots, some_gates, st.floats(0, 1e6))),
        settled_boot=draw(boots),
        suspend_mono=draw(boots),
        paused=paused,
    )


@given(any_state(), st.lists(st.tuples(st.floats(0, 1e4), st.floats(0, 1e4), events), max_size=8))
def test_17_no_event_stops_the_engine_whatever_the_snapshot_held(
    saved: State, what_happens: list[tuple[float, float, Event]]
) -> None:
    timeline = Timeline(HASTY)
    try:
        saved = decode(json.loads(json.dumps(encode(saved))), timeline.zone)
    except ValueError:
        return  # set aside
    for same_boot in (True, False):
        timeline.state, _ = restore(HASTY, saved, timeline.now, same_boot=same_boot)
        for awake, asleep, event in what_happens:
            timeline.skip(awake, asleep)
            timeline.send(event)
        timeline.wait(60)


@given(st.floats(0, 1e12))
@example(0.0)
def test_prompts_are_quiet_forever_only_if_the_user_says_so(gap: float) -> None:
    """However long the machine was off, the first stretch of work ends in a prompt."""
    timeline = Timeline(HASTY)
    timeline.skip(asleep=gap)
    timeline.tick()
    assert not timeline.state.gates & QUIET
    timeline.wait(60.1)
    assert timeline.prompts() == 1
