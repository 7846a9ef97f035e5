"""One source at work, and how long one that failed is left alone."""

import asyncio
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from breakd.desktop.idle.candidates import Candidate
from breakd.desktop.idle.source import Source, Unavailable

if TYPE_CHECKING:
    from breakd.desktop.dbus.bus import Bus

log = logging.getLogger("breakd.idle")

FIRST_REST_S = 2.0
LONGEST_REST_S = 300.0

State = Literal["active", "idle", "unknown"]


@dataclass(slots=True)
class Rest:
    """A source that failed is left alone until then, on the loop's clock, and longer each time."""

    until: float = 0.0
    length: float = 0.0

    def begin(self, now: float, *, lived: float = 0.0, for_good: bool = False) -> None:
        """It has failed, after having worked for `lived` seconds."""
        if lived >= LONGEST_REST_S:
            self.length = 0.0
        self.length = min(self.length * 2 or FIRST_REST_S, LONGEST_REST_S)
        self.until = math.inf if for_good else now + self.length


class Attempt:
    """One source at work, from its making to its end; what it says goes to `heard` and `ended`."""

    def __init__(
        self,
        candidate: Candidate,
        heard: Callable[["Attempt"], None],
        ended: Callable[["Attempt", str], None],
    ) -> None:
        self.candidate = candidate
        self.began = asyncio.get_running_loop().time()
        self.state: State = "unknown"
        self.ago = 0.0
        self.seen_active = 0  # how often it has said so
        self.over = False
        self._heard = heard
        self._ended = ended
        self._source: Source | None = None

    async def start(self, threshold: float, bus: "Bus | None") -> None:
        """Start the source or raise Unavailable."""
        self._source = self.candidate.make(self, threshold, bus)
        await self._source.start()
        if self.over:
            raise Unavailable("it ended at once")

    def stop(self) -> None:
        """End the source."""
        self.over = True
        source, self._source = self._source, None
        if source is not None:
            try:
                source.stop()
            except Exception:
                log.exception("%s could not be stopped", self.candidate.label)

    # --- what the source says ---------------------------------------------------------------------

    def idle(self, ago: float) -> None:
        """See `Report`."""
        self.state, self.ago = "idle", ago
        self._say()

    def active(self) -> None:
        """See `Report`."""
        self.state = "active"
        self.seen_active += 1
        self._say()

    def lost(self, why: str) -> None:
        """See `Report`."""
        if not self.over:
            self.stop()
            self._ended(self, why)

    def _say(self) -> None:
        if not self.over:
            self._heard(self)
