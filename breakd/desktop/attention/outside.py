"""What looks at the screen, the sound server and the cameras: a process of its own.

    python -m breakd.desktop.attention.outside [full-screen] [call] [screen-share]

It lives only while a break is due, so that neither its libraries nor its waiting burden the
daemon.  It writes a line of JSON when it has looked at everything, and again whenever that changes:

    {"closed": [gates], "can": {capability: [state, sentence]}}

and ends when its standard input does.
"""

import json
import select
import sys
import time

from breakd.core.model import Gate
from breakd.desktop.attention.calls import Calls
from breakd.desktop.attention.fullscreen import FullScreen

EVERY_S = 5.0  # between two looks at what does not tell by itself


class Outside:
    """Looks at what the wanted gates need, and writes what it sees."""

    def __init__(self, wanted: frozenset[Gate]) -> None:
        self._screen = FullScreen() if Gate.FULL_SCREEN in wanted else None
        self._calls = Calls(wanted)
        self._said = ""

    def run(self) -> None:
        """Until nobody listens any more."""
        while True:
            if self._screen is not None:
                self._screen.look()
            self._calls.look()
            self._say()
            if not self._wait(time.monotonic() + EVERY_S):
                return

    def _wait(self, until: float) -> bool:
        """Wait for the next look; False when there will be none.  What happens on the screen is
        seen at once."""
        while (left := until - time.monotonic()) > 0:
            screen = self._screen.filenos() if self._screen is not None else []
            ready, _, _ = select.select([0, *screen], [], [], left)
            if 0 in ready:
                return False
            if ready and self._screen is not None:
                self._screen.look()
                self._say()
        return True

    def _say(self) -> None:
        closed, can = set(self._calls.closed), dict(self._calls.can)
        if self._screen is not None:
            can["full-screen"] = self._screen.can
            if self._screen.full:
                closed.add(Gate.FULL_SCREEN)
        said = json.dumps({"closed": sorted(closed), "can": can})
        if said != self._said:
            self._said = said
            print(said, flush=True)


if __name__ == "__main__":
    Outside(frozenset(map(Gate, sys.argv[1:]))).run()
