"""Prompts as plain lines: on real pipes, read or not."""

import asyncio
import contextlib
import io
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from breakd.card import Button, Card
from breakd.core.events import Event, ShowFailed, Shown
from breakd.desktop.notify.lines import Lines
from tests.desktop.views import view

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")

CARD = Card(
    "Chin tuck – slowly",
    "Slide your head back.",
    steps=("1. Sit tall.",),
    commands="In a terminal: breakd done",
    buttons=(Button("done", "Done"),),
)


class Pipe:
    """A pipe: the end that breakd writes to as text, the other one to look into."""

    def __init__(self) -> None:
        self.end, writing = os.pipe()
        self.out = os.fdopen(writing, "w", encoding="ascii")

    def read(self) -> str:
        """What was written last."""
        return os.read(self.end, 4096).decode("ascii")

    def read_no_more(self) -> None:
        """Nobody is there any more."""
        if self.end >= 0:
            os.close(self.end)
            self.end = -1

    def fill(self) -> None:
        """Leave no room in it."""
        os.set_blocking(self.out.fileno(), False)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(self.out.fileno(), b"x" * 512)
        os.set_blocking(self.out.fileno(), True)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    """A pipe to print to."""
    pipe = Pipe()
    yield pipe
    pipe.read_no_more()
    pipe.out.close()


async def shown(pipe: Pipe, token: int) -> Event:
    """What comes of a prompt."""
    posted: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
    lines = Lines.attached(posted.set_result, pipe.out)
    assert lines is not None
    lines.show(token, CARD)
    assert not posted.done(), "the daemon is still at the step that shows it"
    return await posted


async def test_a_prompt_says_what_to_do_and_how_to_answer(pipe: Pipe) -> None:
    assert await shown(pipe, 7) == Shown(7)
    assert pipe.read().split("\n") == [
        "",
        "Chin tuck - slowly",
        "Slide your head back.",
        "1. Sit tall.",
        "In a terminal: breakd done",
        "",
    ]


async def test_nobody_waits_for_who_does_not_read(pipe: Pipe) -> None:
    pipe.fill()
    assert await shown(pipe, 7) == ShowFailed(7)


async def test_nothing_is_shown_to_who_has_gone(pipe: Pipe) -> None:
    pipe.read_no_more()
    assert await shown(pipe, 7) == ShowFailed(7)


def test_the_state_is_said_once(pipe: Pipe) -> None:
    lines = Lines.attached(lambda _: None, pipe.out)
    assert lines is not None
    lines.show_state(view())
    lines.show_state(view(due_in=60.0))
    said = pipe.read()
    assert said.startswith("Next break in ")
    assert said.count("\n") == 1


def test_what_nobody_may_be_reading_takes_no_prompts(tmp_path: Path) -> None:
    ours, journal = socket.socketpair()
    with ours, journal, journal.makefile("w") as out:
        assert Lines.attached(lambda _: None, out) is None
    for file in (tmp_path / "log", Path(os.devnull)):
        with file.open("w") as out:
            assert Lines.attached(lambda _: None, out) is None
        assert Lines.attached(lambda _: None, out) is None, "it is closed by now"
    assert Lines.attached(lambda _: None, io.StringIO()) is None
