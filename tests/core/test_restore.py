"""Picking up where the last snapshot left off: after a restart, a crash, a reboot."""

import json
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

import pytest

from breakd.core.effects import Effect
from breakd.core.ending import MISSED_BACK_S
from breakd.core.events import GateClosed, GateOpened, Pause, Resume, ShuttingDown
from breakd.core.model import Break, Gate, Outcome, Phase, Rules, Span, State
from breakd.core.restore import restore
from breakd.core.stats import Entry
from breakd.storage.codec import decode, encode
from tests.core.cells import PHASES, into
from tests.core.timeline import BERLIN, EYES, LUNCH, STRETCH, Timeline

OFFICE = Rules(breaks=(STRETCH,), hours=(Span(frozenset(range(7)), time(9), time(17)),))
DAY = 86400.0


def through_a_file(timeline: Timeline) -> State:
    """The state as the next process finds it."""
    content = json.loads(json.dumps(encode(timeline.state), allow_nan=False))
    return decode(content, timeline.zone)


def restart(timeline: Timeline, gap: float = 0.0, *, asleep: float = 0.0) -> None:
    """The daemon stops here and starts again in the same boot, `gap` seconds of it later."""
    saved = through_a_file(timeline)
    timeline.skip(gap - asleep, asleep)
    timeline.state, effects = restore(timeline.rules, saved, timeline.now, same_boot=True)
    timeline.effects += effects


def reboot(timeline: Timeline, wall_gap: float, up: float = 20.0) -> None:
    """The machine starts again; `up` seconds after that the daemon does."""
    saved = through_a_file(timeline)
    timeline.boot = timeline.mono = up
    timeline.wall += wall_gap
    timeline.state, effects = restore(timeline.rules, saved, timeline.now, same_boot=False)
    timeline.effects += effects
    through_a_file(timeline)  # and what comes of it can be saved and read again


# --- gaps ----------------------------------------------------------------------------------------


def test_a_short_gap_with_an_active_user_is_work() -> None:
    for gap, work in ((0, 600), (120, 720), (121, 600), (299, 600)):
        timeline = into("W")
        restart(timeline, gap)
        assert timeline.work == pytest.approx(work)
        assert timeline.outcomes() == []


def test_of_a_short_gap_only_what_was_awake_is_work() -> None:
    timeline = into("W")
    restart(timeline, 100, asleep=60)
    assert timeline.work == pytest.approx(640)


def test_a_gap_asleep_throughout_is_no_work() -> None:
    timeline = into("W")
    restart(timeline, 100, asleep=100)
    assert timeline.work == pytest.approx(600)


def test_the_gap_counts_once() -> None:
    timeline = into("W")
    restart(timeline, 100)
    timeline.tick()
    assert timeline.work == pytest.approx(700)


@pytest.mark.parametrize("gate", [Gate.LOCKED, Gate.PAUSED])
def test_a_short_gap_is_not_work_if_the_user_was_not(gate: Gate) -> None:
    timeline = into("W")
    timeline.send(Pause() if gate is Gate.PAUSED else GateClosed(gate))
    restart(timeline, 10)
    assert timeline.work == pytest.approx(600 if gate is Gate.PAUSED else 600 * (1 - 10 / 120))


def test_a_gap_as_long_as_a_rest_is_a_natural_break() -> None:
    timeline = into("W")
    restart(timeline, 300)
    assert timeline.work == 0
    assert [(r.what, r.seconds) for r in timeline.records()] == [("natural", 300)]


def test_without_work_no_break_is_recorded_for_a_gap() -> None:
    timeline = Timeline()
    restart(timeline, DAY)
    assert timeline.records() == []


@pytest.mark.parametrize(
    ("phase", "outcomes"),
    [("W", ["natural"]), ("D", ["natural"]), ("P", ["natural"]), ("S", ["natural"]), ("B", [])],
)
@pytest.mark.parametrize("boots", [False, True], ids=["same boot", "reboot"])
def test_a_long_gap_ends_the_cycle(phase: str, outcomes: list[str], boots: bool) -> None:
    timeline = into(phase)
    if boots:
        reboot(timeline, DAY)
    else:
        restart(timeline, DAY)
    assert timeline.outcomes() == outcomes
    timeline.tick()
    assert timeline.phase is Phase.WORKING
    assert timeline.outcomes() == (outcomes or ["done"])


def test_an_absence_under_way_counts_from_its_beginning() -> None:
    """A restart during lunch does not make the user look as if he had never left."""
    timeline = into("W")
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.wait(1800)
    timeline.send(ShuttingDown())
    restart(timeline, 5)
    assert [(r.what, r.seconds) for r in timeline.records()] == [("natural", 1805)]


def test_a_restart_that_takes_no_time_makes_no_absence_longer() -> None:
    timeline = into("W")
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.wait(119.5)
    restart(timeline)
    assert timeline.outcomes() == []


