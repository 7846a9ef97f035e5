"""What an absence is worth: each cause by its own policy, each kind of break by its own measure."""

from dataclasses import replace

import pytest

from breakd.core.events import GateClosed, GateOpened, Pause, Reloaded, Snooze, Start
from breakd.core.model import AwayPolicy, Gate, Phase, Rules
from tests.core.timeline import EYES, STRETCH, WALK, Timeline

CAUSES = {
    Gate.IDLE: "on_idle",
    Gate.LOCKED: "on_lock",
    Gate.SWITCHED: "on_lock",
    Gate.SUSPENDED: "on_sleep",
}


def leave(timeline: Timeline, cause: Gate, seconds: float) -> None:
    """Go for so many seconds, all told, in this way."""
    if cause is Gate.SUSPENDED:
        timeline.sleep(seconds)
        return
    known_after = 60.0 if cause is Gate.IDLE else 0.0
    timeline.wait(known_after)
    timeline.send(GateClosed(cause, known_after))
    timeline.wait(seconds - known_after)
    timeline.send(GateOpened(cause))


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize(
    ("policy", "short", "long"),
    [("credit", 600 * (1 - 90 / 120), 0), ("pause", 600, 600), ("reset", 0, 0)],
)
def test_each_cause_has_a_policy_of_its_own(
    cause: Gate, policy: AwayPolicy, short: float, long: float
) -> None:
    others: dict[str, AwayPolicy] = dict.fromkeys(CAUSES.values(), "ignore")
    rules = Rules(breaks=(STRETCH,), rest=120, **{**others, CAUSES[cause]: policy})  # type: ignore[arg-type]
    for seconds, left in ((90, short), (120, long)):
        timeline = Timeline(rules)
        timeline.wait(600)
        leave(timeline, cause, seconds)
        assert timeline.work == pytest.approx(left)
        assert timeline.outcomes() == ([] if left else ["natural"])


@pytest.mark.parametrize("cause", [Gate.IDLE, Gate.LOCKED, Gate.SWITCHED])
def test_a_cause_to_ignore_counts_as_work(cause: Gate) -> None:
    rules = Rules(breaks=(STRETCH,), on_idle="ignore", on_lock="ignore")
    timeline = Timeline(rules)
    timeline.wait(600)
    timeline.send(GateClosed(cause))
    timeline.wait(600)
    timeline.send(GateOpened(cause))
    assert timeline.work == pytest.approx(1200)


@pytest.mark.parametrize("cause", [Gate.IDLE, Gate.LOCKED, Gate.SWITCHED])
def test_a_cause_to_ignore_still_holds_the_prompt(cause: Gate) -> None:
    timeline = Timeline(Rules(breaks=(STRETCH,), on_idle="ignore", on_lock="ignore"))
    timeline.send(GateClosed(cause))
    timeline.wait(3600)
    assert (timeline.phase, timeline.prompts()) == (Phase.DUE, 0)
    timeline.send(GateOpened(cause))
    assert timeline.phase is Phase.PROMPTING


def test_sleep_to_ignore_leaves_the_work_as_it_is() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH,), on_sleep="ignore"))
    timeline.wait(600)
    timeline.send(GateClosed(Gate.SUSPENDED))
    timeline.sleep(7200)
    timeline.send(GateOpened(Gate.SUSPENDED))
    assert timeline.work == pytest.approx(600)


def test_a_second_away_is_worth_a_second() -> None:
    timeline = Timeline()
    timeline.wait(600)
    timeline.away(1)
    assert timeline.work == pytest.approx(600 * 119 / 120)


def test_the_strongest_cause_decides() -> None:
    """Locked while idle: `on_lock`, and the length of the break is enough."""
    timeline = Timeline(Rules(breaks=(STRETCH,), on_idle="pause"))
    timeline.wait(600)
    timeline.send(GateClosed(Gate.IDLE, 60))
    timeline.wait(30)
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.wait(30)
    timeline.send(GateOpened(Gate.LOCKED))
    assert timeline.outcomes() == []  # still idle
    timeline.send(GateOpened(Gate.IDLE))
    assert timeline.outcomes() == ["natural"]
    assert timeline.records()[0].seconds == pytest.approx(120)


def test_idle_means_reading_up_to_the_configured_rest() -> None:
    timeline = Timeline()
    timeline.wait(600)
    leave(timeline, Gate.IDLE, 299)
    assert timeline.outcomes() == []
    timeline.wait(60)
    leave(timeline, Gate.IDLE, 300)
    assert timeline.outcomes() == ["natural"]


def test_no_absence_counts_twice() -> None:
    """Idle looks back no further than where the last absence was settled."""
    timeline = Timeline()
    timeline.wait(1200)
    timeline.sleep(60)
    assert timeline.work == pytest.approx(600)
    timeline.send(GateClosed(Gate.IDLE, ago=3600))
    assert timeline.work == pytest.approx(600)


def test_a_stopped_process_is_neither_work_nor_rest() -> None:
    timeline = Timeline()
    timeline.wait(600)
    timeline.tick(awake=7200)
    assert timeline.work == pytest.approx(610)
    assert timeline.outcomes() == []


def test_a_false_alarm_of_sleep_opens_by_itself() -> None:
    timeline = Timeline()
    timeline.wait(600)
    timeline.send(GateClosed(Gate.SUSPENDED))
    timeline.wait(29.9)
    assert timeline.state.gates == {Gate.SUSPENDED}
    timeline.wait(0.2)
    assert timeline.state.gates == frozenset()
    assert timeline.work == pytest.approx(600, abs=0.2)


