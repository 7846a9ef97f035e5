"""A breakd on a desktop, and a witness of all that it says and of every prompt."""

import itertools
import json
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

import tomli_w

from tests.desk.desktop import Desktop
from tests.desk.notified import Notified
from tests.desk.running import PROGRAM, Breakd, kill
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

Status = dict[str, Any]

A_WHILE_S = 1.0  # in which nothing is to happen
NUMBERS = itertools.count(1)

# Nobody types here for hours, and what is looked at is what the test is about.
USUAL: dict[str, dict[str, Any]] = {
    "prompt": {"retry": "1s"},
    "snooze": {"choices": ["2s", "5s"], "total": "20s"},
    "away": {"idle": "2h", "rest": "2h"},
    "defer": {"typing": "0s", "call": False, "full_screen": False, "do_not_disturb": False},
}


class Witness:
    """Use it with `with`: a breakd runs from then on, and is forgotten at the end, so that many
    may follow one another on one desktop.

    `env` is what the daemon alone finds in its environment beside the desktop's; `tables` are
    those of the configuration in which it differs from `USUAL`.
    """

    def __init__(
        self,
        desktop: Desktop,
        *,
        every: str = "2s",
        length: str = "2m",
        env: Mapping[str, str] | None = None,
        **tables: Mapping[str, Any],
    ) -> None:
        changed = {name: USUAL.get(name, {}) | dict(tables.get(name, {})) for name in USUAL}
        more = {name: dict(table) for name, table in tables.items() if name not in USUAL}
        kind = {"name": "stretch", "every": every, "length": length}
        config = tomli_w.dumps({"break": [kind], **changed, **more})
        self.desktop = desktop
        self.breakd = Breakd(desktop, config=config, env=env)
        self.notified = Notified(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        self._follower = f"status of {next(NUMBERS)}"

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self._forget)
            stack.push(self._tell)
            stack.callback(self._end, self.breakd.start_another(), signal.SIGTERM)
            self.breakd.wait_until_up()
            words = (PROGRAM, "status", "--json", "--follow")
            stack.callback(self._end, self.desktop.spawn(self._follower, *words), signal.SIGKILL)
            wait_until(self.told, "its first word")
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)
        assert "Traceback" not in self.breakd.log()

    @staticmethod
    def _end(process: "subprocess.Popen[bytes]", signum: signal.Signals) -> None:
        if process.poll() is None:
            kill(process, signum)

    def _tell(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.desktop.show_logs()

    def _forget(self) -> None:
        self.notified.close()
        for place in (".config", ".local/state", ".local/share", ".cache"):
            shutil.rmtree(self.desktop.home / place / "breakd", ignore_errors=True)

    # --- what it says ----------------------------------------------------------------------------

    def told(self) -> list[Status]:
        """Every status so far, as `breakd status --json --follow` prints them."""
        lines = self.desktop.processes.log(self._follower).rpartition("\n")[0].splitlines()
        return [json.loads(line) for line in lines]

    def until(
        self, look: Callable[[Status], object], what: str, since: int | None = None
    ) -> Status:
        """Wait for such a status; the last word so far, or of the first `since`, still holds."""
        seen = (len(self.told()) if since is None else since) - 1

        def found() -> Status | None:
            return next((status for status in self.told()[seen:] if look(status)), None)

        status = wait_until(found, what)
        assert status is not None
        return status

    def until_gates(self, *gates: str) -> Status:
        """Wait until exactly these are closed."""
        return self.until(lambda s: s["gates"] == list(gates), f"the gates {gates}")

    def until_phase(self, phase: str) -> Status:
        """Wait until the cycle is in this phase."""
        return self.until(lambda s: s["phase"] == phase, f"phase {phase}")

    def until_worked(self, seconds: float) -> Status:
        """Wait until so much work is counted, without asking more often than needed."""
        end = time.monotonic() + PATIENCE_S
        while (said := self.breakd.status())["break"]["work_s"] < seconds:
            assert time.monotonic() < end, f"{seconds} s of work do not come together"
            time.sleep(max(0.1, seconds - said["break"]["work_s"]))
        return said

    # --- what holds a break, and what follows ----------------------------------------------------

    def held(self, *gates: str) -> str:
        """The break is due and these hold it: the status says so, no prompt comes, the work goes
        on.  What `breakd why` says."""
        due = self.until(lambda s: _held_by(s, gates), f"a break held by {gates}")
        self.notified.stays_away(A_WHILE_S)
        said = self.breakd.status()
        assert (said["phase"], said["gates"], said["prompt"]) == ("due", list(gates), None)
        assert (said["break"]["due_at"], said["break"]["due_in_s"]) == (None, None)
        assert said["break"]["work_s"] >= due["break"]["work_s"] + A_WHILE_S / 2
        assert said["today"] == due["today"]
        return self.breakd.why()

    def away(self, gate: str) -> tuple[Status, str]:
        """Somebody is away: the status says so, no prompt comes, the work stands still.  The
        status, and what `breakd why` says."""
        gone = self.until_gates(gate)
        self.notified.stays_away(A_WHILE_S)
        said = self.breakd.status()
        assert (said["gates"], said["prompt"]) == ([gate], None)
        assert (said["break"]["due_at"], said["break"]["due_in_s"]) == (None, None)
        assert said["break"]["work_s"] == gone["break"]["work_s"]
        return said, self.breakd.why()

    def prompted(self, after: float = 0.0) -> Status:
        """The prompt comes in time."""
        self.notified.comes(after)
        return self.until(
            lambda s: s["prompt"] and s["prompt"]["shown_at"], "a prompt on the screen"
        )

    def take(self) -> None:
        """Take the break: it is counted as taken, and the work begins anew."""
        told = self.told()
        before = told[-1]
        done = self.breakd.ask("done")
        assert done["ok"], done["text"]
        taken = self.until(lambda s: s["phase"] == "working", "the end of the break", len(told))
        assert taken["today"] == before["today"] | {"done": before["today"]["done"] + 1}
        assert taken["break"]["work_s"] < 1


def _held_by(status: Status, gates: tuple[str, ...]) -> bool:
    return bool(status["phase"] == "due" and status["gates"] == list(gates))
