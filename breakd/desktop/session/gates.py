"""Away without a doubt: the screen locked, the machine asleep, the screen given to another user.

Several services know a part of it; what each of them says is heard by an adapter of its own.
"""

import logging
from collections import defaultdict
from collections.abc import Callable

from breakd.core.events import Event, GateClosed, GateOpened
from breakd.core.model import Gate
from breakd.desktop.dbus.link import BusLink
from breakd.desktop.session.logind import Logind
from breakd.desktop.session.screensaver import ScreenSavers

log = logging.getLogger("breakd.session")


class Session:
    """Posts that the gates LOCKED, SUSPENDED and SWITCHED close and open, from its making on.

    A gate is closed while at least one source says so.  A source that vanishes says nothing any
    more.  Sleep is announced as often as it is heard of: the clocks tell the engine the truth.
    """

    def __init__(
        self, post: Callable[[Event], None], session_link: BusLink, system_link: BusLink
    ) -> None:
        self._post = post
        self._closed_by: defaultdict[Gate, set[str]] = defaultdict(set)
        self._stopped = False
        self._logind = Logind(system_link, self._report, self._awake)
        self._savers = ScreenSavers(session_link, self._report)

    @property
    def lock(self) -> str | None:
        """Which services tell when the screen is locked; None when none does."""
        logind = ["logind"] if self._logind.session is not None else []
        return ", ".join([*logind, *sorted(self._savers.known)]) or None

    @property
    def sleep(self) -> str | None:
        """Which service announces sleep; None when only the clocks will tell."""
        return "logind" if self._logind.present else None

    def stop(self) -> None:
        """Post nothing more, and let the machine sleep.

        The state that is saved at the end then remembers an absence which is not over.
        """
        self._stopped = True
        self._logind.stop()
        self._savers.stop()

    def _report(self, gate: Gate, source: str, closed: bool) -> None:
        """A source says how things stand, be it news or not."""
        sources = self._closed_by[gate]
        before = frozenset(sources)
        if closed:
            sources.add(source)
        else:
            sources.discard(source)
        if self._stopped:
            return
        if closed and (not before or gate is Gate.SUSPENDED):
            self._post(GateClosed(gate))
        elif before and not sources:
            self._post(GateOpened(gate))

    def _awake(self) -> None:
        self._savers.look_again()
