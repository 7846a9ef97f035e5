"""What becomes of a card on any platform, and the event that it is to the daemon."""

from collections.abc import Callable
from typing import Literal

from breakd.card import ButtonKey
from breakd.core.events import (
    Answer,
    Answered,
    Dismissed,
    Done,
    Event,
    Expired,
    ServiceLost,
    ShowFailed,
    Shown,
    Skip,
    Snooze,
)

# The keys are buttons that were pressed.
Fate = Literal["shown", "failed", "dismissed", "expired", "lost"] | ButtonKey
Pressed = Callable[[ButtonKey], None]
Report = Callable[[Fate], None]

ANSWERS: dict[ButtonKey, Answer] = {
    "default": Answer.SHOW,
    "show": Answer.SHOW,
    "done": Answer.DONE,
    "snooze": Answer.SNOOZE,
    "skip": Answer.SKIP,
}
GUIDE_EVENTS: dict[Fate, Event] = {"done": Done(), "snooze": Snooze(), "skip": Skip()}


def of_prompt(token: int, post: Callable[[Event], None]) -> Report:
    """Each fate of a prompt is an event with its token."""

    def report(fate: Fate) -> None:
        match fate:
            case "shown":
                post(Shown(token))
            case "failed":
                post(ShowFailed(token))
            case "dismissed":
                post(Dismissed(token))
            case "expired":
                post(Expired(token))
            case "lost":
                post(ServiceLost())
            case _:
                post(Answered(token, ANSWERS[fate]))

    return report


def and_when_shown(report: Report, then: Callable[[], None]) -> Report:
    """The same, and `then` when the card has come up."""

    def both(fate: Fate) -> None:
        report(fate)
        if fate == "shown":
            then()

    return both


def of_guide(post: Callable[[Event], None]) -> Report:
    """Only buttons end a break under way; closing what explains it does not."""

    def report(fate: Fate) -> None:
        event = GUIDE_EVENTS.get(fate)
        if event is not None:
            post(event)

    return report


def of_notice(pressed: Pressed | None) -> Report:
    """Whoever showed a notice may hear of its buttons."""

    def report(fate: Fate) -> None:
        match fate:
            case "default" | "done" | "snooze" | "show" | "skip" | "hide" if pressed is not None:
                pressed(fate)

    return report
