"""What `breakd why` says of each state, reached as a user would reach it."""

from datetime import time

import pytest

from breakd.core.events import (
    BusySoon,
    Dismissed,
    Done,
    Event,
    Expired,
    GateClosed,
    GateOpened,
    Pause,
    Reading,
    Reloaded,
    Resume,
    ServiceLost,
    Snooze,
    Start,
)
from breakd.core.model import DEFER, Gate, Phase, Rules, Span
from breakd.core.view import view
from breakd.inquiry.reasons import reasons
from breakd.inquiry.since import Since
from breakd.text.gates import BY, KEYS, OVER
from breakd.text.why import why
from tests.core.timeline import EYES, LUNCH, STRETCH, Timeline

EVERY = "(break.stretch.every = 30m)"
WEEKDAYS = frozenset(range(5))


class Story(Timeline):
    """A timeline that begins on a Monday at 9:00, and what there is to say about it."""

    def __init__(self, rules: Rules | None = None, **options: object) -> None:
        self.upcoming: tuple[str, float] | None = None
        self.since = Since(lambda: self.state)
        super().__init__(rules, **options)  # type: ignore[arg-type]  # passed through
        self.look()

    def look(self) -> None:
        self.since(view(self.rules, self.state, self.now))

    def send(self, event: Event) -> list[object]:  # type: ignore[override]  # the same, looked at
        led_to = super().send(event)
        self.look()
        return list(led_to)

    def minutes(self, count: float) -> "Story":
        self.wait(count * 60)
        return self

    def then(self, *events: Event) -> "Story":
        for event in events:
            self.send(event)
        return self

    def why(self) -> str:
        seen = view(self.rules, self.state, self.now, self.upcoming)
        return why(seen, self.rules, reasons(self.rules, self.state, self.now, self.since))


def due(*gates: Gate) -> Story:
    """Due since 9:30, held by these since 9:20, and now it is 9:40."""
    story = Story().minutes(20)
    return story.then(*map(GateClosed, gates)).minutes(20)


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


# --- held back -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gate", "said"),
    [
        (
            Gate.CALL,
            'by a call since 09:20. It comes once the call is over (defer.call_action = "hold").',
        ),
        (
            Gate.SCREEN_SHARE,
            "by a shared screen since 09:20. It comes once the screen is no longer shared "
            "(defer.call).",
        ),
        (
            Gate.CALENDAR,
            "by an appointment since 09:20. It comes once the appointment is over "
            "(calendar.files).",
        ),
        (
            Gate.DO_NOT_DISTURB,
            "by do-not-disturb since 09:20. It comes once do-not-disturb is off, at 10:30 at the "
            "latest (defer.longest = 1h).",
        ),
        (
            Gate.FULL_SCREEN,
            "by a full-screen window since 09:20. It comes once no window fills the screen, "
            "at 10:30 at the latest (defer.longest = 1h).",
        ),
    ],
)
def test_held_back(gate: Gate, said: str) -> None:
    assert due(gate).why() == f"Your break has been due since 09:30, held back {said}"


DISCREET = Rules(breaks=(STRETCH,), defer_call_action="discreet")
RULE = '(defer.call_action = "discreet").'


def in_a_call(discreet: str) -> Story:
    """Due since 9:30, in a call since 9:20."""
    story = Story(DISCREET)
    story.discreet = discreet
    return story.minutes(20).then(GateClosed(Gate.CALL)).minutes(10)


def test_in_a_call_what_is_asked_for_goes_unnoticed() -> None:
    story = in_a_call("calm-breath")
    assert story.why() == (
        "The reminder has been on the screen since 09:30. Unanswered, it goes at 09:31 and comes "
        f"again (prompt.lifetime = 1m). It is one that nobody in your call notices {RULE}"
    )
    story.minutes(3)
    assert story.why() == (
        "Your break has been due since 09:30, held back by a call since 09:20. It comes once the "
        f"call is over (defer.call). In the call you were asked once {RULE}"
    )
    story.then(GateOpened(Gate.CALL))
    assert "call" not in story.why()


def test_in_a_call_nothing_would_go_unnoticed() -> None:
    assert in_a_call("").why() == (
        "Your break has been due since 09:30, held back by a call since 09:20. It comes once the "
        f"call is over (defer.call). No stretch that fits would go unnoticed in the call {RULE}"
    )


def test_before_an_appointment() -> None:
    early = "It was brought forward, as a long appointment was about to begin (calendar.files)."
    story = Story().minutes(20).then(BusySoon())
    assert story.why().endswith(f"comes again (prompt.lifetime = 1m). {early}")
    assert story.then(Snooze()).why().endswith(early)
    assert early not in story.then(Done()).why()


def test_held_back_by_typing() -> None:
    story = Story().minutes(29).then(GateClosed(Gate.TYPING)).minutes(1.5)
    assert story.why() == (
        "Your break has been due since 09:30, held back by keyboard or mouse in use. It "
        "comes once your hands rest for a moment, soon in any case (defer.typing = 2m)."
    )


def test_held_back_by_several() -> None:
    assert due(Gate.CALL, Gate.DO_NOT_DISTURB).why() == (
        "Your break has been due since 09:30, held back by do-not-disturb since 09:20 and by a "
        "call since 09:20. It comes once do-not-disturb is off and the call is over "
        "(defer.do_not_disturb, defer.call)."
    )
    assert (
        due(Gate.FULL_SCREEN, Gate.DO_NOT_DISTURB)
        .why()
        .endswith(
            "It comes once do-not-disturb is off and no window fills the screen, at 10:30 at the "
            "latest (defer.longest = 1h)."
        )
    )


def test_a_gate_that_opened_and_closed_again_counts_from_the_second_time() -> None:
    story = due(Gate.CALL, Gate.SCREEN_SHARE).then(GateOpened(Gate.CALL)).minutes(1)
    story.then(GateClosed(Gate.CALL))
    assert "a call since 09:41 and by a shared screen since 09:20" in story.why()


def test_no_notification_service() -> None:
    story = Story(shown=False).minutes(30.1)
    story.fail_to_show()
    story.minutes(0.1)
    story.fail_to_show()
    assert story.why() == (
        "Your break has been due since 09:30, but it could not be shown (2 tries). breakd tries "
        "again at 09:30; `breakd doctor` says what is missing."
    )


def test_the_service_restarts() -> None:
    story = Story(shown=False).minutes(30.02).then(ServiceLost())
    assert story.why() == (
        "Your break has been due since 09:30 and comes at 09:30, so that reminders do not follow "
        "on one another."
    )


def test_every_gate_has_its_words() -> None:
    shown = {gate for gate in DEFER if gate != "looking"}  # which no view shows
    assert set(BY) == set(OVER) == set(KEYS) == shown


# --- away ----------------------------------------------------------------------------------------


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
