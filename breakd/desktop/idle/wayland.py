"""Idle time from a Wayland compositor: ext-idle-notify-v1, or KDE's protocol that came before.

Both tell when the threshold is reached and when it is over.  How long nobody has touched anything
before we came, they do not tell.
"""

import asyncio
from typing import Any

from breakd.desktop.idle.source import Report, Unavailable
from breakd.desktop.wayland.client import (
    Argument,
    Connection,
    DisplayGone,
    Interface,
    interface,
)

ANSWER_S = 5.0

SEAT = "wl_seat"
EXT = "ext_idle_notifier_v1"
KDE = "org_kde_kwin_idle"

EXT_NOTIFIER = interface(
    EXT.encode(),
    2,
    (
        (b"destroy", b""),
        (b"get_idle_notification", b"nuo"),
        (b"get_input_idle_notification", b"2nuo"),
    ),
)
EXT_NOTIFICATION = interface(
    b"ext_idle_notification_v1", 2, ((b"destroy", b""),), ((b"idled", b""), (b"resumed", b""))
)
KDE_IDLE = interface(KDE.encode(), 1, ((b"get_idle_timeout", b"nou"),))
KDE_TIMEOUT = interface(
    b"org_kde_kwin_idle_timeout",
    1,
    ((b"release", b""), (b"simulate_user_activity", b"")),
    ((b"idle", b""), (b"resumed", b"")),
)
IDLED = 0  # the number of that event, and the other's is 1


class Compositor:
    """A source."""

    def __init__(self, report: Report, threshold: float) -> None:
        self._report = report
        self._threshold = threshold
        self._connection: Connection | None = None
        self._offers: dict[str, tuple[int, int]] = {}  # interface -> its number and version
        self._used: set[int] = set()  # the numbers of those we depend on
        self._answered = asyncio.Event()
        self._active_since = 0.0

    async def start(self) -> None:
        """See `Source`."""
        try:
            connection = self._connection = Connection()
        except DisplayGone as error:
            raise Unavailable(str(error)) from error
        except OSError as error:  # no such library
            raise Unavailable(str(error), for_good=True) from error
        try:
            registry = connection.registry(self._on_offer)
            connection.sync(lambda _number, _args: self._answered.set())
            connection.flush()
            asyncio.get_running_loop().add_reader(connection.fileno(), self._readable)
            async with asyncio.timeout(ANSWER_S):
                await self._answered.wait()
            self._ask(registry)
        except BaseException as error:
            self.stop()
            if isinstance(error, OSError):  # TimeoutError is one
                raise Unavailable(str(error) or "the compositor does not answer") from error
            raise

    def stop(self) -> None:
        """See `Source`."""
        if self._connection is not None:
            asyncio.get_running_loop().remove_reader(self._connection.fileno())
            self._connection.close()
            self._connection = None

    def _ask(self, registry: int) -> None:
        """Ask to be told of changes."""
        connection = self._connection
        if connection is None:  # it has ended instead of answering
            raise DisplayGone("the Wayland compositor has gone")
        if SEAT not in self._offers or not self._offers.keys() & {EXT, KDE}:
            raise Unavailable("the compositor does not tell idle time", for_good=True)

        def bind(name: str, to: Interface, version: int) -> int:
            number, _ = self._offers[name]
            self._used.add(number)
            return connection.bind(registry, number, to, version)

        new, timeout = Argument(), Argument(u=round(self._threshold * 1000))
        seat = Argument(o=bind(SEAT, connection.known(SEAT), 1))
        if EXT in self._offers:
            # The request of the second version leaves out of account what only wants the screen
            # to stay on: a film, say.
            version = min(2, self._offers[EXT][1])
            args = (bind(EXT, EXT_NOTIFIER, version), version, EXT_NOTIFICATION, version)
            told = connection.request(*args, new, timeout, seat)
        else:
            told = connection.request(bind(KDE, KDE_IDLE, 1), 0, KDE_TIMEOUT, 1, new, seat, timeout)
        connection.listen(told, self._on_change)
        connection.flush()
        self._on_change(not IDLED, None)  # it counts from now

    # --- what the compositor says ----------------------------------------------------------------

    def _readable(self) -> None:
        assert self._connection is not None
        try:
            self._connection.dispatch()
        except DisplayGone as error:
            self._end(str(error))

    def _end(self, why: str) -> None:
        self.stop()
        if self._answered.is_set():
            self._report.lost(why)
        self._answered.set()

    def _on_offer(self, event: int, args: Any) -> None:
        number = args[0].u
        if event == 0:  # there is something
            self._offers.setdefault(args[1].s.decode(), (number, args[2].u))
        elif number in self._used:  # there is no more
            asyncio.get_running_loop().call_soon(self._end, "the seat has gone")

    def _on_change(self, event: int, _args: Any) -> None:
        now = asyncio.get_running_loop().time()
        if event == IDLED:
            self._report.idle(min(self._threshold, now - self._active_since))
        else:
            self._active_since = now
            self._report.active()


def source(report: Report, threshold: float) -> Compositor:
    """The source; see `breakd.desktop.idle.source`."""
    return Compositor(report, threshold)
