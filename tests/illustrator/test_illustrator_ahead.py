"""The daemon's side: when it has something drawn, and what becomes of a prompt meanwhile."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from breakd.card import Card, Drawn
from breakd.clocks import clock
from breakd.config.settings import Settings
from breakd.core.engine import begin
from breakd.core.model import Break, Gate, Phase, Rules
from breakd.core.view import View, view
from breakd.illustrator import ahead, child
from breakd.illustrator.ahead import Illustrated, Illustrator
from tests.patience import until

A, B = Drawn(Path("/a.s"), Path("/a.l"), Path("/a.t")), Drawn(Path("/b.s"), Path("/b.l"))
SAID = {
    "a": json.dumps({"small": "/a.s", "large": "/a.l", "strip": "/a.t"}),
    "b": json.dumps({"small": "/b.s", "large": "/b.l"}),
    "nothing": "{}",
    "odd": '{"small": 3}',
    "broken": '{"problem": "it is broken"}',
}


class Room:
    """An illustrator whose process is a script, and the prompts that it delivers to.

    The script notes each run in a file, says what `SAID` has for the stretch, and then sleeps; for
    "late" it waits for the file `go`, for "dead" it ends at once, for "hangs" it says nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.runs = folder / "runs"
        self.go = folder / "go"
        says = "".join(f"{name}) echo '{said}';; " for name, said in SAID.items())
        waits = f"until [ -e {self.go} ]; do sleep 0.02; done"
        script = folder / "draw"
        script.write_text(
            f'for last; do :; done; echo "$@" >> {self.runs}\n'
            f"case $last in {says} late) {waits}; echo '{SAID['a']}';; dead) exit 3;; esac\n"
            "exec sleep 60\n"
        )
        self.settings = Settings()
        self.next = "a"
        self.useful = True
        self.shown: list[tuple[int, Drawn | None]] = []
        self.withdrawn: list[int] = []
        self.illustrator = Illustrator(
            lambda owed, *, discreet=False: "b" if discreet else self.next,
            lambda: self.settings,
            lambda: self.useful,
            ("sh", str(script)),
        )
        self.prompts = Illustrated(self, self.illustrator)

    def show(self, token: int, card: Card) -> None:
        self.shown.append((token, card.drawn))

    def withdraw(self, token: int) -> None:
        self.withdrawn.append(token)

    def open_guide(self, card: Card) -> None:
        self.shown.append((0, card.drawn))

    def close_guide(self) -> None:
        pass

    def ran(self) -> list[str]:
        """The stretches, one for each run."""
        if not self.runs.exists():
            return []
        return [line.split()[-1] for line in self.runs.read_text().splitlines()]

    async def drawn(self, stretch: str) -> Drawn | None:
        """Wait until this is drawn."""
        await until(lambda: self.illustrator.of(stretch))
        return self.illustrator.of(stretch)


@pytest.fixture
async def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    monkeypatch.setattr(ahead, "WAIT_S", 20.0)  # a busy machine starts programs slowly
    found = Room(tmp_path)
    yield found
    found.illustrator.stop()
    found.illustrator.forget()


def card(stretch: str) -> Card:
    return Card("Title", "Body", stretch=stretch)


def standing(due_in: float | None = 30.0, **changes: object) -> View:
    rules = Rules(breaks=(Break("stretch", every=1800.0, length=120.0),))
    now = clock.read()
    return replace(view(rules, begin(rules, now), now), due_in=due_in, **changes)  # type: ignore[arg-type]


# --- ahead of a break ----------------------------------------------------------------------------


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


# --- prompts that nobody could know of -----------------------------------------------------------


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


# --- when it fails -------------------------------------------------------------------------------


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


async def test_a_stretch_without_a_picture_is_no_failure(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.prompts.show(1, card("nothing"))
    await until(lambda: room.shown)
    assert room.shown == [(1, None)]
    assert not caplog.records


async def test_a_break_does_not_wait_for_idle_moments(room: Room) -> None:
    room.illustrator(standing())
    await room.drawn("a")
    room.illustrator(standing(phase=Phase.ON_BREAK))
    assert room.illustrator._child is None
    assert room.illustrator.of("a") == A
