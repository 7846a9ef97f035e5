"""What a card becomes for servers that differ in what they can do."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from breakd.card import Button, Card, Drawn
from breakd.desktop.notify.message import Server, actions, arguments, body, clean, clicked
from breakd.figure.png import png

ALL = frozenset({"actions", "body", "body-markup"})
PLAIN = Server("plain", "1", ALL - {"body-markup"})
MARKUP = Server("markup", "1", ALL)
DUNST = Server("dunst", "1.9", ALL)
MAKO = Server("mako", "1.7", ALL)
XFCE = Server("Xfce Notify Daemon", "0.7", ALL)
LXQT = Server("lxqt-notificationd", "1.2", ALL)
MUTE = Server("mute", "1", frozenset({"body"}))

PROMPT = Card(
    "Chin tuck",
    "Back & <forth>",
    commands="In a terminal: breakd done · breakd snooze",
    buttons=(
        Button("default", "Show me"),
        Button("done", "Done"),
        Button("snooze", "Snooze 5 min"),
        Button("show", "Show me"),
    ),
    picture="neck",
)
GUIDE = Card(
    "Chin tuck",
    "8 times",
    steps=("1. Sit.", "2. Glide."),
    commands="When you are through: breakd done",
    buttons=(Button("done", "Done"), Button("skip", "Skip")),
    picture="neck",
)


def test_markup_is_escaped_only_where_it_is_understood() -> None:
    assert body(PROMPT, MARKUP) == "Back &amp; &lt;forth&gt;"
    assert body(PROMPT, PLAIN) == "Back & <forth>"


def test_without_actions_the_body_names_the_commands() -> None:
    assert actions(PROMPT, MUTE) == []
    assert body(PROMPT, MUTE).splitlines()[-1] == PROMPT.commands
    assert not MUTE.buttons


def test_where_buttons_are_not_drawn_the_body_says_what_clicks_do() -> None:
    dunst, mako = body(PROMPT, DUNST), body(PROMPT, MAKO)
    assert "Middle-click: Show me · Click: Snooze 5 min" in dunst
    assert mako.startswith("Click: Show me\n")
    for text in (dunst, mako):
        assert text.endswith(PROMPT.commands)
    assert not DUNST.buttons
    assert not MAKO.buttons


def test_closing_the_guide_is_not_said_to_snooze() -> None:
    assert "Middle-click: Done\n" in body(GUIDE, DUNST)
    assert " Click:" not in body(GUIDE, DUNST)


def test_without_a_default_a_click_is_the_first_button_where_only_clicks_count() -> None:
    assert actions(GUIDE, DUNST)[:2] == ["default", "Done"]
    assert clicked(GUIDE, "default") == "done"
    assert "default" not in actions(GUIDE, MARKUP)


@pytest.mark.parametrize("server", [XFCE, LXQT])
def test_where_the_default_is_drawn_show_me_appears_once(server: Server) -> None:
    got = actions(PROMPT, server)
    assert got[::2] == ["done", "snooze", "default"]
    assert sum(label.startswith("Show") for label in got[1::2]) == 1


def test_three_buttons_on_lxqt_have_a_word_each() -> None:
    assert actions(PROMPT, LXQT)[1::2] == ["Done", "Snooze", "Show"]


def test_the_picture_makes_way_for_steps_where_there_is_little_room() -> None:
    def has_picture(card: Card, server: Server) -> bool:
        hints = arguments(card, server, replaces=0, stays=True, brief=False)[6]
        return "image-data" in hints

    assert has_picture(PROMPT, DUNST)
    assert has_picture(GUIDE, MARKUP)
    assert not has_picture(GUIDE, DUNST)


def test_sound_only_when_asked_for() -> None:
    quiet = arguments(PROMPT, MARKUP, replaces=0, stays=False, brief=False)[6]
    assert quiet["suppress-sound"] == ("b", True)
    assert "sound-name" not in quiet
    loud_card = Card("a", "b", loud=True)
    loud = arguments(loud_card, MARKUP, replaces=0, stays=False, brief=False)[6]
    assert loud["sound-name"][0] == "s"
    assert "suppress-sound" not in loud


def test_a_prompt_outlives_its_lifetime_so_that_breakd_takes_it_down() -> None:
    expire = arguments(PROMPT, MARKUP, replaces=0, stays=False, brief=False)[7]
    assert expire > PROMPT.lifetime * 1000


@given(st.text(), st.integers(2, 50))
def test_cleaned_text_is_short_and_can_be_sent(value: str, limit: int) -> None:
    cleaned = clean(value, limit)
    assert len(cleaned) <= limit
    cleaned.encode()
    assert not set(cleaned) & set("\x00\t\r\x1b\x7f\x9b\u200f\u202e\u2066\u2069")
    assert clean(cleaned, limit) == cleaned


def test_ordinary_text_of_any_script_is_left_alone() -> None:
    for value in ("Schulterblätter zusammen", "肩を回す", "לסובב", "नमस्ते\u200d", "a\nb", "1 × 10"):
        assert clean(value, 100) == value


# --- what is drawn -------------------------------------------------------------------------------


@pytest.fixture
def drawn(tmp_path: Path) -> Drawn:
    """Files with one colour each."""
    folder = tmp_path / 'a "place" & <more> é'
    folder.mkdir()
    files = [folder / f"{name}.png" for name in ("small", "large", "strip")]
    for size, file in enumerate(files, 4):
        file.write_bytes(png(Image.new("RGBA", (size, size), "red")))
    return Drawn(*files)


def size_of(card: Card, server: Server) -> int | None:
    hints = arguments(card, server, replaces=0, stays=False, brief=False)[6]
    width: int | None = hints["image-data"][1][0] if "image-data" in hints else None
    return width


def test_what_is_drawn_is_shown_instead_of_the_area(drawn: Drawn) -> None:
    card = replace(PROMPT, drawn=drawn)
    assert size_of(card, XFCE) == 4
    assert size_of(card, DUNST) == 5
    assert size_of(replace(GUIDE, drawn=drawn), DUNST) is None
    assert size_of(PROMPT, DUNST) == 192


def test_without_its_file_it_is_the_area_after_all(drawn: Drawn) -> None:
    card = replace(PROMPT, drawn=drawn)
    drawn.large.unlink()
    assert size_of(card, DUNST) == 192
    drawn.small.write_bytes(drawn.small.read_bytes()[:-30])
    assert size_of(card, XFCE) == 192
    assert not drawn.small.exists(), "it will be drawn again"


def test_two_moments_stand_in_the_text_where_they_look_well(drawn: Drawn) -> None:
    card = replace(PROMPT, drawn=drawn)
    assert "<img" not in body(card, MARKUP)
    assert "<img" not in body(PROMPT, LXQT)
    text, _, image = body(card, LXQT).rpartition("\n")
    assert text == body(PROMPT, LXQT)
    begins, source, after = image.split('"', 2)
    assert (begins, after) == ("<img src=", ' alt=""/>')
    assert source.startswith("file:///")
    assert source.endswith("/a%20%22place%22%20%26%20%3Cmore%3E%20%C3%A9/strip.png")
