"""The chooser: one source at a time, the best that works, and another when it dies or lies."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from breakd.core.events import GateClosed, GateOpened
from breakd.core.model import Gate
from breakd.desktop.idle import attempt, chooser
from breakd.desktop.idle.chooser import Idle
from breakd.desktop.idle.source import Unavailable
from tests.desktop.idle_played import Played
from tests.desktop.idle_posts import Posts, where
from tests.patience import until


@dataclass
class Stage:
    """An `Idle` with two played sources, and what it posts."""

    idle: Idle
    posts: Posts
    good: Played
    spare: Played
    log: list[str]


@pytest.fixture
async def stage(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    log: list[str] = []
    good, spare = Played("good", log), Played("spare", log)
    monkeypatch.setattr(chooser, "candidates", lambda: (good, spare))
    monkeypatch.setattr(chooser, "DOUBT_S", 0.05)
    monkeypatch.setattr(attempt, "FIRST_REST_S", 0.05)
    posts = Posts()
    idle = Idle(posts, None, None, 60.0)
    yield Stage(idle, posts, good, spare, log)
    idle.stop()


async def using(stage: Stage, label: str | None) -> None:
    await until(lambda: stage.idle.source == label, f"{label} to be in use")


async def test_the_best_source_is_used_and_no_other(stage: Stage) -> None:
    assert where(stage.idle) == (None, "unknown")
    stage.idle.start()
    await using(stage, "good")
    assert stage.idle.state == "active"
    assert stage.log == ["good starts"]
    assert stage.posts.all == []


async def test_the_gate_closes_once_with_the_time_of_the_last_input_and_opens_once(
    stage: Stage,
) -> None:
    stage.idle.start()
    await using(stage, "good")
    for ago in (61.5, 70.0):
        stage.good.report.idle(ago)
        assert stage.idle.state == "idle"
    stage.good.report.active()
    stage.good.report.active()
    assert stage.posts.all == [GateClosed(Gate.IDLE, 61.5), GateOpened(Gate.IDLE)]


async def test_a_source_that_cannot_work_is_passed_over(stage: Stage) -> None:
    stage.good.trouble = Unavailable("not here", for_good=True)
    stage.idle.start()
    await using(stage, "spare")
    await asyncio.sleep(0.2)
    assert stage.log == ["good starts", "good stops", "spare starts"]


async def test_a_source_that_cannot_work_yet_takes_over_later(stage: Stage) -> None:
    stage.good.trouble = Unavailable("not yet")
    stage.idle.start()
    await using(stage, "spare")
    stage.good.trouble = None
    await using(stage, "good")
    assert stage.log[-2:] == ["good starts", "spare stops"]
    assert stage.posts.all == []


async def test_a_source_that_fails_badly_is_logged_and_passed_over(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.good.trouble = RuntimeError("a mistake")
    stage.idle.start()
    await using(stage, "spare")
    await asyncio.sleep(0.2)
    assert stage.log.count("good starts") == 1
    assert caplog.text.count("a mistake") == 1


async def test_a_source_that_ends_while_it_starts_is_passed_over(stage: Stage) -> None:
    stage.good.first = "lost"
    stage.idle.start()
    await using(stage, "spare")


async def test_when_the_source_dies_another_goes_on(stage: Stage) -> None:
    stage.idle.start()
    await using(stage, "good")
    stage.good.report.idle(60.0)
    stage.good.trouble = Unavailable("dead")
    stage.spare.first = "idle"
    stage.good.report.lost("it died")
    await using(stage, "spare")
    assert stage.posts.all == [GateClosed(Gate.IDLE, 60.0)]  # nobody has come back meanwhile
    stage.spare.report.active()
    assert stage.posts.all[1:] == [GateOpened(Gate.IDLE)]


async def test_what_a_dead_source_says_is_not_heard(stage: Stage) -> None:
    stage.idle.start()
    await using(stage, "good")
    stage.good.trouble = Unavailable("dead", for_good=True)
    ghost = stage.good.report
    ghost.lost("it died")
    await using(stage, "spare")
    ghost.idle(99.0)
    ghost.lost("again")
    assert where(stage.idle) == ("spare", "active")
    assert stage.posts.all == []


async def test_without_any_source_the_gate_opens_and_it_is_said_once(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.spare.trouble = Unavailable("not here", for_good=True)
    stage.idle.start()
    await using(stage, "good")
    stage.good.report.idle(60.0)
    stage.good.trouble = Unavailable("dead")
    stage.good.report.lost("it died")
    await until(lambda: stage.log.count("good starts") >= 3, "some attempts")
    assert where(stage.idle) == (None, "unknown")
    assert stage.posts.all == [GateClosed(Gate.IDLE, 60.0), GateOpened(Gate.IDLE)]
    warnings = [r for r in caplog.records if r.levelno == logging.WARNING]
    assert len(warnings) == 1
    stage.good.trouble = None
    await using(stage, "good")


async def test_a_source_that_does_not_know_yet_leaves_the_gate_open(stage: Stage) -> None:
    stage.good.first = ""
    stage.idle.start()
    await using(stage, "good")
    assert stage.idle.state == "unknown"
    stage.good.report.idle(60.0)
    assert await stage.posts.closed() == 60.0


async def test_a_source_that_does_not_notice_the_user_is_not_believed(stage: Stage) -> None:
    stage.idle.start()
    await using(stage, "good")
    stage.good.report.idle(60.0)
    stage.idle.acted()
    stage.idle.acted()
    await using(stage, "spare")
    assert stage.posts.all == [GateClosed(Gate.IDLE, 60.0), GateOpened(Gate.IDLE)]
    await asyncio.sleep(0.2)
    assert stage.log == ["good starts", "good stops", "spare starts"]


async def test_a_source_that_notices_the_user_a_moment_later_is_believed(stage: Stage) -> None:
    stage.idle.start()
    await using(stage, "good")
    stage.good.report.idle(60.0)
    stage.idle.acted()
    stage.good.report.active()
    stage.good.report.idle(1.0)  # and away again
    await asyncio.sleep(0.2)
    assert where(stage.idle) == ("good", "idle")


async def test_who_acts_while_active_proves_nothing(stage: Stage) -> None:
    stage.idle.acted()
    stage.idle.start()
    await using(stage, "good")
    stage.idle.acted()
    stage.good.report.idle(60.0)
    await asyncio.sleep(0.2)
    assert where(stage.idle) == ("good", "idle")


async def test_another_threshold_starts_the_source_afresh(stage: Stage) -> None:
    stage.idle.start()
    await using(stage, "good")
    stage.good.report.idle(60.0)
    stage.idle.set_threshold(60.0)
    assert stage.log == ["good starts"]
    stage.idle.set_threshold(120.0)
    await using(stage, "good")
    assert stage.good.thresholds == [60.0, 120.0]
    assert stage.log == ["good starts", "good stops", "good starts"]
    assert stage.posts.all[1:] == [GateOpened(Gate.IDLE)]


async def test_started_again_and_again_the_source_is_named_once(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(3):
        stage.idle.start()
        await until(lambda: stage.idle.source == "good", "the source")
        stage.idle.stop()
    assert caplog.text.count("good tells whether anybody is there") == 1


async def test_stopped_while_a_source_starts(stage: Stage) -> None:
    stage.good.hangs = True
    stage.idle.start()
    await until(lambda: stage.log, "the start")
    stage.idle.stop()
    await until(lambda: "good stops" in stage.log, "the end")
    await asyncio.sleep(0.1)
    assert stage.log == ["good starts", "good stops"]


async def test_stopped_nothing_is_posted_any_more(stage: Stage) -> None:
    stage.idle.start()
    await using(stage, "good")
    report = stage.good.report
    stage.idle.stop()
    report.idle(60.0)
    report.lost("it died")
    stage.idle.set_threshold(5.0)
    await asyncio.sleep(0.1)
    assert stage.posts.all == []
    assert stage.log == ["good starts", "good stops"]
