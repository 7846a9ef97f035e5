"""What `breakd why` says of what holds a break back, reached as a user would reach it."""

import pytest

from breakd.core.events import BusySoon, Done, GateClosed, GateOpened, ServiceLost, Snooze
from breakd.core.model import DEFER, Gate, Rules
from breakd.text.gates import BY, KEYS, OVER
from tests.core.timeline import STRETCH
from tests.text.stories import Story, due


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
