"""The daemon around the core: effects reach their ports in order, and no port stops the rest."""

from dataclasses import replace

import pytest

from breakd.core.effects import Refuse, Why
from breakd.core.engine import begin
from breakd.core.events import (
    Answer,
    Answered,
    Done,
    PromptNow,
    ShuttingDown,
    Skip,
    Start,
    Tick,
)
from breakd.core.model import Outcome, Phase
from tests.daemon.world import PORTS, RULES, World, daemon_in, phase


def test_work_leads_to_a_prompt_and_its_answer_to_the_history() -> None:
    world = World()
    daemon = daemon_in(world)
    world.pass_time(daemon, 60.5)
    assert phase(daemon) is Phase.PROMPTING
    assert ("show", 1, "Chin tuck") in world.heard
    world.heard.clear()
    daemon.post(Answered(1, Answer.DONE))
    assert world.whats() == ["withdraw", "add", "note", "save"]
    assert ("add", "done", "neck") in world.heard
    assert ("note", "chin-tuck", Outcome.DONE) in world.heard


def test_what_is_recorded_is_recorded_before_the_snapshot() -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.post(Done())
    assert world.whats() == ["add", "save"]


def test_an_event_that_a_port_posts_waits_for_its_turn() -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.post(PromptNow())
    assert world.whats() == ["choose", "save", "show", "save", "add"]
    assert daemon.state.prompt is not None
    assert daemon.state.prompt.shown_wall == world.now.wall


@pytest.mark.parametrize("port", PORTS)
def test_a_port_that_always_fails_costs_no_reminder(port: str) -> None:
    world = World(broken=frozenset({port}))
    daemon = daemon_in(world)
    for _ in range(3):
        world.pass_time(daemon, 70)
        assert phase(daemon) is Phase.PROMPTING
        token = daemon.state.token
        daemon.post(Answered(token, Answer.SHOW))
        assert phase(daemon) is Phase.ON_BREAK
        daemon.post(Done())
        assert phase(daemon) is Phase.WORKING
    daemon.reload(RULES)


def test_a_chooser_that_fails_leaves_a_plain_break() -> None:
    world = World(broken=frozenset({"choose"}))
    daemon = daemon_in(world)
    daemon.post(PromptNow())
    assert phase(daemon) is Phase.PROMPTING
    assert daemon.state.stretch == ""


def test_a_prompt_that_cannot_be_shown_is_tried_again_until_it_can() -> None:
    world = World(broken=frozenset({"show"}))
    daemon = daemon_in(world)
    world.pass_time(daemon, 120)
    assert phase(daemon) is Phase.DUE
    assert daemon.state.show_failures > 1
    world.broken = frozenset()
    world.pass_time(daemon, 61)
    assert phase(daemon) is Phase.PROMPTING
    assert daemon.state.show_failures == 0


def test_a_failing_port_is_logged_once_until_it_works_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World(broken=frozenset({"save"}))
    daemon = daemon_in(world)
    for _ in range(5):
        daemon.post(Done())
    assert len(caplog.records) == 1
    world.broken = frozenset()
    daemon.post(Done())
    world.broken = frozenset({"save"})
    daemon.post(Done())
    assert len(caplog.records) == 2


def test_a_refused_command_says_why_and_only_to_its_asker() -> None:
    daemon = daemon_in(World())
    assert daemon.ask(Skip()) == Refuse(Why.NOTHING_DUE)
    assert daemon.ask(PromptNow()) is None


def test_an_error_in_the_core_leaves_through_post_and_does_not_block_the_mailbox(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.state = replace(daemon.state, phase=Phase.PROMPTING)  # a prompt without its token
    with pytest.raises(AssertionError):
        daemon.post(Tick())
    daemon.state = begin(RULES, world.now)
    daemon.post(PromptNow())
    assert phase(daemon) is Phase.PROMPTING


def test_after_every_step_the_alarm_is_set_and_the_displays_show_it() -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.post(Tick())
    assert world.wake == pytest.approx(10.0)
    assert world.heard[-1] == ("display", Phase.WORKING)


def test_shutting_down_leaves_no_prompt_and_a_snapshot() -> None:
    world = World()
    daemon = daemon_in(world)
    daemon.post(PromptNow())
    world.heard.clear()
    daemon.post(ShuttingDown())
    assert world.whats() == ["withdraw", "save"]
    assert ("save", Phase.DUE) in world.heard


def test_nothing_happens_after_the_end() -> None:
    world = World()
    daemon = daemon_in(world)
    world.pass_time(daemon, 59.0)
    daemon.post(ShuttingDown())
    assert world.wake is None
    state = daemon.state
    world.heard.clear()
    world.pass_time(daemon, 30.0)
    daemon.post(PromptNow())
    assert (world.heard, daemon.state, world.wake) == ([], state, None)


def test_a_guide_that_dies_leaves_nothing_wedged() -> None:
    world = World(broken=frozenset({"open_guide", "close_guide"}))
    daemon = daemon_in(world)
    daemon.post(Start())
    assert phase(daemon) is Phase.ON_BREAK
    world.pass_time(daemon, 119)
    assert phase(daemon) is Phase.ON_BREAK
    world.pass_time(daemon, 1)
    assert phase(daemon) is Phase.WORKING
    assert [h[1] for h in world.heard if h[0] == "add"] == ["done"]