def test_a_false_alarm_of_sleep_is_no_absence_even_where_the_shortest_counts() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH,), on_sleep="reset"))
    timeline.wait(600)
    timeline.send(GateClosed(Gate.SUSPENDED))
    timeline.wait(20)
    timeline.send(GateOpened(Gate.SUSPENDED))
    assert timeline.work == pytest.approx(600)
    assert timeline.outcomes() == []


def test_the_end_of_an_announced_sleep_is_seen_though_nobody_tells() -> None:
    timeline = Timeline()
    timeline.wait(600)
    timeline.send(GateClosed(Gate.SUSPENDED))
    timeline.skip(asleep=7200)
    timeline.wait(5.1)  # what the alarm still had to wait when the machine fell asleep
    assert timeline.outcomes() == ["natural"]
    assert timeline.state.gates == frozenset()


def test_a_sleep_too_short_to_matter() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH,), on_sleep="reset"))
    timeline.wait(600)
    timeline.sleep(2)
    assert timeline.work == pytest.approx(600)
    timeline.sleep(2.1)
    assert timeline.work == 0


def test_each_kind_by_its_own_length() -> None:
    timeline = Timeline(Rules(breaks=(EYES, STRETCH, WALK)))
    timeline.wait(1000)
    timeline.away(60)
    assert timeline.state.work == pytest.approx({"eyes": 0, "stretch": 500, "walk": 900})
    assert [(r.what, r.break_name) for r in timeline.records()] == [("natural", "eyes")]


def test_a_rest_too_short_for_what_is_owed_ends_the_shorter_kinds_only() -> None:
    timeline = Timeline(Rules(breaks=(EYES, STRETCH)))
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(4000)
    assert timeline.state.owed == STRETCH
    timeline.away(60)
    assert timeline.state.work == pytest.approx({"eyes": 0, "stretch": 2000})
    assert (timeline.phase, timeline.outcomes()) == (Phase.DUE, [])


def test_a_rest_may_leave_a_shorter_kind_due() -> None:
    eyes = replace(EYES, length=110)
    timeline = Timeline(Rules(breaks=(eyes, STRETCH)))
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(1800)
    assert timeline.state.owed == STRETCH
    timeline.send(GateOpened(Gate.CALL))
    timeline.send(GateClosed(Gate.IDLE, 60))
    timeline.send(GateOpened(Gate.IDLE))
    assert timeline.state.work == pytest.approx({"eyes": 1740 * 0.8, "stretch": 1740 * 0.8})
    assert (timeline.phase, timeline.state.owed) == (Phase.DUE, eyes)
    timeline.wait(5)
    assert timeline.phase is Phase.PROMPTING


def test_the_break_under_way_is_not_an_absence_too() -> None:
    """Half of it taken, all of that behind a lock: half of the work is left, not a quarter."""
    timeline = Timeline()
    timeline.wait(1800)
    timeline.send(Start())
    timeline.away(60)
    timeline.send(Pause())
    assert timeline.work == pytest.approx(900)


def test_sleep_over_a_short_break_still_counts_for_a_longer_kind() -> None:
    timeline = Timeline(Rules(breaks=(EYES, WALK)))
    timeline.wait(1200)
    timeline.send(Start())
    timeline.sleep(600)
    assert timeline.state.work == pytest.approx({"eyes": 0, "walk": 0})
    assert timeline.outcomes() == ["done"]


def test_a_snooze_the_user_asked_for_outlives_a_natural_break() -> None:
    timeline = Timeline(Rules(breaks=(replace(STRETCH, every=60),)))
    timeline.wait(60)
    timeline.send(Snooze(900))
    timeline.away(120)
    assert timeline.outcomes() == ["natural"]
    timeline.wait(779)
    assert timeline.prompts() == 1
    timeline.wait(1)
    assert timeline.prompts() == 2


def test_an_absence_that_new_rules_ignore_is_over() -> None:
    timeline = Timeline()
    timeline.wait(1200)
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.wait(60)
    timeline.rules = replace(timeline.rules, on_lock="ignore")
    timeline.send(Reloaded())
    timeline.wait(600)
    timeline.send(GateOpened(Gate.LOCKED))
    assert timeline.work == pytest.approx(600 + 600)
    assert timeline.outcomes() == []


def test_a_rest_that_was_enough_for_two_kinds_counts_as_the_longer() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH, EYES)))
    timeline.wait(600)
    timeline.away(300)
    assert [(r.what, r.break_name) for r in timeline.records()] == [("natural", "stretch")]


def test_half_a_second_of_work_is_work() -> None:
    timeline = Timeline()
    timeline.wait(0.5)
    timeline.away(300)
    assert timeline.outcomes() == ["natural"]


def test_what_was_counted_before_the_user_was_known_to_be_idle_makes_no_break_due() -> None:
    timeline = Timeline(Rules(breaks=(STRETCH,), on_idle="pause"))
    timeline.wait(1800)
    timeline.send(GateClosed(Gate.IDLE, 100))
    timeline.wait(10)
    timeline.send(GateOpened(Gate.IDLE))
    assert timeline.phase is Phase.WORKING
    assert timeline.work == pytest.approx(1700)
