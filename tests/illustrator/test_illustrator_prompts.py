"""What becomes of a prompt while its stretch is drawn, and when that fails."""

import asyncio
import logging
from pathlib import Path

import pytest

from breakd.config.settings import Settings
from breakd.illustrator import ahead, child
from breakd.illustrator.ahead import Illustrated, Illustrator
from tests.illustrator.room import A, B, Room, card, standing
from tests.patience import until


async def test_a_prompt_waits_a_moment_for_its_picture(room: Room) -> None:
    room.prompts.show(1, card("late"))
    assert room.shown == []
    room.go.touch()
    await until(lambda: room.shown)
    assert room.shown == [(1, A)]


async def test_but_no_longer(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "WAIT_S", 0.05)
    room.prompts.show(1, card("late"))
    await until(lambda: room.shown)
    assert room.shown == [(1, None)]
    room.go.touch()
    assert await room.drawn("late") == A  # for the next time
    assert room.shown == [(1, None)]
    room.prompts.open_guide(card("late"))
    assert room.shown == [(1, None), (0, A)]


async def test_a_prompt_that_is_withdrawn_meanwhile_never_comes(room: Room) -> None:
    room.prompts.show(1, card("late"))
    room.prompts.withdraw(1)
    room.go.touch()
    await room.drawn("late")
    assert room.shown == []
    assert room.withdrawn == [1]


async def test_another_prompt_takes_its_place(room: Room) -> None:
    room.prompts.show(1, card("late"))
    room.prompts.show(2, card("b"))
    room.go.touch()
    await until(lambda: room.shown)
    assert room.shown == [(2, B)]
    room.prompts.show(3, card(""))
    assert room.shown[1:] == [(3, None)]


async def test_what_follows_at_once_takes_the_place_of_what_is_up(room: Room) -> None:
    room.prompts.withdraw(1)
    room.prompts.show(2, card("late"))
    await asyncio.sleep(0)
    assert room.withdrawn == []
    await until(lambda: room.shown)
    assert (room.withdrawn, room.shown) == ([1], [(2, None)])


async def test_what_never_came_up_does_not_keep_up_what_it_was_to_follow(room: Room) -> None:
    room.prompts.withdraw(1)
    room.prompts.show(2, card("late"))
    room.prompts.withdraw(2)
    await asyncio.sleep(0)
    assert (room.withdrawn, room.shown) == ([1], [])


@pytest.mark.parametrize("stretch", ["dead", "broken", "odd"])
async def test_failures_are_told_once_and_cost_no_prompt(
    room: Room, stretch: str, caplog: pytest.LogCaptureFixture
) -> None:
    for token in (1, 2, 3):
        room.prompts.show(token, card(stretch))
        await until(lambda: len(room.shown) == token)  # noqa: B023
        room.next = stretch
        room.illustrator(standing())
    assert room.shown == [(1, None), (2, None), (3, None)]
    assert room.ran() == [stretch]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


async def test_one_that_hangs_is_ended(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(child, "DRAWN_S", 0.1)
    room.prompts.show(1, card("hangs"))
    await until(lambda: room.shown)
    assert room.shown == [(1, None)]
    assert len(caplog.records) == 1
    room.prompts.show(2, card("a"))
    await until(lambda: len(room.shown) == 2)
    assert room.shown[1] == (2, A)


async def test_one_that_cannot_be_started(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.illustrator = Illustrator(
        lambda owed, *, discreet=False: "a", Settings, lambda: True, (str(tmp_path / "none"),)
    )
    Illustrated(room, room.illustrator).show(1, card("a"))
    assert room.shown == [(1, None)]


async def test_a_stretch_without_a_picture_is_no_failure(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.prompts.show(1, card("nothing"))
    await until(lambda: room.shown)
    assert room.shown == [(1, None)]
    assert not caplog.records
