"""What tells the daemon about its user: whether they are there, and whether they may be asked."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from breakd.config.settings import Settings
from breakd.core.model import Event
from breakd.core.view import View
from breakd.desktop.attention.watcher import standard, wanted_gates
from breakd.desktop.idle.chooser import Idle

if TYPE_CHECKING:
    from breakd.checks import Check
    from breakd.desktop.bus_link import BusLink
    from breakd.desktop.session import Session

SYSTEM_TRY_S = 1.0  # for the system bus, before idle time is sought elsewhere


class Senses:
    """Idle time, the session's lock and sleep, and what holds a due break back.

    `link` is the session bus on Linux, None elsewhere.
    """

    def __init__(
        self, post: Callable[[Event], None], link: "BusLink | None", settings: Settings
    ) -> None:
        self._link = link
        self.session: Session | None = None
        self._system: BusLink | None = None
        if link is not None:
            self.session, self._system = _on_buses(post, link)
        self.idle = Idle(post, link, self._system, settings.rules.idle)
        self.attention = standard(post, link, wanted_gates(settings))

    async def start(self) -> None:
        """Begin to notice; before the daemon takes up its state."""
        self.attention.start()
        if self._system is not None:
            self._system.start()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._system.tried.wait(), SYSTEM_TRY_S)
        if self._link is not None:
            await self._link.caught_up()
        self.idle.start()

    def use(self, settings: Settings) -> None:
        """Go on with another configuration."""
        self.idle.set_threshold(settings.rules.idle)
        self.attention.use(wanted_gates(settings))

    def follow(self, view: View) -> None:
        """Look closer while a break is due, and only then."""
        self.attention.follow(view)

    def acted(self) -> None:
        """The user has just clicked something of ours: a source that goes on calling them away
        is not to be believed."""
        self.idle.acted()

    async def report(self) -> "list[Check]":
        """How well each of them works here, for the doctor."""
        from breakd.desktop import report

        session = report.session(self.session) if self.session is not None else []
        return [report.idle(self.idle), *session, *await report.attention(self.attention)]

    async def stop(self) -> None:
        """Notice nothing more."""
        if self.session is not None:
            self.session.stop()
        self.idle.stop()
        await self.attention.stop()
        if self._system is not None:
            await self._system.stop()


def _on_buses(post: Callable[[Event], None], link: "BusLink") -> "tuple[Session, BusLink]":
    from breakd.desktop.bus_link import BusLink
    from breakd.desktop.session import Session

    system = BusLink("SYSTEM")
    return Session(post, link, system), system
