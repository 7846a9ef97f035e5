"""The whole program as processes, on a machine without a desktop and without a terminal."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

from tests.patience import PATIENCE_S

Daemon = subprocess.Popen[bytes]


class Bare:
    """A user with a HOME of his own below `folder`; `more` goes into the environment."""

    def __init__(self, folder: Path, **more: str) -> None:
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime), "PATH": os.environ["PATH"]}
        self.environment = own | {"PYTHONUTF8": "1"} | more
        self.config = folder / ".config/breakd/config.toml"
        self.config.parent.mkdir(parents=True)
        self._started: list[Daemon] = []

    def start(self) -> Daemon:
        """`breakd run`, its output in a pipe; once it takes commands."""
        daemon = subprocess.Popen(
            [sys.executable, "-m", "breakd", "run"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._started.append(daemon)
        deadline = time.monotonic() + PATIENCE_S
        while self.ask("status").returncode:
            assert daemon.poll() is None, daemon.communicate()
            assert time.monotonic() < deadline, "it takes no commands"
        return daemon

    def ask(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """What a command answers."""
        command = [sys.executable, "-m", "breakd", *words]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )

    def kill(self) -> None:
        """End whatever was started."""
        for daemon in self._started:
            daemon.kill()
            daemon.communicate()


def read_until(daemon: Daemon, end: str) -> str:
    """What it prints up to and with the words `end`."""
    assert daemon.stdout is not None
    read, deadline = b"", time.monotonic() + PATIENCE_S
    while end.encode() not in read:
        left = deadline - time.monotonic()
        assert left > 0, f"no {end!r} in {read!r}"
        if select.select([daemon.stdout], [], [], left)[0]:
            piece = os.read(daemon.stdout.fileno(), 4096)
            assert piece, f"it ended after {read!r}"
            read += piece
    return read.decode()
