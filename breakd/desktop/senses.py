"""What tells the daemon about its user: whether they are there, and whether they may be asked."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from breakd.clocks import clock
from breakd.config.settings import Settings
from breakd.core.events import Event
from breakd.core.view import View
from breakd.desktop.attention.watcher import standard, wanted_gates
from breakd.desktop.idle.chooser import Idle

if TYPE_CHECKING:
    from breakd.calendar.gate import Calendar
    from breakd.checks import Check
    from breakd.desktop.dbus.link import BusLink
    from breakd.desktop.session.gates import Session

SYSTEM_TRY_S = 1.0  # for the system bus, before idle time is sought elsewhere


class Senses:
    """Idle time, the session's lock and sleep, and what holds a due break back.

    `link` is the session bus on Linux, None elsewhere.
    """

    def __init__(
        self, post: Callable[[Event], None], link: "BusLink | None", settings: Settings
    ) -> None:
        self._post = post
        self._settings = settings
        self._calendar: Calendar | None = None
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
        self._heed_calendar()

    def use(self, settings: Settings) -> None:
        """Go on with another configuration."""
        self.idle.set_threshold(settings.rules.idle)
        self.attention.use(wanted_gates(settings))
        self._settings = settings
        self._heed_calendar()

    def _heed_calendar(self) -> None:
        files = [Path(file) for file in self._settings.calendar_files]
        if self._calendar is None and files:
            self._calendar = _calendar(self._post)
        if self._calendar is not None:
            self._calendar.use(files, self._settings.calendar_me)

    def tick(self) -> None:
        """Look whether an appointment begins or ends."""
        if self._calendar is not None:
            self._calendar.update(clock.read())

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

        rows = [report.idle(self.idle)]
        rows += report.elsewhere() if self.session is None else report.session(self.session)
        rows += await report.attention(self.attention)
        if self._calendar is not None:
            rows.append(report.calendar(self._calendar.problems))
        return rows

    async def stop(self) -> None:
        """Notice nothing more."""
        if self.session is not None:
            self.session.stop()
        self.idle.stop()
        if self._calendar is not None:
            self._calendar.stop()
        await self.attention.stop()
        if self._system is not None:
            await self._system.stop()


def _on_buses(post: Callable[[Event], None], link: "BusLink") -> "tuple[Session, BusLink]":
    from breakd.desktop.dbus.link import BusLink
    from breakd.desktop.session.gates import Session

    system = BusLink("SYSTEM")
    return Session(post, link, system), system


def _calendar(post: Callable[[Event], None]) -> "Calendar":
    from breakd.calendar.gate import Calendar

    return Calendar(post, clock.read)
