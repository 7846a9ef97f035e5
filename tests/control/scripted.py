"""A real control server, in a thread, whose answers a test writes down beforehand."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from breakd.control.lock import acquire
from breakd.control.protocol import Reply, Request
from breakd.control.server import ControlServer

STATUS: dict[str, Any] = {
    "version": "1",
    "phase": "working",
    "gates": [],
    "break": {
        "name": "stretch",
        "length_s": 120.0,
        "work_s": 450.0,
        "every_s": 1800.0,
        "due_at": "2026-11-21T10:30:00+01:00",
        "due_in_s": 1350.0,
    },
    "prompt": None,
    "paused_until": None,
    "today": {"done": 3, "natural": 1, "skipped": 0, "missed": 0, "snoozed": 1},
}


class Scripted:
    """Answers on the socket in `folder`; `requests` are those that came."""

    def __init__(self, folder: Path, answer: Callable[[Request], Reply] | None = None) -> None:
        self.path = folder / "control.sock"
        self.requests: list[Request] = []
        self.reply = Reply(True, "Next break in 23 min", STATUS)
        self.errors: list[dict[str, Any]] = []
        self._answer = answer or (lambda _request: self.reply)
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda _loop, context: self.errors.append(context))
        self._thread = threading.Thread(target=self._loop.run_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        self.server = ControlServer(self.path, self._respond)
        self._lock = acquire(self.path.with_name("breakd.lock"))
        try:
            self.run(self.server.start(self._lock))
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.run(self.server.stop())
        self._end()

    def _end(self) -> None:
        """A thread left behind would keep the interpreter from ending."""
        self._lock.release()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Any) -> Any:
        """Wait for a coroutine on the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    def publish(self, text: str, status: Mapping[str, object] = STATUS) -> None:
        """Publish, and return when it has been."""

        async def publish() -> None:
            self.server.publish(status, text)

        self.run(publish())

    def _respond(self, request: Request) -> Reply:
        self.requests.append(request)
        return self._answer(request)
