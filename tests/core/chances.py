"""What may happen to an engine, drawn at random."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from hypothesis import strategies as st

from breakd.core.events import (
    Another,
    Answer,
    Answered,
    BusySoon,
    Dismissed,
    Done,
    Event,
    Expired,
    Pause,
    PromptNow,
    Reading,
    Resume,
    ShowFailed,
    Shown,
    Skip,
    Snooze,
    Start,
)
from breakd.core.model import AwayPolicy, Rules, Span
from tests.core.histories import QUICK, SOON, TEA
from tests.core.timeline import EYES, LUNCH, STRETCH, WALK

HOUR = 3600.0
WEEKDAYS = frozenset(range(5))
OFFICE = (Span(WEEKDAYS, time(9), time(12, 30)), Span(WEEKDAYS, time(13, 30), time(18)))
NIGHT = (Span(frozenset(range(7)), time(22), time(10)),)
ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "UTC"]

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
