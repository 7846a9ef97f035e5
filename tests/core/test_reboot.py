"""Picking up where the last snapshot left off, after a reboot."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from breakd.core.events import Expired, GateClosed, GateOpened, Pause, Resume
from breakd.core.model import Gate, Phase, Rules
from tests.core.cells import into
from tests.core.restarts import reboot, restart
from tests.core.timeline import BERLIN, LUNCH, STRETCH, Timeline


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


def test_an_ignored_prompt_comes_again_in_its_time() -> None:
    timeline = Timeline()
    timeline.wait(1800)
    timeline.send(Expired(timeline.state.token))
    reboot(timeline, 30)
    timeline.wait(89)
    assert timeline.prompts() == 1
    timeline.wait(1)
    assert timeline.prompts() == 2


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
