"""Chooses the source of idle time, and another one when it dies or lies."""

import asyncio
import logging
import math
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from breakd.core.events import Event, GateClosed, GateOpened
from breakd.core.model import Gate
from breakd.desktop.idle.attempt import Attempt, Rest, State
from breakd.desktop.idle.candidates import Candidate, Which, candidates
from breakd.desktop.idle.source import Unavailable

if TYPE_CHECKING:
    from breakd.desktop.dbus.bus import Bus
    from breakd.desktop.dbus.link import BusLink

log = logging.getLogger("breakd.idle")

DOUBT_S = 15.0  # within this, a source has to notice somebody who is surely there


class Idle:
    """Posts GateClosed(IDLE, seconds since the last input) once nobody has touched anything for
    `threshold` seconds, and GateOpened(IDLE) at the first input after that.

    `source` names what tells, for the user to read; None: nothing here does.  `state` is "unknown"
    until it tells, and the gate stays open.  Start it once the links have tried to connect and have
    caught up: the best source is often on a bus.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        link: "BusLink | None",
        system_link: "BusLink | None",
        threshold: float,
    ) -> None:
        self.state: State = "unknown"
        self._post = post
        self._threshold = threshold
        self._candidates = candidates()
        self._buses: dict[Which, Bus | None] = {}
        self._owners: dict[str, str | None] = {}
        self._rests: defaultdict[Candidate, Rest] = defaultdict(Rest)
        self._current: Attempt | None = None
        self._running = False
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._retry: asyncio.TimerHandle | None = None
        self._doubt: asyncio.TimerHandle | None = None
        self._said: str | None = None  # the source that the log names, "" for none at all
        if link is not None:
            link.attach(partial(self._up, "session"), partial(self._down, "session"))
        if system_link is not None:
            system_link.attach(partial(self._up, "system"), partial(self._down, "system"))

    @property
    def source(self) -> str | None:
        """What tells, for the user to read."""
        return None if self._current is None else self._current.candidate.label

    def start(self) -> None:
        """Begin to look for a source."""
        self._running = True
        self._consider()

    def stop(self) -> None:
        """End; nothing is posted any more, and nothing is known until the next start."""
        self._running = False
        self.state = "unknown"
        self._cancel()
        if self._current is not None:
            self._current.stop()
            self._current = None

    def set_threshold(self, threshold: float) -> None:
        """Another threshold, in seconds."""
        if threshold == self._threshold:
            return
        self._threshold = threshold
        self._cancel()
        if self._current is not None:
            self._current.stop()
            self._current = None
        self._consider()

    def acted(self) -> None:
        """The user was seen to be at the desk: clicked the icon, say.  A source that goes on
        saying that nobody is there is not believed any more."""
        if self._current is None or self.state != "idle" or self._doubt is not None:
            return
        self._doubt = asyncio.get_running_loop().call_later(
            DOUBT_S, self._judge, self._current, self._current.seen_active
        )

    def _judge(self, attempt: Attempt, seen_active: int) -> None:
        self._doubt = None
        if attempt is self._current and attempt.seen_active == seen_active:
            attempt.stop()
            self._give_up(attempt, "it did not notice somebody who was there", for_good=True)

    def _cancel(self) -> None:
        """Nothing is under way any more."""
        for pending in (self._task, self._retry, self._doubt):
            if pending is not None:
                pending.cancel()
        self._task = self._retry = self._doubt = None

    # --- choosing --------------------------------------------------------------------------------

    def _consider(self) -> None:
        """Something has changed: perhaps another source is better."""
        self._again = True
        if self._running and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._choose(), name="idle")

    async def _choose(self) -> None:
        while self._again:
            self._again = False
            await self._find()
        if self._current is None:
            if self._said != "":
                log.warning("Nothing here tells how long nobody was at the desk")
                self._said = ""
            self._become("unknown")
        self._plan_retry()

    async def _find(self) -> None:
        """Adopt the best source that works."""
        for candidate in self._candidates:
            if self._current is not None and self._current.candidate is candidate:
                return
            if self._within_reach(candidate) and self._rests[candidate].until <= self._now():
                attempt = await self._attempt(candidate)
                if attempt is not None:
                    self._adopt(attempt)
                    return

    def _within_reach(self, candidate: Candidate) -> bool:
        return not candidate.service or self._owners.get(candidate.service) is not None

    async def _attempt(self, candidate: Candidate) -> Attempt | None:
        attempt = Attempt(candidate, self._heard, self._ended)
        bus = None if candidate.bus is None else self._buses.get(candidate.bus)
        for_good = True
        try:
            await attempt.start(self._threshold, bus)
        except Unavailable as error:
            log.debug("%s: %s", candidate.label, error)
            for_good = error.for_good
        except ImportError as error:  # a Python without ctypes
            log.debug("%s: %s", candidate.label, error)
        except Exception:
            log.exception("%s could not be asked whether anybody is there", candidate.label)
        except BaseException:
            attempt.stop()
            raise
        else:
            return attempt
        attempt.stop()
        self._rests[candidate].begin(self._now(), for_good=for_good)
        return None

    def _adopt(self, attempt: Attempt) -> None:
        before, self._current = self._current, attempt
        if before is not None:
            before.stop()
        if attempt.candidate.label != self._said:  # not at each start: typing is looked for often
            self._said = attempt.candidate.label
            log.info("%s tells whether anybody is there", self._said)
        self._heard(attempt)

    def _plan_retry(self) -> None:
        """Try a better source again once it has rested; wake up for nothing else."""
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
        times = []
        for candidate in self._candidates:
            if self._current is not None and self._current.candidate is candidate:
                break
            if self._within_reach(candidate):
                times.append(self._rests[candidate].until)
        if times and min(times) < math.inf:
            self._retry = asyncio.get_running_loop().call_at(min(times), self._consider)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    # --- what sources say ------------------------------------------------------------------------

    def _heard(self, attempt: Attempt) -> None:
        if attempt is self._current:
            self._become(attempt.state, attempt.ago)

    def _ended(self, attempt: Attempt, why: str) -> None:
        if attempt is self._current:
            self._give_up(attempt, why)

    def _give_up(self, attempt: Attempt, why: str, *, for_good: bool = False) -> None:
        log.info("%s: %s", attempt.candidate.label, why)
        self._current = None
        now = self._now()
        rest = self._rests[attempt.candidate]
        rest.begin(now, lived=now - attempt.began, for_good=for_good)
        self._consider()

    def _become(self, state: State, ago: float = 0.0) -> None:
        before, self.state = self.state, state
        if state == "idle" != before:
            self._post(GateClosed(Gate.IDLE, ago))
        elif before == "idle" != state:
            self._post(GateOpened(Gate.IDLE))

    # --- services on the buses -------------------------------------------------------------------

    async def _up(self, which: Which, bus: "Bus") -> None:
        self._buses[which] = bus
        for candidate in self._candidates:
            if candidate.bus == which:
                await bus.watch_owner(candidate.service, partial(self._owned, candidate))

    def _down(self, which: Which) -> None:
        self._buses[which] = None
        for candidate in self._candidates:
            if candidate.bus == which:
                self._owned(candidate, None)

    def _owned(self, candidate: Candidate, owner: str | None) -> None:
        """The service has another owner (a desktop's shell has restarted, say), or none."""
        before = self._owners.get(candidate.service)
        self._owners[candidate.service] = owner
        if owner == before:
            return
        current = self._current
        if current is not None and current.candidate is candidate:
            current.lost("it has left the bus")
        if owner is not None:
            self._rests.pop(candidate, None)
        self._consider()
