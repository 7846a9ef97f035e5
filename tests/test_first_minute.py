"""The first start ever of the whole program, where there is no desktop and no terminal."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")

PATIENCE_S = 20.0
Start = Callable[..., "subprocess.Popen[str]"]
CONFIG = """
[[break]]
name = "stretch"
every = "1s"
length = "30s"
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A machine without a desktop, and a user who has nothing yet but a short interval."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    config = tmp_path / ".config/breakd/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(CONFIG)
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime)}


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Start]:
    """Starts `breakd run` with its output in a pipe."""
    started = []

    def start() -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "breakd", "run"]
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def read_until(process: "subprocess.Popen[str]", end: str) -> str:
    """What it prints up to and with the words `end`."""
    assert process.stdout is not None
    read, deadline = "", time.monotonic() + PATIENCE_S
    while end not in read:
        left = deadline - time.monotonic()
        assert left > 0, f"no {end!r} in {read!r}"
        if select.select([process.stdout], [], [], left)[0]:
            piece = os.read(process.stdout.fileno(), 4096)
            assert piece, f"it ended after {read!r}"
            read += piece.decode()
    return read


def test_a_pipe_gets_a_greeting_once_and_every_prompt(
    start: Start, environment: dict[str, str]
) -> None:
    first = start()
    said = read_until(first, "In a terminal: breakd done · breakd snooze")
    assert said.count("breakd is running\n") == 1
    assert "not medical advice" in said
    done = [sys.executable, "-m", "breakd", "done"]
    assert not subprocess.run(done, env=environment, capture_output=True, check=True).stderr
    read_until(first, "breakd done")
    first.send_signal(signal.SIGTERM)
    assert first.wait(PATIENCE_S) == 0

    assert "breakd is running" not in read_until(start(), "breakd done")


def test_a_demo_with_nowhere_to_show_it_says_so_in_one_sentence(
    environment: dict[str, str],
) -> None:
    demo = [sys.executable, "-m", "breakd", "demo"]
    done = subprocess.run(demo, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no notification service here and no terminal")
    assert done.stderr.count("\n") == 1
