"""What a source of idle time is: the words that the chooser and the sources have in common."""

from typing import Protocol

AGAIN_S = 10.0  # while idle: nothing tells that somebody is back
SHORTEST_S = 0.1


class Report(Protocol):
    """Where a source tells what it sees.  Saying the same thing again is harmless."""

    def idle(self, ago: float) -> None:
        """Nobody has touched anything for `ago` seconds, and that is at least the threshold."""

    def active(self) -> None:
        """Somebody is at the desk."""

    def lost(self, why: str) -> None:
        """The source has ended and reports no more."""


class Source(Protocol):
    """One way to learn how long ago the last input was.

    Made with the threshold in seconds and a `Report`.  Once `start` has returned, it reports
    what it sees at first, as soon as it knows, and then every change.
    """

    async def start(self) -> None:
        """Begin, or raise `Unavailable`; then it holds nothing any more."""

    def stop(self) -> None:
        """Report nothing more and let go of everything; harmless at any time."""


class Unavailable(Exception):  # noqa: N818 - reads better where it is caught
    """A source cannot work now; `for_good`: nor later, on this desktop."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


def next_look(idle: float, threshold: float) -> float:
    """In how many seconds to ask again, where idle time can only be asked for.

    While somebody is at work, the threshold cannot be reached before what is left of it has
    passed.
    """
    if idle >= threshold:
        return min(AGAIN_S, threshold * 0.9)  # shorter, so that no visit goes unseen
    return max(threshold - idle, SHORTEST_S)
