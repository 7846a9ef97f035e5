"""Paused, or outside working hours: what the clock on the wall has a say in, and what not."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from breakd.core.events import GateClosed, GateOpened, Pause, Resume, Snooze
from breakd.core.model import Gate, Phase, Rules, Span
from tests.core.timeline import BERLIN, MONDAY_9, STRETCH, WALK, Timeline

WEEKDAYS = frozenset(range(5))
OFFICE = (Span(WEEKDAYS, time(9), time(12)), Span(WEEKDAYS, time(13), time(17)))
HOUR = 3600.0
YEAR = 365 * 86400.0


def local(timeline: Timeline) -> str:
    return f"{datetime.fromtimestamp(timeline.wall, timeline.zone):%a %H:%M}"


def paused_for(timeline: Timeline) -> float:
    """How long until the pause ends by itself."""
    began = timeline.boot
    while timeline.state.paused:
        assert timeline.boot - began < 48 * HOUR
        timeline.wait(60)
    return timeline.boot - began


@pytest.mark.parametrize("asleep", [False, True])
def test_a_pause_for_a_time_counts_sleep_too(asleep: bool) -> None:
    timeline = Timeline()
    timeline.send(Pause(HOUR))
    if asleep:
        timeline.sleep(HOUR - 60)
    else:
        timeline.wait(HOUR - 60)
    assert timeline.state.paused
    timeline.wait(60)
    assert timeline.state.paused is None


@pytest.mark.parametrize("step", [HOUR, -HOUR, YEAR, -YEAR])
def test_a_pause_for_a_time_does_not_heed_the_wall_clock(step: float) -> None:
    timeline = Timeline()
    timeline.send(Pause(HOUR))
    timeline.wall += step
    assert paused_for(timeline) == pytest.approx(HOUR, abs=60)


def test_a_pause_without_end_has_none() -> None:
    timeline = Timeline()
    timeline.send(Pause())
    timeline.wait(40 * HOUR)
    assert timeline.state.gates == {Gate.PAUSED}
    assert timeline.prompts() == 0
    timeline.send(Resume())
    assert timeline.state.gates == frozenset()


def test_a_pause_until_a_time_of_day_ends_then() -> None:
    timeline = Timeline()
    timeline.send(Pause(until=time(14)))
    timeline.wait(5 * HOUR - 1)
    assert timeline.state.paused
    timeline.wait(1)
    assert timeline.state.gates == frozenset()
    assert local(timeline) == "Mon 14:00"


def test_a_pause_until_a_time_already_past_ends_tomorrow() -> None:
    timeline = Timeline()
    timeline.send(Pause(until=time(8)))
    assert paused_for(timeline) == pytest.approx(23 * HOUR, abs=60)
    assert local(timeline) == "Tue 08:00"


def test_until_a_time_of_day_means_that_of_the_zone_one_is_in() -> None:
    timeline = Timeline()
    timeline.send(Pause(until=time(14)))
    timeline.zone = ZoneInfo("America/New_York")
    timeline.tick()
    assert paused_for(timeline) == pytest.approx(11 * HOUR, abs=60)
    assert local(timeline) == "Mon 14:00"


def test_a_wall_clock_set_right_ends_a_pause_until_a_time_of_day_within_the_day() -> None:
    """Begun on a clock that was a year fast: no year of silence."""
    timeline = Timeline(wall=MONDAY_9 + YEAR)
    timeline.send(Pause(until=time(14)))
    timeline.wall -= YEAR
    timeline.tick()
    assert paused_for(timeline) <= 24 * HOUR
    assert local(timeline).endswith("14:00")


def test_a_new_pause_takes_the_place_of_the_old() -> None:
    timeline = Timeline()
    timeline.send(Pause(until=time(14)))
    timeline.send(Pause(600))
    assert paused_for(timeline) == pytest.approx(600, abs=60)


def test_after_a_pause_the_user_has_two_minutes() -> None:
    for end in ("resumed", "over"):
        timeline = Timeline()
        timeline.wait(1799)
        timeline.send(Pause(60))
        timeline.wait(50 if end == "resumed" else 60)
        if end == "resumed":
            timeline.send(Resume())
        resumed = timeline.boot
        timeline.wait(150)
        assert timeline.prompts() == 1
        assert timeline.state.last_prompt_boot == pytest.approx(resumed + 120, abs=0.1)


def test_a_pause_neither_begins_nor_ends_anything_else() -> None:
    timeline = Timeline()
    timeline.send(GateClosed(Gate.CALL))
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.send(Pause())
    timeline.send(GateOpened(Gate.LOCKED))
    assert timeline.state.gates == {Gate.CALL, Gate.PAUSED}
    timeline.send(Resume())
    assert timeline.state.gates == {Gate.CALL}


def test_a_snooze_runs_on_through_a_pause() -> None:
    timeline = Timeline()
    timeline.wait(1800)
    timeline.send(Snooze(300))
    timeline.send(Pause(200))
    timeline.wait(319)  # the pause's two minutes come later than the snooze's end
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 1)
    timeline.wait(1)
    assert timeline.prompts() == 2


# --- working hours -------------------------------------------------------------------------------


def test_no_work_is_carried_over_lunch_or_night() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH, WALK), hours=OFFICE), wall=MONDAY_9 + 2.75 * HOUR)
    timeline.wait(HOUR / 4 + 60)
    assert timeline.state.work == {"stretch": 0, "walk": 0}
    assert timeline.state.gates == {Gate.OFF_HOURS}
    timeline.wait(HOUR)
    assert timeline.state.gates == frozenset()
    assert timeline.work == pytest.approx(60)


def test_a_break_under_way_when_work_ends_leaves_nothing_for_the_next_day() -> None:
    timeline = Timeline(Rules(breaks=(WALK, STRETCH), hours=OFFICE), wall=MONDAY_9 + 6 * HOUR)
    timeline.wait(HOUR)
    timeline.wait_for(Phase.PROMPTING, HOUR)
    timeline.wait(2 * HOUR - (timeline.wall - MONDAY_9 - 6 * HOUR) - 1)
    assert local(timeline) == "Mon 16:59"
    timeline.wait(16 * HOUR + 1)
    assert local(timeline) == "Tue 09:00"
    assert timeline.state.work == {"walk": 0, "stretch": 0}


def test_a_weekend_is_quiet() -> None:
    timeline = Timeline(
        Rules(breaks=(STRETCH,), hours=OFFICE), wall=MONDAY_9 + 4 * 86400 + 8 * HOUR
    )
    assert local(timeline) == "Fri 17:00"
    timeline.wait(64 * HOUR)
    assert (timeline.prompts(), local(timeline)) == (0, "Mon 09:00")
    timeline.wait(1800)
    assert timeline.prompts() == 1


def test_a_pause_outlasts_the_night() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH,), hours=OFFICE))
    timeline.send(Pause())
    timeline.wait(24 * HOUR)
    assert timeline.state.gates == {Gate.PAUSED}


@pytest.mark.parametrize("step", [HOUR, -HOUR, YEAR, -YEAR])
def test_without_hours_the_wall_clock_has_no_say(step: float) -> None:
    timeline = Timeline()
    timeline.wait(900)
    timeline.wall += step
    timeline.zone = ZoneInfo("Asia/Tokyo") if step > 0 else BERLIN
    timeline.wait(899)
    assert timeline.prompts() == 0
    timeline.wait(1)
    assert timeline.prompts() == 1
