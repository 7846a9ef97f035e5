"""Programs in the background of a test: each with its log, and none survives the test."""

import contextlib
import os
import signal
import subprocess
import uuid
from collections.abc import Mapping
from pathlib import Path

from tests.desk.waiting import wait_until

MARK = "BREAKD_TEST_DESK"


class Processes:
    """Starts programs in one environment and ends them, their children and what they left behind.

    All carry a mark of ours in their environment, by which even a daemon that has cut itself loose
    is found.
    """

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._logs.mkdir(parents=True, exist_ok=True)
        self._mark = f"{MARK}={uuid.uuid4().hex}"
        self._started: list[subprocess.Popen[bytes]] = []

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """`more` with our mark; nothing of the test runner's own environment but PATH."""
        name, value = self._mark.split("=")
        return {"PATH": os.environ.get("PATH", os.defpath), **more, name: value}

    def spawn(
        self, name: str, *words: str, env: Mapping[str, str], pass_fds: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        """Start a program; its output goes to the log `name`, which goes on when it restarts."""
        with (self._logs / name).open("ab") as log:
            process = subprocess.Popen(
                words,
                env=self.environment(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=pass_fds,
            )
        self._started.append(process)
        return process

    def log(self, name: str) -> str:
        """What the program has written so far."""
        return (self._logs / name).read_text(errors="replace")

    def all_logs(self) -> str:
        """For the report of a failed test."""
        parts = [f"--- {path.name}\n{self.log(path.name)}" for path in sorted(self._logs.iterdir())]
        return "\n".join(parts)

    def running(self) -> list[int]:
        """The ids of all processes with our mark that still live."""
        for process in self._started:
            process.poll()  # a dead child is gone only when its parent has looked
        return [int(entry.name) for entry in Path("/proc").iterdir() if self._is_ours(entry)]

    def close(self) -> None:
        """End everything: politely, then not."""
        for signum in (signal.SIGTERM, signal.SIGKILL):
            for pid in self.running():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signum)
                    os.kill(pid, signal.SIGCONT)  # one that a test has frozen
            with contextlib.suppress(AssertionError):
                wait_until(lambda: not self.running(), "all processes to end", timeout=3)
        assert not self.running()
        for process in self._started:
            process.wait()  # one that has died since it was last looked at

    def _is_ours(self, entry: Path) -> bool:
        if not entry.name.isdigit():
            return False
        try:
            return self._mark.encode() in (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            return False
