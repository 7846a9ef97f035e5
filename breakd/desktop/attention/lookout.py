"""The daemon's end of the process that looks at the screen, the sound server and the cameras."""

import asyncio
import json
import logging
import sys
from collections.abc import Sequence

from breakd.core.model import Gate
from breakd.desktop.attention.child import Child
from breakd.desktop.attention.probe import Capabilities, Tell
from breakd.text import attention as text

AGAIN_S = 30.0  # after it has ended by itself
NONE: frozenset[Gate] = frozenset()
COMMAND = (sys.executable, "-m", "breakd.desktop.attention.outside")

log = logging.getLogger("breakd.attention")


class Lookout:
    """A probe around a process that lives as long as the probe runs."""

    gates = frozenset({Gate.FULL_SCREEN, Gate.CALL, Gate.SCREEN_SHARE})

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._children: set[Child] = set()
        self._state: Capabilities = {}
        self._complained = False

    async def run(self, wanted: frozenset[Gate], tell: Tell) -> None:
        """See `Probe`."""
        while True:
            try:
                await self._once(self.gates & wanted, tell)
            except OSError as error:
                self._complain(str(error))
            tell(NONE)
            await asyncio.sleep(AGAIN_S)

    def capabilities(self) -> Capabilities:
        """See `Probe`."""
        return self._state

    async def close(self) -> None:
        """See `Probe`."""
        while self._children:
            await self._children.pop().over.wait()

    async def _once(self, wanted: frozenset[Gate], tell: Tell) -> None:
        """One process, from its start to its end."""

        def line(said: str) -> None:
            report = json.loads(said)
            self._state = {name: tuple(can) for name, can in report["can"].items()}
            tell(frozenset(Gate(name) for name in report["closed"]))

        def ended(status: int) -> None:
            self._complain(f"it ended with status {status}")

        child = Child((*self._command, *sorted(wanted)), line, ended)
        # One that is told to stop has not ended yet; the next to begin finds that it has.
        self._children = {one for one in self._children if not one.over.is_set()} | {child}
        try:
            await child.over.wait()
        finally:
            child.stop()

    def _complain(self, why: str) -> None:
        self._state = {"screen and sound": ("missing", text.NO_LOOKOUT)}
        if not self._complained:
            log.warning("Nothing looks at the screen and the sound server: %s", why)
            self._complained = True
