"""The parts around one `Daemon`: built, started, told of a new configuration, and stopped."""

import logging
import sys
from collections.abc import Awaitable, Callable

from breakd import paths
from breakd.choice.feedback import AsksToHide, Opinions
from breakd.choice.library import Library
from breakd.choice.likes import Likes
from breakd.clocks import clock
from breakd.clocks.alarm import Alarm
from breakd.config.load import load as load_settings
from breakd.config.settings import ConfigError, Settings
from breakd.config.source import Sources
from breakd.config.watch import Watch
from breakd.control.lock import Lock
from breakd.control.protocol import Reply, Request
from breakd.control.requests import Feedback, Hide, Hurts, Query
from breakd.control.server import ControlServer
from breakd.core.events import ClockTime, Event, PromptNow, ShuttingDown, Tick
from breakd.core.model import Phase
from breakd.core.view import View
from breakd.daemon.daemon import Daemon
from breakd.daemon.displays import Followers, Greeting, NoSilentDay, Supervisor, Troubles
from breakd.daemon.guides import Guides, Unasked
from breakd.daemon.past import Past
from breakd.daemon.tidy import Tidy
from breakd.daemon.voice import Voice
from breakd.daemon.witness import Witness
from breakd.desktop import systemd
from breakd.desktop.here import Desktop
from breakd.desktop.notify.lines import Lines
from breakd.desktop.notify.prompts import Prompts
from breakd.desktop.notify.terminal import Terminal
from breakd.desktop.tray.embedded import EmbeddedIcon, possible
from breakd.guide.launch import Launcher
from breakd.illustrator.ahead import Illustrated, Illustrator
from breakd.inquiry.answers import Answers
from breakd.inquiry.inquiries import Inquiries
from breakd.inquiry.since import Since
from breakd.sound.bell import Bell
from breakd.text.state import headline, local_now

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
        self.sources = sources
        self.desktop = desktop
        self._post = post
        self._watch = Watch(sources, lambda: self.settings.preferences.packs)
        now = clock.read()
        snapshot = paths.state_dir() / "snapshot.json"
        self.past = Past(snapshot, paths.history_file(), now, distrust=distrust)
        self.library = Library(lambda: self.settings.preferences.packs)
        self.picks = self.past.picks(self.library.read, settings.preferences)
        self.terminal = Terminal.attached(post, quit_, self.hurts)
        self._lines = Lines.attached(post, sys.stdout) if self.terminal is None else None
        self.notifier = desktop.notifier(Bell(lambda: self.settings))
        self._prompts = Prompts(self.notifier, self.terminal or self._lines)
        self.voice = Voice(
            post,
            desktop=desktop,
            notifier=self.notifier,
            terminal=self.terminal,
            prompts=self._prompts,
            hide=lambda stretch: self.feedback(Hide(stretch)),
        )
        self._opinions = Opinions(
            lambda: self.daemon,
            self.picks,
            Likes(sources),
            reload=self.reload,
            last=self.past.last_stretch,
        )
        self.senses = desktop.senses(settings)
        self.embedded = EmbeddedIcon()
        self._server = ControlServer(paths.control_socket(), self._answer)
        self._alarm = Alarm(clock.read, self._tick, self._clock_time)
        self._inquiries = Inquiries(self)
        self.since = Since(lambda: self.daemon.state)
        self.silence = NoSilentDay(
            lambda: self.daemon.state,
            lambda: self.daemon.rules,
            self.voice.note,
            self.voice.pop_up,
        )
        self._illustrator = Illustrator(
            self.picks.peek, lambda: self.settings, lambda: self.notifier.available
        )
        prompts = Illustrated(self._prompts, self._illustrator)
        self._guides = Guides(prompts, Launcher(self.picks.get, lambda: self.settings))
        state, self._effects = self.past.state(settings.rules, now)
        self.daemon: Daemon = Daemon(
            settings.rules,
            state,
            clock.read,
            notifier=Unasked(prompts, lambda: self.settings.guide_auto, post),
            guide=self._guides,
            alarm=self._alarm,
            chooser=self.picks,
            records=self.past.history,
            save=lambda state, at_once: self.past.save(state, self.picks, at_once=at_once),
            displays=self._displays(),
        )
        self._answers = Answers(
            self.daemon,
            status=self._inquiries.status,
            why=self._inquiries.why,
            doctor=self._inquiries.examine,
            stretches=lambda: self.picks.stretches,
            feedback=self.feedback,
            notice=self.voice.notice,
            reload=self.reload,
            quit_=quit_,
        )

    # --- from start to stop ----------------------------------------------------------------------

    async def start(self, lock: Lock) -> None:
        """Open for commands, take up the state, and greet whoever is new."""
        for sentence in self.settings.warnings:
            log.warning("%s", sentence)
        self.daemon.take_up(self._effects)
        await self._server.start(lock)
        await self.desktop.ready()
        self._alarm.start()
        self._alarm.plan(self.settings.rules.breaks)
        await self.senses.start()
        self._post(Tick())
        systemd.ready()

    async def stop(self, *, save: bool) -> None:
        """Take everything down; `save` unless the state is not to be trusted."""
        if save:
            self._post(ShuttingDown())
        self._alarm.stop()  # the rest takes a moment, in which nothing may become due
        await self._server.stop()
        await self.senses.stop()
        self._guides.close_guide()
        self._illustrator.stop()
        self.embedded.stop()
        await self._prompts.close()
        self.past.history.close()

    def reload(self) -> str | None:
        """Read the configuration again; what is wrong with it, if the last good one stays."""
        try:
            settings = load_settings(self.sources)
        except ConfigError as error:
            log.warning("%s", "\n".join(error.problems))
            self.voice.notice(error.problems[0])
            return error.problems[0]
        if settings != self.settings:
            self.settings = settings
            self.picks.use(settings.preferences)
            self.senses.use(settings)
            self.daemon.reload(settings.rules)
        elif settings.preferences.packs:  # what is in them may have changed
            self.picks.use(settings.preferences)
        return None

    def feedback(self, said: Feedback) -> Reply:
        """Take what the user says about a stretch."""
        return self._opinions.take(said)

    def hurts(self) -> None:
        """The stretch that is being shown hurts; what becomes of that is said where prompts are."""
        self.voice.notice(self.feedback(Hurts()).text)

    def _answer(self, request: Request) -> Reply | Awaitable[Reply]:
        if request is Query.RELOAD:
            self._watch.seen()
        if isinstance(request, Query):
            self._tick()  # the answer is to be of now, and who asks often puts the alarm off
        return self._answers(request)

    def _tick(self) -> None:
        if self._watch.changed():
            self.reload()
        self.senses.tick()
        self._post(Tick())

    def _clock_time(self, name: str, due_wall: float) -> None:
        self._post(ClockTime(name, due_wall))

    # --- what is shown ---------------------------------------------------------------------------

    def show_state(self) -> None:
        """The prompt again if one is due, else where things stand."""
        self.senses.acted()
        if self.daemon.state.phase in (Phase.DUE, Phase.PROMPTING):
            self._post(PromptNow())
        else:
            self.voice.notice(headline(self.daemon.view(), local_now()))

    def _displays(self) -> list[Callable[[View], None]]:
        shown: list[Callable[[View], None]] = [self.senses.follow, self.since]
        shown.append(lambda _: self.past.settle())
        shown += [self.silence, self.desktop.show, self._opinions]
        shown += [self._illustrator, self._guides.follow]
        shown.append(Witness(lambda: self.daemon.state, self._post, self.desktop.hands))
        shown.append(AsksToHide(self.picks.tired_of, self._ask_to_hide))
        if self.terminal is not None:
            shown.append(self.terminal.show_state)
        elif self._lines is not None:
            shown.append(self._lines.show_state)
        if self.past.is_first:
            shown.append(Greeting(lambda: self.voice.can_speak, self._greet))
        shown.append(Followers(self._server, self._inquiries.status))
        shown.append(Supervisor())
        shown.append(Troubles(lambda: self.past.problems, self.voice.notice))
        if possible():
            shown.append(self._embed)
        shown.append(Tidy())
        return shown

    def _embed(self, _: View) -> None:
        self.embedded.update(not self.desktop.has_icon, clock.read().boot)

    def _ask_to_hide(self, stretch: str) -> None:
        if (known := self.picks.get(stretch)) is not None:
            self.voice.ask_to_hide(known)

    def _greet(self) -> None:
        self.voice.greet(self.settings, str(self.sources.user))
