"""What `breakd why` says of each state, reached as a user would reach it."""

from datetime import time

import pytest

from breakd.core.events import (
    Dismissed,
    Done,
    Expired,
    GateClosed,
    GateOpened,
    Pause,
    Reading,
    Reloaded,
    Resume,
    Snooze,
    Start,
)
from breakd.core.model import Gate, Rules, Span
from breakd.inquiry.since import Since
from tests.core.timeline import EYES, LUNCH, STRETCH
from tests.text.stories import EVERY, Story, due

WEEKDAYS = frozenset(range(5))


# --- at work -------------------------------------------------------------------------------------


def test_at_work() -> None:
    assert Story().minutes(18).why() == (
        f"The next break comes at 09:30, after another 12 minutes of work {EVERY}."
    )
    last = Story().minutes(29.5).why()
    assert last == f"The next break comes at 09:30, after another 30 seconds of work {EVERY}."


def test_of_several_breaks_the_next_one_is_named() -> None:
    assert Story(Rules(breaks=(STRETCH, EYES))).minutes(10).why() == (
        'The next break ("eyes") comes at 09:20, after another 10 minutes of work '
        "(break.eyes.every = 20m)."
    )


def test_a_break_by_the_clock() -> None:
    story = Story(Rules(breaks=(LUNCH,)))
    assert story.why() == "No break is planned; `breakd config show` lists the breaks."
    story.upcoming = ("lunch", story.wall + 3 * 3600)
    assert story.why() == "The next break comes at 12:00 (break.lunch.at = 12:00)."
    story.upcoming = ("lunch", story.wall + 27 * 3600)
    assert story.why() == "The next break comes tomorrow at 12:00 (break.lunch.at = 12:00)."


def test_soon_after_a_pause() -> None:
    settles = ", as breakd lets you settle in for two minutes first"
    story = Story().minutes(29).then(Pause(), Resume())
    assert story.why() == (
        f"The next break comes after another 1 minute of work {EVERY}, "
        f"but not before 09:31{settles}."
    )
    story = Story().minutes(29).then(Pause(), Resume()).minutes(1.5)
    assert story.why() == f"The next break is due and comes at 09:31{settles}."


def test_new_settings_do_not_ask_at_once() -> None:
    story = Story().minutes(20)
    story.rules = Rules(breaks=(EYES,))
    story.state = type(story.state)(**{**vars(story.state), "work": {"eyes": 1300.0}})
    assert story.then(Reloaded()).why() == (
        "The next break is due and comes at 09:21, so that reminders do not follow on one another."
    )


def test_reading() -> None:
    assert Story().minutes(18).then(Reading()).why() == (
        f"The next break comes at 09:30, after another 12 minutes of work {EVERY}. "
        "You are reading until 10:03, so sitting still is no rest; `breakd reading off` ends that."
    )


# --- asked, snoozed, on a break ------------------------------------------------------------------


def test_on_the_screen() -> None:
    story = Story().minutes(30.5)
    assert story.why() == (
        "The reminder has been on the screen since 09:30. Unanswered, it goes at 09:31 and comes "
        "again (prompt.lifetime = 1m)."
    )
    assert story.then(GateClosed(Gate.IDLE, 0)).why() == (
        "The reminder has been on the screen since 09:30. It waits until you are back at the "
        "keyboard (prompt.lifetime = 1m from then on)."
    )
    assert Story(shown=False).minutes(30.1).why() == (
        "Your break is due; the reminder is just coming up."
    )


def test_the_last_time_it_asks() -> None:
    story = Story().minutes(30.2)
    for _ in range(2):
        story.then(Expired(story.state.token)).minutes(2.1)
    assert "it goes at 09:35 and counts as missed (prompt.lifetime" in story.why()


def test_unanswered() -> None:
    story = Story().minutes(30.2)
    story.then(Expired(story.state.token))
    assert story.why() == (
        "Your break has been due since 09:30. The last reminder was not answered; it comes again "
        "at 09:32 (prompt.retry = 2m)."
    )


def test_snoozed() -> None:
    story = Story().minutes(30.2).then(Snooze())
    assert story.why() == (
        "You snoozed the break; it comes again at 09:35. You can snooze it once more "
        "(snooze.times = 2)."
    )
    story.minutes(5.5).then(Dismissed(story.state.token))
    assert story.why() == (
        "You snoozed the break; it comes again at 09:40. It cannot be snoozed again "
        "(snooze.times = 2, snooze.total = 15m)."
    )
    more = Story(Rules(breaks=(STRETCH,), snooze_times=4)).minutes(30.2).then(Snooze(60)).why()
    assert more.endswith("You can snooze it 3 more times (snooze.times = 4).")


def test_after_a_snooze_it_is_due_since_the_end_of_the_snooze() -> None:
    story = Story().minutes(30.2).then(Snooze(), GateClosed(Gate.CALL)).minutes(10)
    assert story.why().startswith("Your break has been due since 09:35, held back by a call since")


def test_on_a_break() -> None:
    story = Story().minutes(30.1).then(Start()).minutes(0.5)
    assert story.why() == "You are on a break; it ends at 09:32 (break.stretch.length = 2m)."


# --- quiet ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pause", "until"),
    [
        (Pause(), "until you say `breakd resume`"),
        (Pause(3600), "until 10:20 or `breakd resume`"),
        (Pause(until=time(14)), "until 14:00 or `breakd resume`"),
        (Pause(until=time(3)), "until tomorrow at 03:00 or `breakd resume`"),
    ],
)
def test_paused(pause: Pause, until: str) -> None:
    assert Story().minutes(20).then(pause).minutes(1).why() == (
        f"Reminders have been paused since 09:20, {until}. "
        f"The next break comes after another 10 minutes of work {EVERY}."
    )


def test_paused_when_due() -> None:
    assert (
        Story()
        .minutes(30.1)
        .then(Pause())
        .why()
        .endswith("Your break is due; it comes soon after that.")
    )


def test_outside_working_hours() -> None:
    rules = Rules(breaks=(STRETCH,), hours=(Span(WEEKDAYS, time(9), time(17)),))
    evening = Story(rules).minutes(9 * 60)
    assert evening.why() == (
        "It is outside your working hours until tomorrow at 09:00 ([hours]). "
        f"Then the next break comes after another 30 minutes of work {EVERY}."
    )
    friday = evening.minutes(4 * 24 * 60)
    assert "until Monday at 09:00 ([hours])" in friday.why()
    both = friday.then(Pause()).why()
    assert both.startswith("Reminders have been paused since 18:00, until you say `breakd resume`.")
    assert "It is outside your working hours until Monday" in both
    morning = friday.then(Resume()).minutes(2 * 24 * 60 + 15 * 60 + 1).why()
    assert morning.startswith("The next break comes at 09:3")


# --- what is not known is not said ---------------------------------------------------------------


def test_after_a_restart_unknown_times_are_left_out() -> None:
    story = due(Gate.CALL)
    story.since = Since(lambda: story.state)
    story.look()
    assert story.why() == (
        "Your break is due, held back by a call. It comes once the call is over "
        '(defer.call_action = "hold").'
    )
    story.then(GateOpened(Gate.CALL), Done(), GateClosed(Gate.LOCKED))
    assert story.why().startswith("The screen has been locked since 09:40.")


def test_a_clock_set_back_changes_no_length() -> None:
    story = due(Gate.CALL)
    story.wall -= 3600
    assert "due since 08:30, held back by a call since 08:20" in story.why()
