"""The movement in time: closed, continuous, and lit while the stretch is held."""

import math
import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.figure.easing import curve_weights, eased
from breakd.figure.poses import drawing_from
from breakd.figure.solve import solve
from breakd.figure.timeline import Timeline

TURN = """
base = "seated"
icon = 1
[[key]]
hold = 0.5
[[key]]
move = 1.5
hold = 2.0
head = [0, 0, 40]
breath = "in"
"""


def timeline(text: str, *, still: bool = True) -> Timeline:
    return Timeline(drawing_from(tomllib.loads(text), "it", "it.toml"), still=still)


def turned(line: Timeline, t: float) -> float:
    moment = line.at(t)
    return math.degrees(math.asin(solve(moment.a, moment.b, moment.share).head.z[0]))


def test_a_loop_holds_moves_and_comes_back() -> None:
    line = timeline(TURN)
    assert line.seconds == pytest.approx(5.0)
    told = [(p.start, p.end, p.kind, p.key, p.side, p.breath) for p in line.phases]
    assert told == [
        (0.0, 0.5, "hold", 0, 1, ""),
        (0.5, 2.0, "move", 1, 1, "in"),
        (2.0, 4.0, "hold", 1, 1, "in"),
        (4.0, 5.0, "move", 0, 1, ""),
    ]
    assert line.key_time == pytest.approx(3.0)
    assert turned(line, 0.2) == pytest.approx(0.0)
    assert turned(line, 3.0) == pytest.approx(turned(line, 8.0))
    assert 5 < turned(line, 1.25) < turned(line, 3.0)


def test_the_muscle_lights_up_with_the_stretch() -> None:
    line = timeline(TURN)
    assert [round(line.at(t).lit, 2) for t in (0.2, 3.0)] == [0.0, 1.0]
    assert 0.2 < line.at(1.3).lit < 0.9


def test_a_mirrored_loop_does_the_other_side_second() -> None:
    line = timeline("mirror = true\n" + TURN)
    assert line.seconds == pytest.approx(10.0)
    assert turned(line, 3.0) == pytest.approx(-turned(line, 8.0))
    # On its way back the figure still shows the side that it comes from.
    assert [line.at(t).side for t in (0.2, 1.0, 3.0, 4.5, 5.2, 6.0, 8.0, 9.5)] == [
        1, 1, 1, 1, -1, -1, -1, -1,
    ]  # fmt: skip
    assert [line.at(t).key_b for t in (3.0, 8.0)] == [1, 1]


def test_a_circle_never_stops_and_always_glows() -> None:
    keys = "".join(f"[[key]]\nshoulder = {s}\n" for s in ([0, 5], [6, 0], [0, -5], [-4, 0]))
    line = timeline('base = "seated"\ncyclic = true\n' + keys)
    assert line.seconds == pytest.approx(4.0)
    assert {phase.kind for phase in line.phases} == {"move"}
    places = [line.at(t / 20).a.arm_l.shoulder for t in range(81)]
    steps = [math.dist(a, b) for a, b in pairwise(places)]
    assert min(steps) > 0.15
    assert max(steps) < 0.7
    assert places[-1] == pytest.approx(places[0])
    assert places[20] == pytest.approx((6, 0))
    assert line.at(1.7).lit == 1.0


def test_a_key_without_a_hold_is_passed_without_a_stop() -> None:
    keys = "".join(
        f"[[key]]\nhold = {h}\nhead = [0, 0, {a}]\n" for h, a in ((1, 0), (0, 20), (1, 40))
    )
    line = timeline('base = "seated"\n' + keys)
    at_the_key = 2.0
    assert turned(line, at_the_key + 0.05) - turned(line, at_the_key - 0.05) > 1.0
    slow = turned(line, 1.05) - turned(line, 1.0)
    assert slow < 0.1


def test_long_holds_breathe_and_come_back_to_where_they_were() -> None:
    text = 'base = "seated"\n[[key]]\nhold = 8\n'
    line = timeline(text, still=False)
    rest = solve(line.at(0.0).a).arms["l"].shoulder
    heights = [solve(line.at(t / 10).a).arms["l"].shoulder[1] for t in range(81)]
    assert 0.2 < max(heights) - min(heights) < 0.8
    assert solve(line.at(7.9999).a).arms["l"].shoulder == pytest.approx(rest, abs=0.01)
    assert len({timeline(text).at(t / 10).a for t in range(80)}) == 1


def test_five_moments_in_order_with_the_icon_among_them() -> None:
    for text in (TURN, "mirror = true\n" + TURN):
        line = timeline(text)
        moments = line.moments(5)
        assert list(moments) == sorted(moments)
        assert len(moments) in (4, 5)
        assert line.key_time in moments
        assert max(moments) < line.seconds
    sides = [line.at(t).side for t in line.moments(5)]
    assert sides == [1, 1, 1, -1, -1]


THREE_STRETCHES = """
base = "seated"
icon = 3
[[key]]
hold = 0.3
[[key]]
hold = 1.5
head = [0, 0, 30]
[[key]]
hold = 0.2
[[key]]
hold = 1.5
head = [0, 20, 0]
[[key]]
hold = 0.2
[[key]]
hold = 1.5
head = [0, 0, -30]
"""


def test_five_moments_have_every_stretch_among_them() -> None:
    line = timeline(THREE_STRETCHES)
    assert {0, 1, 3, 5} <= {line.at(t).key_a for t in line.moments(5)}
    assert len(line.moments(5)) == 5
    for fewer in (1, 2, 3):
        assert line.key_time in line.moments(fewer)
        assert len(line.moments(fewer)) == fewer


def test_the_icon_of_a_key_that_is_only_passed() -> None:
    line = timeline('icon = 1\nbase = "seated"\n[[key]]\n[[key]]\nhold = 0\nhead = [0, 0, 30]')
    moment = line.at(line.key_time)
    assert solve(moment.a, moment.b, moment.share).head == solve(line.pose(1)).head


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_easing_goes_from_start_to_end_and_never_back(t: float, start: float, end: float) -> None:
    assert eased(0.0, start, end) == 0.0
    assert eased(1.0, start, end) == pytest.approx(1.0)
    assert -1e-9 <= eased(t, start, end) <= 1 + 1e-9
    assert eased(min(1.0, t + 0.01), start, end) >= eased(t, start, end) - 1e-9


@given(st.floats(0, 1))
def test_a_curve_through_equal_values_stays_there(t: float) -> None:
    assert sum(curve_weights(t)) == pytest.approx(1.0)
    assert curve_weights(0.0) == (0, 1, 0, 0)
    assert curve_weights(1.0) == pytest.approx((0, 0, 1, 0))