def test_an_absence_under_way_is_credited_as_its_cause_asks() -> None:
    for policy, work in (("pause", 600), ("reset", 0)):
        timeline = into("W", Rules(breaks=(STRETCH,), on_lock=policy))  # type: ignore[arg-type]
        timeline.send(GateClosed(Gate.LOCKED))
        timeline.wait(30)
        restart(timeline, 600)
        assert timeline.work == pytest.approx(work)


def test_after_a_rest_that_was_enough_for_one_of_two_the_other_is_owed_at_once() -> None:
    often, seldom = Break("often", every=600, length=300), Break("seldom", every=1800, length=600)
    timeline = into("D", Rules(breaks=(often, seldom)))
    assert timeline.state.owed == seldom
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.wait(100)
    restart(timeline, 50)
    assert (timeline.phase, timeline.state.owed) == (Phase.DUE, often)


# --- the same state ------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
def test_what_is_saved_comes_back(phase: str) -> None:
    timeline = into(phase, Rules(breaks=(EYES, STRETCH, LUNCH)), spent=0 if phase == "W" else 1)
    timeline.wait(7)
    before = timeline.state
    restart(timeline)
    after = timeline.state
    if phase == "P":
        assert (after.phase, after.prompt) == (Phase.DUE, None)
        after = replace(after, phase=before.phase, prompt=before.prompt)
    if phase == "D":
        assert after.gates == frozenset()  # the adapters will say
        after = replace(after, gates=before.gates)
    assert after == before


def test_a_prompt_comes_again_with_another_token() -> None:
    timeline = into("P")
    token, work = timeline.state.token, timeline.work
    restart(timeline, 10)
    assert (timeline.phase, timeline.work) == (Phase.DUE, work + 10)
    timeline.tick()
    assert timeline.phase is Phase.PROMPTING
    assert timeline.state.token > token


def test_a_prompt_does_not_come_again_within_five_seconds() -> None:
    timeline = into("P")
    restart(timeline, 1)
    timeline.tick()
    assert timeline.prompts() == 1
    timeline.wait(4)
    assert timeline.prompts() == 2


def test_gates_are_for_the_adapters_to_say_but_a_pause_stays() -> None:
    timeline = Timeline()
    for gate in (Gate.CALL, Gate.IDLE, Gate.LOCKED, Gate.SUSPENDED):
        timeline.send(GateClosed(gate))
    timeline.send(Pause())
    restart(timeline)
    assert timeline.state.gates == {Gate.PAUSED}
    assert timeline.state.absence is None


def test_a_restart_refunds_no_snooze() -> None:
    timeline = into("S", spent=1)
    restart(timeline, 60)
    assert (timeline.state.snoozes, timeline.state.snoozed) == (2, 600)
    restart(timeline, 3000)
    assert timeline.outcomes() == ["natural"]
    assert timeline.state.snoozes == 0


def test_a_break_under_way_goes_on() -> None:
    timeline = into("B")
    restart(timeline, 60)
    assert timeline.phase is Phase.ON_BREAK
    timeline.wait(60)
    assert timeline.outcomes() == ["done"]


def test_a_pause_that_ran_out_meanwhile_is_over() -> None:
    timeline = into("W")
    timeline.send(Pause(100))
    restart(timeline, 200)
    assert timeline.state.paused is None
    assert timeline.state.not_before_boot == pytest.approx(timeline.boot + 120)


@pytest.mark.parametrize("phase", ["D", "P", "S"])
def test_working_hours_that_ended_meanwhile_let_the_break_lapse(phase: str) -> None:
    timeline = into(phase, OFFICE)
    timeline.wall = _just_before_five(timeline.wall)
    timeline.tick()
    restart(timeline, 60)
    assert timeline.outcomes() == ["lapsed"]
    assert timeline.state.gates == {Gate.OFF_HOURS}


def _just_before_five(wall: float) -> float:
    return wall - wall % DAY + 15 * 3600 - 30  # 16:59:30 in Berlin's summer


def after_an_outcome(timeline: Timeline, outcome: Outcome) -> tuple[State, tuple[Effect, ...]]:
    """Ten seconds after the last snapshot; six ago the cycle ended, which only the history says."""
    saved = through_a_file(timeline)
    timeline.skip(4)
    ended = Entry(outcome, timeline.wall, 0, "UTC", saved.cycle, "stretch")
    timeline.skip(6)
    return restore(timeline.rules, saved, timeline.now, same_boot=True, ended=ended)


