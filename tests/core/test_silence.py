"""A day without reminders is noticed, whatever silenced it; a day with them never is."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.core.effects import Effect
from breakd.core.events import Done, Event, Expired, GateClosed, GateOpened, Skip, Snooze
from breakd.core.model import Break, Gate, Phase, Rules, State
from breakd.core.silence import Reached, reached, silent_for
from tests.core.timeline import EYES, LUNCH, STRETCH, WALK, Timeline


class Watched(Timeline):
    """A timeline whose silence is followed step by step, as the daemon does."""

    def __init__(self, rules: Rules | None = None, **options: object) -> None:
        self.reached: Reached = {}
        super().__init__(rules, watch=self._look, **options)  # type: ignore[arg-type]  # passed on

    def _look(self, _r: Rules, _b: State, _e: Event, after: State, _f: Sequence[Effect]) -> None:
        self.reached = reached(self.reached, after)

    def silent(self) -> float | None:
        return silent_for(self.reached, self.rules, self.state)


def test_no_prompt_in_the_work_of_two_breaks() -> None:
    timeline = Watched()
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(3599)
    assert timeline.silent() is None
    timeline.wait(1)
    assert timeline.silent() == 3600


def test_the_longest_of_several_silences_is_told() -> None:
    timeline = Watched(Rules(breaks=(EYES, STRETCH)))
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(4000)
    timeline.away(10)  # takes half of the time from the eyes' counter, a twelfth from the other
    assert timeline.silent() == pytest.approx(4000 * 11 / 12)
    assert timeline.state.work["eyes"] == pytest.approx(2000)
    timeline.wait(500)
    assert timeline.state.work["eyes"] >= 2 * 1200  # so it is silent about both
    assert timeline.silent() == pytest.approx(4000 * 11 / 12 + 500)


def test_work_from_before_a_restart_has_been_without_a_prompt_too() -> None:
    """Who was last reached is not saved, and a daemon that dies each hour would never tell."""
    timeline = Timeline()
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(3600)
    assert silent_for(reached({}, timeline.state), timeline.rules, timeline.state) == 3600


def test_prompts_that_never_come_up_count_for_nothing() -> None:
    timeline = Watched(shown=False)
    for _ in range(400):
        timeline.wait(10)
        timeline.fail_to_show()
    assert timeline.prompts() > 20
    assert timeline.silent() == pytest.approx(4000, abs=15)


def test_an_engine_that_forgot_its_duty_is_noticed_too() -> None:
    timeline = Watched()
    timeline.state = replace(timeline.state, not_before_boot=timeline.boot + 1e9)
    timeline.wait(3610)
    assert (timeline.phase, timeline.prompts()) == (Phase.WORKING, 0)
    assert timeline.silent() is not None


def test_time_away_and_quiet_is_no_silence() -> None:
    timeline = Watched()
    timeline.wait(1000)
    timeline.send(GateClosed(Gate.LOCKED))
    timeline.wait(20_000)
    assert timeline.silent() is None


def test_rest_counts_as_in_the_engine() -> None:
    """Who rests a little every so often is not reminded for good reason."""
    timeline = Watched()
    for _ in range(20):
        timeline.wait(1200)
        timeline.away(100)
    assert timeline.prompts() == 0
    assert timeline.silent() is None


def test_whoever_answers_is_reached() -> None:
    timeline = Watched()
    timeline.wait(1800.5)
    timeline.send(Snooze(900))
    timeline.wait(890)
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(3590)
    assert timeline.silent() is None
    timeline.wait(30)
    assert timeline.silent() is not None
    timeline.send(Done())
    assert timeline.silent() is None


def test_after_an_outcome_it_is_measured_afresh() -> None:
    timeline = Watched()
    timeline.wait(1801)
    timeline.send(Done())
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(3610)
    assert timeline.silent() is not None


def test_the_prompt_at_last_ends_it() -> None:
    timeline = Watched()
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(7200)
    assert timeline.silent() is not None
    timeline.send(GateOpened(Gate.CALL))
    assert timeline.phase is Phase.PROMPTING
    assert timeline.silent() is None


def test_a_break_by_the_clock_is_not_waited_for() -> None:
    timeline = Watched(Rules(breaks=(LUNCH,)))
    timeline.wait(20_000)
    assert timeline.silent() is None


def test_trying_it_out_with_seconds_is_no_silence() -> None:
    timeline = Watched(Rules(breaks=(Break("try", every=2, length=1),)))
    timeline.send(GateClosed(Gate.CALL))
    timeline.wait(601)
    assert timeline.silent() is None
    timeline.wait(1)
    assert timeline.silent() == 602


RULES = st.sampled_from(
    [
        Rules(breaks=(STRETCH,)),
        Rules(breaks=(EYES, STRETCH, WALK)),
        Rules(breaks=(Break("often", every=60, length=20),), prompt_retry=3600),
        Rules(breaks=(STRETCH,), snooze_times=20, snooze_total=6 * 3600.0),
    ]
)
ANSWERS = st.lists(
    st.sampled_from(["done", "skip", "snooze", "ignore", "rest", "idle"]), min_size=3, max_size=12
)


@given(RULES, ANSWERS)
def test_nothing_that_is_prompted_is_ever_called_silent(rules: Rules, answers: list[str]) -> None:
    timeline = Watched(rules)

    def pass_time(seconds: float) -> None:
        until = timeline.boot + seconds
        while timeline.boot < until:
            timeline.wait(min(60, until - timeline.boot))
            assert timeline.silent() is None

    for answer in answers:
        for _ in range(200):
            if timeline.phase is Phase.PROMPTING:
                break
            pass_time(30)
        assert timeline.phase is Phase.PROMPTING
        if answer == "done":
            timeline.send(Done())
        elif answer == "skip":
            timeline.send(Skip())
        elif answer == "snooze":
            timeline.send(Snooze())
        elif answer == "ignore":
            timeline.send(Expired(timeline.state.token))
        else:
            timeline.away(400, Gate.IDLE if answer == "idle" else Gate.LOCKED)
        assert timeline.silent() is None
