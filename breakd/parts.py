"""The parts around one `Daemon`: built, started, told of a new configuration, and stopped."""

import logging
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from breakd import __version__, clock, paths
from breakd.alarm import Alarm
from breakd.answers import Answers
from breakd.card import ButtonKey
from breakd.catalogue.loader import load as load_catalogue
from breakd.config.load import load as load_settings
from breakd.config.settings import ConfigError, Settings
from breakd.config.source import Sources
from breakd.config.watch import Watch
from breakd.control.lock import Lock
from breakd.control.protocol import Query, Reply, Request
from breakd.control.server import ControlServer
from breakd.control.status import Status, status
from breakd.core.events import ClockTime, Event, PromptNow, ShuttingDown, Tick
from breakd.core.model import Phase
from breakd.core.stretch import Stretch
from breakd.core.view import View
from breakd.daemon import Daemon
from breakd.desktop import systemd
from breakd.desktop.here import Desktop
from breakd.desktop.notify.lines import Lines
from breakd.desktop.notify.prompts import Prompts
from breakd.desktop.notify.terminal import Terminal
from breakd.desktop.tray.embedded import EmbeddedIcon, possible
from breakd.displays import Followers, Greeting, NoSilentDay, Supervisor, Troubles
from breakd.past import Past
from breakd.since import Since
from breakd.text.prompt import notice_card, welcome_card
from breakd.text.state import headline, local_now
from breakd.text.stretches import DISCLAIMER_SHORT

if TYPE_CHECKING:
    from breakd.checks import Check

log = logging.getLogger("breakd.app")


