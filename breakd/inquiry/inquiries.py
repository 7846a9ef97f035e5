"""What the running breakd can tell about itself: its status, the reasons for it, and the doctor's
findings."""

from typing import TYPE_CHECKING, Protocol

from breakd import __version__
from breakd.clocks import clock
from breakd.control.status import Status, status
from breakd.core.view import View

if TYPE_CHECKING:
    from breakd.checks import Check
    from breakd.choice.library import Library
    from breakd.choice.picks import Picks
    from breakd.config.settings import Settings
    from breakd.config.source import Sources
    from breakd.daemon.daemon import Daemon
    from breakd.daemon.displays import NoSilentDay
    from breakd.daemon.past import Past
    from breakd.daemon.voice import Voice
    from breakd.desktop.here import Desktop
    from breakd.desktop.report import Notifications
    from breakd.desktop.senses import Senses
    from breakd.desktop.tray.embedded import EmbeddedIcon
    from breakd.inquiry.since import Since


class Whole(Protocol):
    """All that can be asked about: the parts of the running breakd.  `terminal` is None where
    there is none to prompt in."""

    daemon: "Daemon"
    desktop: "Desktop"
    embedded: "EmbeddedIcon"
    library: "Library"
    past: "Past"
    picks: "Picks"
    senses: "Senses"
    settings: "Settings"
    silence: "NoSilentDay"
    since: "Since"
    sources: "Sources"
    voice: "Voice"

    @property
    def notifier(self) -> "Notifications": ...

    @property
    def terminal(self) -> object | None: ...


class Inquiries:
    """Looks at the parts whenever somebody asks; what it needs for that is imported then."""

    def __init__(self, parts: Whole) -> None:
        self._parts = parts

    def status(self, view: View) -> Status:
        """The view as `status --json` prints it."""
        now = clock.read()
        return status(view, now, self._parts.past.today(now), __version__, self._parts.voice.noted)

    def why(self, view: View) -> str:
        """The reasons for where it stands."""
        from breakd.inquiry.reasons import reasons
        from breakd.text.why import why

        daemon = self._parts.daemon
        facts = reasons(daemon.rules, daemon.state, clock.read(), self._parts.since)
        return why(view, daemon.rules, facts)

    async def examine(self, view: View) -> "list[Check]":
        """What `breakd doctor` asks: the desktop, and everything of ours."""
        from breakd import paths
        from breakd.desktop import report
        from breakd.inquiry import doctor

        parts = self._parts
        stretches = parts.picks.stretches
        terminal = parts.terminal is not None
        found = [
            doctor.reminders(parts.silence.work, view),
            doctor.desktop(),
            await report.notifications(parts.notifier, terminal=terminal),
            *await parts.desktop.report(embedded=parts.embedded.running),
            *await parts.senses.report(),
            doctor.terminal(terminal),
            doctor.supervision(),
            doctor.configuration(parts.sources, stretches, running=True),
            doctor.catalogue(len(stretches), parts.library.problems),
            doctor.storage(parts.past.problems),
            doctor.log(paths.log_file()),
        ]
        return doctor.wanted_only(found, parts.settings)