@pytest.mark.parametrize("phase", PHASES)
def test_a_cycle_that_the_history_knows_to_have_ended_is_over(phase: str) -> None:
    timeline = into(phase, spent=0 if phase == "W" else 1)
    cycle, token = timeline.state.cycle, timeline.state.token
    state, effects = after_an_outcome(timeline, Outcome.DONE)
    assert effects == ()
    assert (state.phase, state.cycle, state.snoozes) == (Phase.WORKING, cycle + 1, 0)
    assert (state.prompt, state.owed, state.token) == (None, None, token)
    assert state.work["stretch"] == pytest.approx(0 if phase == "B" else 6)


def test_what_ended_later_by_a_clock_that_was_set_back_gives_no_work() -> None:
    timeline = into("P")
    timeline.wall += 3600
    saved, ended = through_a_file(timeline), Entry("done", timeline.wall, 0, "UTC", 1, "stretch")
    timeline.skip(10)
    timeline.wall -= 3600
    state, _ = restore(timeline.rules, saved, timeline.now, same_boot=True, ended=ended)
    assert state.work["stretch"] == 0


def test_a_break_that_the_history_knows_to_have_been_missed_comes_again_soon() -> None:
    assert STRETCH.every is not None
    timeline = into("P")
    state, _ = after_an_outcome(timeline, Outcome.MISSED)
    assert state.work["stretch"] == pytest.approx(STRETCH.every - MISSED_BACK_S + 6)


# --- another boot --------------------------------------------------------------------------------


def test_after_a_reboot_the_wall_clock_tells_the_gap() -> None:
    for gap, phase, left in ((60, Phase.SNOOZED, 240), (299, Phase.SNOOZED, 1)):
        timeline = into("S")
        reboot(timeline, gap)
        assert timeline.phase is phase
        assert timeline.state.snooze_until_boot - timeline.boot == pytest.approx(left)
    timeline = into("S")
    reboot(timeline, 300)
    assert timeline.outcomes() == ["natural"]


def test_after_a_reboot_even_a_short_gap_is_not_work() -> None:
    timeline = into("W")
    reboot(timeline, 60)
    assert timeline.work == pytest.approx(600)


def test_a_wall_clock_set_back_over_a_reboot_makes_no_gap() -> None:
    timeline = into("S")
    reboot(timeline, -7200)
    assert timeline.phase is Phase.SNOOZED
    assert timeline.state.snooze_until_boot - timeline.boot == pytest.approx(300)
    assert timeline.work == pytest.approx(1800)


def test_every_instant_moves_along() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH, LUNCH)))
    timeline.away(1800)
    timeline.wait(1200)
    timeline.send(Pause(900))
    timeline.wait(1)
    reboot(timeline, 100)
    assert timeline.state.paused is not None
    assert timeline.state.paused.until_boot == pytest.approx(timeline.boot + 799)
    timeline.send(Resume())
    timeline.clock_time("lunch")  # the half hour away was 1301 s ago
    assert timeline.state.clock_due == ()


def test_a_rest_before_a_reboot_is_as_long_ago_as_it_is() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH, LUNCH)))
    timeline.away(1800)
    timeline.wait(1750)
    reboot(timeline, 100)
    timeline.clock_time("lunch")
    assert timeline.state.clock_due == ("lunch",)


def test_a_break_under_way_goes_on_after_a_reboot() -> None:
    timeline = into("B")
    reboot(timeline, 60)
    assert timeline.phase is Phase.ON_BREAK
    timeline.wait(59)
    assert timeline.phase is Phase.ON_BREAK
    timeline.wait(1)
    assert timeline.outcomes() == ["done"]


def test_a_bounded_hold_goes_on_after_a_reboot() -> None:
    timeline = into("D")
    timeline.send(GateClosed(Gate.FULL_SCREEN))
    timeline.send(GateOpened(Gate.CALL))
    timeline.wait(1800)
    reboot(timeline, 100)
    timeline.send(GateClosed(Gate.FULL_SCREEN))
    timeline.wait(1600)
    assert timeline.prompts() == 0
    timeline.wait(110)
    assert timeline.prompts() == 1


def test_prompts_come_after_a_reboot_whatever_the_clock_was_before() -> None:
    timeline = into("P")
    reboot(timeline, 30)
    timeline.wait(5)
    assert timeline.phase is Phase.PROMPTING


def test_a_pause_until_a_time_of_day_survives_in_its_zone() -> None:
    timeline = into("W")
    timeline.send(Pause(until=time(14)))
    restart(timeline, 10)
    assert timeline.state.paused is not None
    assert timeline.state.paused.until_local == time(14)
    assert timeline.zone is BERLIN
    timeline.wait(5 * 3600)
    assert timeline.state.paused is None


def test_a_pause_until_a_time_of_day_means_that_of_the_zone_where_the_daemon_starts_again() -> None:
    timeline = into("W")
    timeline.send(Pause(until=time(14)))
    timeline.zone = ZoneInfo("America/New_York")
    restart(timeline, 10)
    timeline.wait(10 * 3600)
    assert timeline.state.paused
    timeline.wait(3600)
    assert timeline.state.paused is None