class Parts:
    """Everything but the icon.  `post` and `quit_` belong to the life that these parts are of.

    With `distrust` the last snapshot is set aside unread.
    """

    def __init__(
        self,
        sources: Sources,
        settings: Settings,
        *,
        desktop: Desktop,
        post: Callable[[Event], None],
        quit_: Callable[[], None],
        distrust: bool,
    ) -> None:
        self.settings = settings
        self._sources = sources
        self._post = post
        self._desktop = desktop
        self._watch = Watch(sources)
        self._pack_problems: tuple[str, ...] = ()
        now = clock.read()
        snapshot = paths.state_dir() / "snapshot.json"
        self._past = Past(snapshot, paths.history_file(), now, distrust=distrust)
        self._picks = self._past.picks(self._stretches, settings.preferences)
        self._terminal = Terminal.attached(post, quit_)
        self._notifier = desktop.notifier()
        self._lines = Lines.attached(post, sys.stdout) if self._terminal is None else None
        self._prompts = Prompts(self._notifier, self._terminal or self._lines)
        self._senses = desktop.senses(settings)
        self._embedded = EmbeddedIcon()
        self._server = ControlServer(paths.control_socket(), self._answer)
        self._alarm = Alarm(clock.read, self._tick, self._clock_time)
        self._since = Since(lambda: self.daemon.state)
        self._silence = NoSilentDay(
            lambda: self.daemon.state, lambda: self.daemon.rules, self._note, self._pop_up
        )
        state, self._effects = self._past.state(settings.rules, now)
        self.daemon = Daemon(
            settings.rules,
            state,
            clock.read,
            notifier=self._prompts,
            guide=self._prompts,
            alarm=self._alarm,
            chooser=self._picks,
            records=self._past.history,
            save=lambda state: self._past.save(state, self._picks),
            displays=self._displays(),
        )
        self._answers = Answers(
            self.daemon,
            status=self._status,
            why=self._why,
            doctor=self._examine,
            stretches=lambda: self._picks.stretches,
            reload=self.reload,
            quit_=quit_,
        )

    # --- from start to stop ----------------------------------------------------------------------

    async def start(self, lock: Lock) -> None:
        """Open for commands, take up the state, and greet whoever is new."""
        for sentence in self.settings.warnings:
            log.warning("%s", sentence)
        await self._server.start(lock)
        await self._desktop.ready()
        self._alarm.start()
        self._alarm.plan(self.settings.rules.breaks)
        await self._senses.start()
        self.daemon.begin(self._effects)
        systemd.ready()

    async def stop(self, *, save: bool) -> None:
        """Take everything down; `save` unless the state is not to be trusted."""
        if save:
            self._post(ShuttingDown())
        await self._senses.stop()
        self._embedded.stop()
        self._alarm.stop()
        await self._prompts.close()
        await self._server.stop()
        self._past.history.close()

    def reload(self) -> str | None:
        """Read the configuration again; what is wrong with it, if the last good one stays."""
        try:
            settings = load_settings(self._sources)
        except ConfigError as error:
            log.warning("%s", "\n".join(error.problems))
            self._notice(error.problems[0])
            return error.problems[0]
        if settings != self.settings:
            self.settings = settings
            self._picks.use(self._stretches, settings.preferences)
            self._senses.use(settings)
            self.daemon.reload(settings.rules)
        return None

    def _answer(self, request: Request) -> Reply | Awaitable[Reply]:
        if isinstance(request, Query):
            self._post(Tick())  # the answer is to be of now, also right after a sleep
        return self._answers(request)

    def _tick(self) -> None:
        if self._watch.changed():
            self.reload()
        self._senses.tick()
        self._post(Tick())

    def _clock_time(self, name: str, due_wall: float) -> None:
        self._post(ClockTime(name, due_wall))

    def _stretches(self) -> Mapping[str, Stretch]:
        catalogue = load_catalogue([Path(folder) for folder in self.settings.preferences.packs])
        self._pack_problems = catalogue.problems
        for problem in catalogue.problems:
            log.warning("%s", problem)
        return catalogue.stretches

    # --- what is shown ---------------------------------------------------------------------------

    def show_state(self) -> None:
        """The prompt again if one is due, else where things stand."""
        self._senses.acted()
        if self.daemon.state.phase in (Phase.DUE, Phase.PROMPTING):
            self._post(PromptNow())
        else:
            self._notice(headline(self.daemon.view(), local_now()))

    def _displays(self) -> list[Callable[[View], None]]:
        shown: list[Callable[[View], None]] = [self._senses.follow, self._since]
        shown += [self._silence, self._desktop.show]
        if self._terminal is not None:
            shown.append(self._terminal.show_state)
        elif self._lines is not None:
            shown.append(self._lines.show_state)
        if self._past.is_first:
            shown.append(Greeting(lambda: self._prompts.available, self._greet))
        shown.append(Followers(self._server, self._status))
        shown.append(Supervisor())
        shown.append(Troubles(lambda: self._past.problems, self._notice))
        if possible():
            shown.append(self._embed)
        return shown

    def _embed(self, _: View) -> None:
        self._embedded.update(not self._desktop.has_icon, clock.read().boot)

    def _status(self, view: View) -> Status:
        now = clock.read()
        return status(view, now, self._past.today(now), __version__)

    def _why(self, view: View) -> str:
        from breakd.reasons import reasons
        from breakd.text.why import why

        rules, now = self.daemon.rules, clock.read()
        return why(view, rules, reasons(rules, self.daemon.state, now, self._since))

    async def _examine(self, view: View) -> "list[Check]":
        """What `breakd doctor` asks: the desktop, and everything of ours."""
        from breakd import doctor
        from breakd.desktop import report

        terminal = self._terminal is not None
        found = [
            doctor.reminders(self._silence.work, view),
            doctor.desktop(),
            await report.notifications(self._notifier, terminal=terminal),
            *await self._desktop.report(embedded=self._embedded.running),
            *await self._senses.report(),
            doctor.terminal(terminal),
            doctor.supervision(),
            doctor.configuration(self._sources, self._picks.stretches, running=True),
            doctor.catalogue(len(self._picks.stretches), self._pack_problems),
            doctor.storage(self._past.problems),
            doctor.log(paths.log_file()),
        ]
        return doctor.wanted_only(found, self.settings)

    def _note(self, sentence: str) -> None:
        """Say it where it interrupts nobody."""
        self._desktop.note(sentence)
        if sentence and self._terminal is not None:
            self._terminal.tell(notice_card(sentence))

    def _pop_up(self, sentence: str) -> None:
        self._notifier.tell(notice_card(sentence))

    def _notice(self, sentence: str) -> None:
        self._prompts.tell(notice_card(sentence))

    def _greet(self) -> None:
        """The first start ever: say what is going to happen."""
        breaks, place = self.settings.rules.breaks, str(self._sources.user)
        self._prompts.tell(welcome_card(breaks, DISCLAIMER_SHORT, place), self._welcomed)

    def _welcomed(self, key: ButtonKey) -> None:
        if key in ("default", "show"):
            self._post(PromptNow())
