"""One time of watching: from the first look to its end."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from breakd.core.model import Gate
from breakd.desktop.attention.probe import Probe

log = logging.getLogger("breakd.attention")

# The first look takes no longer than this, whatever has not answered by then.  Long enough for a
# busy machine to start a program: a call that is seen too late is disturbed.
LOOK_S = 4.0
NONE: frozenset[Gate] = frozenset()


class Round:
    """Runs the probes and puts together what they tell.

    A gate closes as soon as one probe says so, and opens when all of them know better.  `last`
    runs only while no other gate is closed, and before the last of those opens it has looked.
    `changed()` is called at the end of the first look and whenever `closed` changes.
    """

    def __init__(
        self,
        probes: Sequence[Probe],
        last: Probe | None,
        wanted: frozenset[Gate],
        changed: Callable[[], None],
    ) -> None:
        self.closed = NONE
        self.looked = asyncio.Event()
        self._wanted = wanted
        self._changed = changed
        self._last = last if last is not None and last.gates & wanted else None
        self._told: dict[Probe, frozenset[Gate]] = {}
        self._tasks: dict[Probe, asyncio.Task[None]] = {}
        self._latest = asyncio.get_running_loop().call_later(LOOK_S, self._too_late)
        self._probes = [p for p in probes if p.gates & wanted]
        for probe in self._probes:
            self._start(probe)
        self._update()

    def end(self) -> list[asyncio.Task[None]]:
        """Look no more; the tasks that are now coming to their end."""
        self._latest.cancel()
        self._changed = lambda: None
        self.looked.set()  # nobody is to wait for what will not come
        for task in self._tasks.values():
            task.cancel()
        return list(self._tasks.values())

    def _start(self, probe: Probe) -> None:
        name = "attention: " + ", ".join(sorted(probe.gates))
        self._tasks[probe] = asyncio.get_running_loop().create_task(self._run(probe), name=name)

    async def _run(self, probe: Probe) -> None:
        this = asyncio.current_task()

        def tell(closed: frozenset[Gate]) -> None:
            if self._tasks.get(probe) is this:  # else it has been told to rest
                self._told[probe] = closed & self._wanted
                self._update()

        try:
            await probe.run(self._wanted, tell)
        except Exception:
            log.exception("Looking for %s failed", ", ".join(sorted(probe.gates)))
            tell(NONE)

    def _too_late(self) -> None:
        late = [p for p in self._probes if p not in self._told]
        if late:
            log.info("No answer in time: %s", ", ".join(sorted(g for p in late for g in p.gates)))
        for probe in late:
            self._told[probe] = NONE
        self._update()
        self._become(self.closed, complete=True)

    def _update(self) -> None:
        """Something has been told."""
        others = NONE.union(*(self._told.get(p, NONE) for p in self._probes))
        complete = all(p in self._told for p in self._probes)
        if others:
            self._rest()
        elif complete and self._last is not None:
            if self._last not in self._tasks:
                self._start(self._last)
            complete = self._last in self._told
        if complete:
            last = NONE if self._last is None else self._told.get(self._last, NONE)
            self._become(others | last, complete=True)
        else:
            self._become(self.closed | others)

    def _rest(self) -> None:
        """Something else holds the break: `last` need not look."""
        if self._last is not None and self._last in self._tasks:
            self._tasks.pop(self._last).cancel()
            self._told.pop(self._last, None)

    def _become(self, closed: frozenset[Gate], *, complete: bool = False) -> None:
        news = closed != self.closed or (complete and not self.looked.is_set())
        self.closed = closed
        if complete:
            self._latest.cancel()
            self.looked.set()
        if news:
            self._changed()
