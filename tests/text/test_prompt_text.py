"""What cards say."""

from dataclasses import replace

import pytest

from breakd.card import Card
from breakd.catalogue.loader import load
from breakd.core.model import Break, Content
from breakd.core.stretch import Dose, Stretch
from breakd.desktop import pictures
from breakd.text import prompt

STRETCH = Stretch(
    id="levator",
    name="Look into your pocket",
    area="neck",
    summary="Turn half right, look down.",
    steps=("Sit tall.", "Turn half right.", "Look down."),
    feel="Along the back of the neck.",
    cautions=("No hand on the head.",),
    dose=Dose(hold=15, reps=2),
    sides=2,
)


def keys(card: Card) -> list[str]:
    return [one.key for one in card.buttons]


def make(owed: Break, stretch: Stretch | None = None, snooze: float | None = 300) -> Card:
    return prompt.prompt_card(owed, stretch, snooze=snooze, loud=False, lifetime=60)


def test_a_prompt_names_the_stretch_what_to_do_and_how_long_it_takes() -> None:
    card = make(Break("stretch"), STRETCH)
    assert card.title == STRETCH.name
    assert card.body == "Turn half right, look down.\nTakes about 1 minute."
    assert keys(card) == ["default", "done", "snooze", "show"]
    assert [one.label for one in card.buttons][1:] == ["Done", "Snooze 5 min", "Show me"]
    assert card.picture == "neck"
    assert "breakd done" in card.commands
    assert "breakd snooze" in card.commands


def test_a_short_break_gets_the_short_form() -> None:
    card = make(Break("stretch", length=30), STRETCH)
    assert card.body.endswith("In short: hold 10 s, once each side (about 25 seconds).")


@pytest.mark.parametrize("stretch", load().stretches.values(), ids=lambda one: one.id)
def test_the_short_form_takes_as_long_as_it_is_said_to(stretch: Stretch) -> None:
    short = prompt._short_form(stretch)
    assert short.seconds(stretch.sides) == stretch.short_seconds


def test_without_a_snooze_left_the_button_is_skip() -> None:
    card = make(Break("stretch"), STRETCH, snooze=None)
    assert keys(card) == ["default", "done", "skip", "show"]
    assert "snooze" not in card.commands


@pytest.mark.parametrize(
    ("seconds", "label"),
    [(30, "Snooze 30 s"), (300, "Snooze 5 min"), (90, "Snooze 2 min"), (3600, "Snooze 1 h")],
)
def test_the_snooze_button_says_for_how_long(seconds: float, label: str) -> None:
    assert prompt.snooze_label(seconds) == label


@pytest.mark.parametrize("content", ["stretch", "walk", "eyes", "text"])
def test_every_plain_break_has_words_a_picture_and_a_start(content: Content) -> None:
    card = make(Break("b", length=20, content=content))
    assert card.title
    assert "20 seconds" in card.body
    assert card.picture in pictures.NAMES
    assert [one.label for one in card.buttons if one.key == "show"] == ["Start"]


def test_the_users_own_sentence_is_the_title_if_it_is_short() -> None:
    short = make(Break("b", content="text", text="Water the plants"))
    assert short.title == "Water the plants"
    long = make(Break("b", content="text", text="Water " * 20))
    assert long.body == "Water " * 20


def test_the_guide_has_everything_in_order() -> None:
    card = prompt.guide_card(Break("stretch", length=90), STRETCH, snooze=None)
    assert card.steps[:3] == ("1. Sit tall.", "2. Turn half right.", "3. Look down.")
    rest = "\n".join(card.steps[3:])
    assert "No hand on the head." in rest
    assert "Along the back of the neck." in rest
    assert card.body == "In all: hold 15 s, 2 times each side (about 1 minute)."
    assert keys(card) == ["done", "skip"]
    assert card.lifetime == 90


def test_the_guide_to_a_plain_break() -> None:
    card = prompt.guide_card(Break("walk", content="walk"), None, snooze=600)
    assert keys(card) == ["done", "snooze", "skip"]
    assert card.picture == "walk"
    assert card.steps == ()


def test_a_stretch_without_advice_gets_none() -> None:
    assert prompt.advice(replace(STRETCH, feel="", cautions=())) == ()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "about 5 seconds"),
        (36, "about 35 seconds"),
        (72, "about 1 minute"),
        (92, "about 2 minutes"),
    ],
)
def test_about(seconds: float, words: str) -> None:
    assert prompt.about(seconds) == words


def test_the_welcome_says_what_will_happen_and_offers_a_try() -> None:
    breaks = (Break("stretch", every=1800), Break("walk", every=7200, content="walk"))
    card = prompt.welcome_card(breaks, "Not medical advice.", "/home/me/config.toml")
    assert "After every 30 minutes of work it suggests a short stretch." in card.body
    assert "Not medical advice." in card.steps
    assert "/home/me/config.toml" in card.steps[-1]
    assert card.buttons[0].label == "Try one now"
    assert prompt.welcome_lines(breaks, "Not medical advice.", "x")[0] == card.title


@pytest.mark.parametrize("breaks", [(), (Break("b", every=None, at=("10:30",)),)])
def test_the_welcome_without_an_interval(breaks: tuple[Break, ...]) -> None:
    assert "times you have set" in prompt.plan(breaks)


def test_a_long_notice_stays_until_it_is_read() -> None:
    assert prompt.notice_card("Paused.").lifetime == 10
    assert prompt.notice_card("word " * 50).lifetime == 25
