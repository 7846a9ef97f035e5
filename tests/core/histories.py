"""States as life makes them: a short random history of a user at a machine."""

from collections.abc import Callable

from hypothesis import strategies as st

from breakd.core.events import (
    Attended,
    Done,
    Event,
    Expired,
    GateClosed,
    GateOpened,
    Pause,
    PromptNow,
    Resume,
    Skip,
    Snooze,
    Start,
)
from breakd.core.model import AWAY, DEFER, Break, Gate, Phase, Rules
from tests.core.timeline import Timeline

QUICK = Break("quick", every=60, length=10)  # everything soon: more happens in a run
SOON = Break("soon", every=100, length=30)
TEA = Break("tea", every=None, length=20, at=("10:00",))
HASTY = Rules(
    breaks=(QUICK, SOON, TEA),
    prompt_lifetime=15.0,
    prompt_retry=20.0,
    snooze_choices=(12.0, 30.0),
    snooze_times=3,
    snooze_total=60.0,
    idle=8.0,
    rest=25.0,
    defer_typing=10.0,
    defer_longest=90.0,
)

Act = Callable[[Timeline], object]


def _to_prompt(timeline: Timeline) -> None:
    timeline.send(Resume())
    for gate in timeline.state.gates:
        timeline.send(GateOpened(gate))
    until = timeline.boot + 400
    while timeline.phase is not Phase.PROMPTING and timeline.boot < until:
        timeline.wait(1)


def _at_prompt(event: Callable[[int], Event]) -> Act:
    def act(timeline: Timeline) -> None:
        _to_prompt(timeline)
        timeline.send(event(timeline.state.token))

    return act


def _held(gate: Gate) -> Act:
    def act(timeline: Timeline) -> None:
        timeline.send(GateClosed(gate))
        timeline.wait(101)

    return act


whole_seconds = st.integers(0, 40).map(float)
gates = st.sampled_from(sorted(AWAY | DEFER))
acts: st.SearchStrategy[Act] = st.one_of(
    whole_seconds.map(lambda s: lambda t: t.wait(s)),
    whole_seconds.map(lambda s: lambda t: t.sleep(s)),
    gates.map(lambda gate: lambda t: t.send(GateClosed(gate))),
    gates.map(lambda gate: lambda t: t.send(GateOpened(gate))),
    gates.map(_held),
    st.sampled_from(
        [
            Done(),
            Skip(),
            Start(),
            Start(unasked=True),
            Attended(),
            Snooze(),
            Snooze(30.0),
            Pause(),
            Pause(20),
            Resume(),
            PromptNow(),
        ]
    ).map(lambda event: lambda t: t.send(event)),
    st.just(lambda t: t.clock_time("tea")),
    st.just(_to_prompt),
    st.just(_at_prompt(lambda _: Start())),
    st.just(_at_prompt(lambda _: Snooze())),
    st.just(_at_prompt(Expired)),
)
histories = st.lists(acts, max_size=12)


def live(history: list[Act], rules: Rules = HASTY) -> Timeline:
    """The timeline after this history."""
    timeline = Timeline(rules)
    for act in history:
        act(timeline)
    return timeline


timelines = histories.map(live)
