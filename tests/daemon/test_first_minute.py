"""The first start ever, where there is no desktop and no terminal."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bare import Bare, read_until
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")

OFTEN = '[[break]]\nname = "stretch"\nevery = "1s"\nlength = "30s"\n'


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    """A user who has nothing yet but a short interval."""
    bare = Bare(tmp_path)
    bare.config.write_text(OFTEN)
    yield bare
    bare.kill()


def test_a_pipe_gets_a_greeting_once_and_every_prompt(bare: Bare) -> None:
    first = bare.start()
    said = read_until(first, "In a terminal: breakd done · breakd snooze")
    assert said.count("breakd is running\n") == 1
    assert "not medical advice" in said
    assert bare.ask("done").returncode == 0
    read_until(first, "breakd done")
    first.send_signal(signal.SIGTERM)
    assert first.wait(PATIENCE_S) == 0

    assert "breakd is running" not in read_until(bare.start(), "breakd done")


def test_a_demo_with_nowhere_to_show_it_says_so_in_one_sentence(bare: Bare) -> None:
    done = bare.ask("demo")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no notification service here and no terminal")
    assert done.stderr.count("\n") == 1
