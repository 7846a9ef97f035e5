"""A snooze that the budget does not allow is refused, with the reason and what is left."""

import pytest

from breakd.core.effects import Effect, Refuse, Why
from breakd.core.events import Snooze
from breakd.core.model import Rules
from tests.core.cells import into


def refusals(effects: list[Effect]) -> list[Refuse]:
    return [effect for effect in effects if isinstance(effect, Refuse)]


def test_none_of_the_choices_fits_any_more() -> None:
    timeline = into("P", Rules(snooze_times=5))
    timeline.send(Snooze(700))
    assert refusals(timeline.send(Snooze())) == [Refuse(Why.NO_SNOOZES_LEFT, 200)]
    assert refusals(timeline.send(Snooze(201))) == [Refuse(Why.SNOOZE_TOO_LONG, 200)]
    assert refusals(timeline.send(Snooze(200))) == []


@pytest.mark.parametrize(
    ("taken", "refusal"),
    [(899, Refuse(Why.SNOOZE_TOO_LONG, 1)), (900, Refuse(Why.NO_SNOOZES_LEFT, 0))],
)
def test_not_a_minute_is_left(taken: float, refusal: Refuse) -> None:
    timeline = into("P")
    timeline.send(Snooze(taken))
    assert refusals(timeline.send(Snooze(60))) == [refusal]
