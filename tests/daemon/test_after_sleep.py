"""What breakd says when the machine has slept and nobody has told it yet."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bare import Bare
from tests.clockshim.clocks import Clocks

MINUTE = 60.0


@pytest.fixture
def bare(tmp_path: Path, clocks: Clocks) -> Iterator[Bare]:
    """A user whose clocks the test sets."""
    shifted = {name: clocks.env[name] for name in ("LD_PRELOAD", "CLOCKSHIM")}
    home = tmp_path / "home"
    home.mkdir()
    bare = Bare(home, **shifted)
    yield bare
    bare.kill()


@pytest.mark.skipif(os.name != "posix", reason="a library is preloaded")
def test_an_answer_is_of_now(bare: Bare, clocks: Clocks) -> None:
    bare.start()
    assert bare.ask("pause", "10m").returncode == 0
    clocks.shift(real=5 * MINUTE, boot=5 * MINUTE)
    assert json.loads(bare.ask("status", "--json").stdout)["gates"] == ["paused"]
    clocks.shift(real=6 * MINUTE, boot=6 * MINUTE)
    status = json.loads(bare.ask("status", "--json").stdout)
    assert (status["gates"], status["paused_until"]) == ([], None)
    assert not bare.ask("why").stdout.startswith("Paused")
    refused = bare.ask("resume")
    assert (refused.returncode, refused.stderr) == (1, "breakd is not paused.\n")
