"""Every state survives being written and read; nothing else gets in."""

import dataclasses
import json
from datetime import UTC
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.core.model import AWAY, Absence, Break, Gate, Now, Paused, Phase, Prompt, State
from breakd.storage.checks import InvalidError
from breakd.storage.codec import FIELDS, decode, encode

boots = st.floats(-1e9, 1e9)
walls = st.floats(0, 4e9)
seconds = st.floats(0, 1e6)
counts = st.integers(0, 10**9)
texts = st.text(max_size=20)
gate_sets = st.frozensets(st.sampled_from(list(Gate)))


def frozen(keys: st.SearchStrategy[Any], values: st.SearchStrategy[Any]) -> Any:
    return st.dictionaries(keys, values, max_size=4).map(MappingProxyType)


breaks = st.builds(
    Break,
    name=texts,
    every=st.none() | seconds,
    length=seconds.filter(bool),
    at=st.lists(texts, max_size=3).map(tuple),
    cron=st.none() | texts,
    content=st.sampled_from(["stretch", "walk", "eyes", "text"]),
    text=texts,
)
pauses = st.builds(
    Paused,
    since_wall=walls,
    until_boot=st.none() | boots,
    until_local=st.none() | st.times(),
    until_wall=st.none() | walls,
)


@st.composite
def states(draw: st.DrawFn) -> State:
    phase = draw(st.sampled_from(Phase))
    gates = draw(gate_sets)
    prompts = st.builds(
        Prompt,
        token=counts,
        expires_boot=st.none() | boots,
        loud=st.booleans(),
        shown_wall=st.none() | walls,
    )
    absences = st.builds(
        Absence,
        since_boot=boots,
        causes=st.frozensets(st.sampled_from(sorted(AWAY)), min_size=1),
        slept=seconds,
    )
    return draw(
        st.builds(
            State,
            seen=st.builds(Now, boot=boots, mono=boots, wall=walls, zone=st.just(UTC)),
            phase=st.just(phase),
            gates=st.just(gates),
            cycle=counts,
            work=frozen(texts, seconds),
            saved_work=seconds,
            clock_due=st.lists(texts, max_size=3).map(tuple),
            clock_seen=frozen(texts, walls),
            owed=st.none() if phase is Phase.WORKING else breaks,
            asked=st.booleans(),
            stretch=st.none() | texts,
            prompt=prompts if phase is Phase.PROMPTING else st.none(),
            token=counts,
            not_before_boot=boots,
            last_prompt_boot=st.none() | boots,
            ignored=counts,
            show_failures=counts,
            held_since=frozen(st.sampled_from(Gate), boots),
            snooze_until_boot=boots,
            snoozes=counts,
            snoozed=seconds,
            break_began_boot=boots,
            absence=st.none() | absences,
            settled_boot=boots,
            natural_ends=frozen(texts, boots),
            suspend_mono=boots,
            reading_until_boot=st.none() | boots,
            still_since_boot=st.none() | boots,
            paused=pauses if Gate.PAUSED in gates else st.none(),
        )
    )


def written(state: State) -> Any:
    return json.loads(json.dumps(encode(state), allow_nan=False))


@given(states())
def test_what_is_written_is_read_back(state: State) -> None:
    assert decode(written(state), UTC) == state


def test_no_field_is_forgotten() -> None:
    fields = {f.name for f in dataclasses.fields(State)}
    assert fields == {"seen", *FIELDS}
    content = written(State(seen=Now(0, 0, 0, UTC), phase=Phase.DUE, owed=Break("x")))
    assert set(content["owed"]) == {f.name for f in dataclasses.fields(Break)}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value within nested tables and lists."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(p for key, inner in items for p in places(inner, (*path, key)))]


junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([10**400, -1, "due", "paused", "stretch", "25:00", "10:00+02:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(states(), junk, st.data())
def test_any_value_swapped_for_another_is_refused_or_harmless(
    state: State, value: object, data: st.DataObject
) -> None:
    content = {"state": written(state)}
    *parents, last = data.draw(st.sampled_from(places(content)[1:]))
    place: Any = content
    for key in parents:
        place = place[key]
    place[last] = value
    try:
        read = decode(content["state"], UTC)
    except InvalidError as error:
        assert str(error)  # noqa: PT017 - it is one of two good ends
    else:
        assert decode(written(read), UTC) == read


def full() -> Any:
    return written(
        State(
            seen=Now(10.0, 9.0, 1e9, UTC),
            phase=Phase.PROMPTING,
            gates=frozenset({Gate.PAUSED}),
            work=MappingProxyType({"stretch": 5.0}),
            owed=Break("stretch"),
            prompt=Prompt(1, 60.0),
            absence=Absence(3.0, frozenset({Gate.IDLE})),
            paused=Paused(1e9),
        )
    )


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("phase", "asleep", "state.phase"),
        ("gates", ["idle", "hungry"], "state.gates[1]"),
        ("gates", "idle", "state.gates"),
        ("cycle", -1, "state.cycle"),
        ("cycle", 1.5, "state.cycle"),
        ("cycle", True, "state.cycle"),
        ("work.stretch", float("nan"), "state.work.stretch"),
        ("work.stretch", float("inf"), "state.work.stretch"),
        ("work.stretch", -0.1, "state.work.stretch"),
        ("work.stretch", "5", "state.work.stretch"),
        ("work.stretch", False, "state.work.stretch"),
        ("work", [], "state.work"),
        ("asked", 1, "state.asked"),
        ("stretch", "x" * 10_001, "state.stretch"),
        ("owed.content", "nap", "state.owed.content"),
        ("owed", None, "state.owed"),
        ("owed.length", 0, "state.owed.length"),
        ("prompt", None, "state.prompt"),
        ("prompt.token", 10**30, "state.prompt.token"),
        ("paused", None, "state.paused"),
        ("paused.until_local", "25:00", "state.paused.until_local"),
        ("paused.until_local", "10:00+02:00", "state.paused.until_local"),
        ("paused.until_wall", 1e12, "state.paused.until_wall"),
        ("absence.causes", [["idle"]], "state.absence.causes[0]"),
        ("absence.causes", [], "state.absence.causes"),
        ("absence.causes", ["call"], "state.absence.causes"),
        ("seen", {"boot": 1.0}, "state.seen"),
        ("seen.wall", 10**400, "state.seen.wall"),
    ],
)
def test_a_bad_value_is_named(path: str, value: object, place: str) -> None:
    content = full()
    *parents, last = path.split(".")
    where = content
    for key in parents:
        where = where[key]
    where[last] = value
    with pytest.raises(InvalidError) as refused:
        decode(content, UTC)
    assert str(refused.value).startswith(f"{place}: expected ")


def test_a_field_of_a_later_version_is_ignored_and_one_unknown_to_an_earlier_gets_its_default() -> (
    None
):
    content = full()
    content["mood"] = "good"
    content["owed"]["colour"] = "green"
    del content["ignored"]
    assert decode(content, UTC) == decode(full(), UTC)
