"""What can be asked while something else takes its time."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Meanwhile(Generic[T]):
    """Calls `ask`, which waits for others more than it works, in a thread at once."""

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._answer: T
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_waiting(self) -> bool:
        """Whether `answer` would have to wait."""
        return self._thread.is_alive()

    def answer(self) -> T:
        """What it returned; waits until it has, and raises what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._answer

    def _run(self) -> None:
        try:
            self._answer = self._ask()
        except BaseException as error:
            self._error = error
