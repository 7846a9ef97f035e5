"""What `breakd why` says while the user is away, reached as a user would reach it."""

import pytest

from breakd.core.events import GateClosed, GateOpened, Snooze
from breakd.core.model import Gate, Phase, Rules
from tests.core.timeline import LUNCH, STRETCH
from tests.text.stories import EVERY, Story


def away(gate: Gate, minutes: float = 1, ago: float | None = None, **rules: object) -> str:
    story = Story(Rules(breaks=(STRETCH,), **rules)).minutes(18)  # type: ignore[arg-type]
    return story.then(GateClosed(gate, ago)).minutes(minutes).why()


AFTER = f"The next break comes once you are back, after another 12 minutes of work {EVERY}."
ANEW = f"the next break then comes after another 30 minutes of work {EVERY}."


@pytest.mark.parametrize(
    ("gate", "said"),
    [
        (Gate.LOCKED, "The screen has been locked since 09:18."),
        (Gate.SWITCHED, "Another user has had the screen since 09:18."),
        (Gate.SUSPENDED, "The machine announced at 09:18 that it goes to sleep."),
    ],
)
def test_away(gate: Gate, said: str) -> None:
    rest = "2 minutes away count as the break (break.stretch.length = 2m)."
    assert away(gate, 0.2) == f"{said} {AFTER} {rest}"


def test_idle_counts_from_the_last_input_and_takes_longer() -> None:
    assert away(Gate.IDLE, ago=60) == (
        "Nobody has been at the keyboard or the mouse since 09:17. The next break comes once you "
        f"are back, after another 13 minutes of work {EVERY}. 5 minutes away count as the break "
        "(away.rest = 5m)."
    )


def test_away_long_enough() -> None:
    assert away(Gate.LOCKED, 3) == (
        "The screen has been locked since 09:18. That has been long enough to count as the break "
        f"(break.stretch.length = 2m); {ANEW}"
    )


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("credit", "That has been long enough to count as the break (break.stretch.length = 2m)"),
        ("reset", 'Work starts from 0 once you are back (away.on_lock = "reset")'),
    ],
)
def test_due_and_taken_by_going_away(policy: str, said: str) -> None:
    story = Story(Rules(breaks=(STRETCH,), on_lock=policy))  # type: ignore[arg-type]
    story.minutes(30.1).then(GateClosed(Gate.LOCKED)).minutes(3)
    assert story.why() == (
        "The screen has been locked since 09:30. Your break has been due since 09:30. "
        f"{said}; {ANEW}"
    )
    story.then(GateOpened(Gate.LOCKED))
    assert (story.phase, story.state.work["stretch"]) == (Phase.WORKING, 0.0)


def test_a_break_by_the_clock_taken_by_going_away() -> None:
    story = Story(Rules(breaks=(LUNCH,)))
    story.upcoming = ("lunch", story.wall + 3 * 3600)
    story.then(GateClosed(Gate.LOCKED)).minutes(40)
    assert story.why().endswith("long enough to count as the break (break.lunch.length = 30m).")


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("pause", f'{AFTER} Your work so far is kept (away.on_lock = "pause").'),
        ("reset", f'Work starts from 0 once you are back (away.on_lock = "reset"); {ANEW}'),
        (
            "ignore",
            "A break that comes due waits until you are back. The time goes on counting as work "
            '(away.on_lock = "ignore").',
        ),
    ],
)
def test_what_away_is_worth(policy: str, said: str) -> None:
    assert away(Gate.LOCKED, on_lock=policy) == f"The screen has been locked since 09:18. {said}"


def test_due_and_away() -> None:
    story = Story().minutes(30.1).then(GateClosed(Gate.LOCKED)).minutes(1)
    assert story.why() == (
        "The screen has been locked since 09:30. Your break has been due since 09:30 and comes "
        "once you are back. 2 minutes away count as the break (break.stretch.length = 2m)."
    )


def test_snoozed_and_away() -> None:
    story = Story().minutes(30.1).then(Snooze(), GateClosed(Gate.LOCKED)).minutes(1)
    assert "The break you snoozed comes once you are back, not before 09:35." in story.why()


def test_a_snooze_outlasts_a_natural_break() -> None:
    eager = Rules(breaks=(type(STRETCH)("stretch", every=60, length=120),))
    story = Story(eager).minutes(1.1).then(Snooze(600))
    story.away(200)
    assert story.phase is Phase.WORKING
    assert story.why() == (
        "The next break comes after another 1 minute of work (break.stretch.every = 1m), "
        "but not before 09:11, as you snoozed it until then."
    )
