"""breakd as a user runs it: the installed program, on a desktop, with short intervals."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from breakd.control.client import ask
from tests.desk.desktop import Desktop
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

PROGRAM = str(Path(sys.executable).with_name("breakd"))

# Nobody types here for hours, and a click is not to count as typing.
CONFIG = """
[[break]]
name = "stretch"
every = "{every}"
length = "2m"

[prompt]
lifetime = "{lifetime}"
retry = "1s"
repeats = 2

[snooze]
choices = ["2s", "5s"]
times = 2
total = "20s"

[away]
idle = "2h"

[defer]
typing = "0s"
"""


class Breakd:
    """One breakd on a desktop.

    `every` and `lifetime` are durations as in the configuration; `config` is another one as a
    whole.  Unless it is the `first` start on this desktop, it does not say hello.  `env` is what
    the daemon alone finds in its environment beside the desktop's.
    """

    def __init__(
        self,
        desktop: Desktop,
        *,
        every: str = "2s",
        lifetime: str = "60s",
        first: bool = False,
        config: str = "",
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._desktop = desktop
        self._env = env or {}
        if not first:
            data = desktop.home / ".local/share/breakd"
            data.mkdir(mode=0o700, parents=True)
            (data / "history.sqlite3").touch(mode=0o600)
        folder = desktop.home / ".config/breakd"
        folder.mkdir(parents=True)
        usual = CONFIG.format(every=every, lifetime=lifetime)
        (folder / "config.toml").write_text(config or usual)

    def start(self) -> subprocess.Popen[bytes]:
        """Run the daemon and wait until it answers."""
        process = self.start_another()
        self.wait_until_up()
        return process

    def wait_until_up(self) -> None:
        """Wait until a daemon answers."""
        wait_until(lambda: self.cli("status").returncode == 0, "breakd to answer")

    def start_another(self) -> subprocess.Popen[bytes]:
        """Run the daemon."""
        env = {**self._desktop.env, **self._env}
        return self._desktop.processes.spawn("breakd", PROGRAM, "run", env=env)

    def cli(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command of the command line."""
        return self._desktop.run(PROGRAM, *words)

    def log(self) -> str:
        """What the daemon has printed."""
        return self._desktop.processes.log("breakd")

    def status(self) -> dict[str, Any]:
        """What `breakd status --json` says, without the time that a program takes to start."""
        said: dict[str, Any] = self.ask("status")["status"]
        return said

    def ask(self, do: str) -> dict[str, Any]:
        """What the daemon answers."""
        socket = Path(self._desktop.env["XDG_RUNTIME_DIR"]) / "breakd/control.sock"
        return ask({"do": do}, PATIENCE_S, socket)

    def why(self) -> str:
        """What `breakd why` says."""
        return self._desktop.output(PROGRAM, "why").strip()

    def work(self) -> float:
        """Seconds of active use that count towards the break."""
        return float(self.status()["break"]["work_s"])

    def wait_for(self, phase: str, timeout: float = PATIENCE_S) -> None:
        """Wait until the cycle is in this phase; while prompting, until the prompt is up."""

        def there() -> bool:
            said = self.status()
            up = said["prompt"] is not None and said["prompt"]["shown_at"] is not None
            return bool(said["phase"] == phase and (up or phase != "prompting"))

        wait_until(there, f"phase {phase}", timeout)

    def rows(self) -> list[dict[str, Any]]:
        """The history, the oldest first."""
        lines = self._desktop.output(PROGRAM, "history", "export", "--format", "json").splitlines()
        return [json.loads(line) for line in lines]

    def story(self) -> list[str]:
        """What happened, in order: "prompt", "snoozed", or how a cycle ended."""
        return [row["what"] for row in self.rows()]

    def wait_for_story(self, *what: str, timeout: float = PATIENCE_S) -> None:
        """Wait until the history begins with this."""
        wait_until(
            lambda: self.story()[: len(what)] == list(what),
            f"the history to begin with {', '.join(what)}",
            timeout,
        )


def kill(process: subprocess.Popen[bytes], signum: signal.Signals = signal.SIGKILL) -> None:
    """End a program, at once by default, and wait until it is gone."""
    os.kill(process.pid, signum)
    process.wait(PATIENCE_S)
