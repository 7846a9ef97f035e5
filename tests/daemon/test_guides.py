"""The guide window leads through a break where it comes up; where it does not, a card does."""

from collections.abc import Callable

import pytest

from breakd.card import Card, Lesson
from breakd.core import events
from breakd.core.events import Event, Snooze, Start
from breakd.daemon.guides import Guides, Unasked
from tests.daemon.world import World, daemon_in


class Shown:
    """A notification and a window in one; `display` tells whether there is one to open on."""

    def __init__(self, *, display: bool) -> None:
        self.display = display
        self.card: str | None = None
        self.window: int | None = None
        self._at_hand = False
        self.fail: Callable[[], None] = lambda: None

    def open_guide(self, card: Card) -> None:
        self.card = card.title

    def close_guide(self) -> None:
        self.card = None

    def waits(self) -> bool:
        return self._at_hand

    def prepare(self) -> None:
        self._at_hand = True

    def open(self, lesson: Lesson, failed: Callable[[], None]) -> bool:
        self.window = lesson.token if self.display else None
        self.fail = failed
        return self.display

    def close(self) -> None:
        self.window = None
        self._at_hand = False


def lesson(token: int) -> Lesson:
    return Lesson("chin-tuck", 120.0, token, Card(f"Chin tuck {token}", "Glide back."))


@pytest.mark.parametrize(
    ("display", "window", "card"), [(True, 1, None), (False, None, "Chin tuck 1")]
)
def test_the_window_or_the_card(display: bool, window: int | None, card: str | None) -> None:
    shown = Shown(display=display)
    guides = Guides(shown, shown)
    guides.open_guide(lesson(1))
    assert (shown.window, shown.card) == (window, card)
    guides.close_guide()
    assert (shown.window, shown.card) == (None, None)


def test_a_window_that_did_not_come_up_after_all_gives_way_to_the_card() -> None:
    shown = Shown(display=True)
    guides = Guides(shown, shown)
    guides.open_guide(lesson(1))
    shown.fail()
    assert shown.card == "Chin tuck 1"


def test_a_window_that_fails_too_late_shows_nothing_of_a_break_that_is_over() -> None:
    shown = Shown(display=True)
    guides = Guides(shown, shown)
    guides.open_guide(lesson(1))
    first = shown.fail
    guides.close_guide()
    first()
    assert shown.card is None
    guides.open_guide(lesson(2))
    first()
    assert shown.card is None


def test_the_window_is_at_hand_while_a_prompt_is_up() -> None:
    shown, world = Shown(display=True), World()
    guides = Guides(shown, shown)
    daemon = daemon_in(world)
    world.post = None
    world.pass_time(daemon, 60.5)
    guides.follow(daemon.view())
    assert not shown.waits()
    assert daemon.state.prompt is not None
    daemon.post(events.Shown(daemon.state.prompt.token))
    guides.follow(daemon.view())
    assert shown.waits()
    daemon.post(Snooze())
    guides.follow(daemon.view())
    assert not shown.waits()


def test_a_break_that_begins_keeps_the_window() -> None:
    shown, world = Shown(display=True), World()
    guides = Guides(shown, shown)
    daemon = daemon_in(world)
    world.pass_time(daemon, 60.5)
    guides.follow(daemon.view())
    guides.open_guide(lesson(1))
    daemon.post(Start())
    guides.follow(daemon.view())
    assert shown.window == 1


class Asked:
    """The tokens of the prompts that are up."""

    def __init__(self) -> None:
        self.up: list[int] = []

    def show(self, token: int, card: Card) -> None:
        self.up.append(token)

    def withdraw(self, token: int) -> None:
        self.up = [other for other in self.up if other != token]


@pytest.mark.parametrize(
    ("wanted", "events", "up"), [(True, [Start(unasked=True)], []), (False, [], [3])]
)
def test_a_break_begins_by_itself_only_where_that_is_wanted(
    wanted: bool, events: list[Event], up: list[int]
) -> None:
    prompts, posted = Asked(), list[Event]()
    unasked = Unasked(prompts, lambda: wanted, posted.append)
    unasked.show(3, lesson(3).card)
    assert (posted, prompts.up) == (events, up)
    unasked.withdraw(3)
    assert prompts.up == []
