"""Idle time that can only be asked for."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from breakd.desktop.idle.source import Report, Unavailable, next_look


class Polled:
    """A source around `read`, which gives the seconds since the last input, or raises Unavailable.

    It looks again when something can have changed, see `next_look`.
    """

    def __init__(
        self, read: Callable[[], Awaitable[float]], report: Report, threshold: float
    ) -> None:
        self._read = read
        self._report = report
        self._threshold = threshold
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """See `Source`."""
        first = await self._read()
        self._task = asyncio.get_running_loop().create_task(self._run(first), name="idle-poll")

    def stop(self) -> None:
        """See `Source`."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self, idle: float) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                if idle >= self._threshold:
                    self._report.idle(idle)
                else:
                    self._report.active()
                await asyncio.sleep(next_look(idle, self._threshold))
                try:
                    idle = await self._read()
                except Unavailable as error:
                    self._report.lost(str(error))
                    return
