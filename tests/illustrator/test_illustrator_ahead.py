"""When the daemon has something drawn."""

import pytest

from breakd.config.settings import Settings
from breakd.core.model import Break, Gate, Phase, Rules
from breakd.core.view import View
from tests.illustrator.room import A, B, Room, card, standing


async def test_the_next_stretch_is_drawn_once(room: Room) -> None:
    room.illustrator(standing(600.0))
    assert room.illustrator.of("a") is None
    for due_in in (59.0, 49.0, 39.0):
        room.illustrator(standing(due_in))
    assert await room.drawn("a") == A
    room.illustrator(standing(5.0))
    assert room.ran() == ["a"]
    room.prompts.show(1, card("a"))
    assert room.shown == [(1, A)]


@pytest.mark.parametrize(
    "quiet",
    [
        standing(None),
        standing(61.0),
        standing(phase=Phase.PROMPTING),
        standing(phase=Phase.DUE, gates=(Gate.PAUSED,)),
        standing(phase=Phase.DUE, gates=(Gate.OFF_HOURS,)),
        standing(phase=Phase.DUE, gates=(Gate.CALL, Gate.LOCKED)),
        standing(planned=None),
        standing(planned=Break("walk", every=60.0, length=60.0, content="walk")),
    ],
)
async def test_nothing_is_drawn_while_no_stretch_is_near(room: Room, quiet: View) -> None:
    room.illustrator(quiet)
    assert room.illustrator.of("a") is None
    room.prompts.show(1, card(""))
    assert room.shown == [(1, None)]
    assert room.ran() == []


async def test_nothing_is_drawn_where_nobody_shows_pictures(room: Room) -> None:
    room.useful = False
    room.illustrator(standing())
    room.prompts.show(1, card("a"))
    assert room.shown == [(1, None)]
    assert room.ran() == []


async def test_what_is_snoozed_or_held_is_what_is_drawn(room: Room) -> None:
    room.next = "nothing"
    room.illustrator(standing(phase=Phase.SNOOZED, stretch="a"))
    assert await room.drawn("a") == A
    room.illustrator(standing(None, phase=Phase.DUE, stretch="b", gates=(Gate.CALL,)))
    assert await room.drawn("b") == B


async def test_in_a_call_it_is_the_discreet_one(room: Room) -> None:
    room.settings = Settings(rules=Rules(defer_call_action="discreet"))
    room.illustrator(standing(None, phase=Phase.DUE, stretch="a", gates=(Gate.CALL,)))
    assert await room.drawn("b") == B


async def test_another_look_is_drawn_anew(room: Room) -> None:
    room.illustrator(standing())
    await room.drawn("a")
    room.settings = Settings(figure_look="sage", figure_theme="dark")
    assert room.illustrator.of("a") is None
    room.illustrator(standing())
    await room.drawn("a")
    assert "--look=sage --theme=dark" in room.runs.read_text().splitlines()[1]


async def test_a_break_does_not_wait_for_idle_moments(room: Room) -> None:
    room.illustrator(standing())
    await room.drawn("a")
    room.illustrator(standing(phase=Phase.ON_BREAK))
    assert room.illustrator._child is None
    assert room.illustrator.of("a") == A
