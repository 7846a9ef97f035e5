"""One life of the daemon: from the last snapshot to its stop, or to an error in the core."""

import asyncio
import contextlib
import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

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
from breakd.control.protocol import Reply, Request
from breakd.control.server import ControlServer
from breakd.control.status import Status, status
from breakd.core.model import ClockTime, Event, Phase, PromptNow, ShuttingDown, Tick
from breakd.core.stretch import Stretch
from breakd.core.view import View
from breakd.daemon import Daemon
from breakd.desktop import systemd
from breakd.desktop.bus_link import BusLink
from breakd.desktop.embedded import EmbeddedIcon, possible
from breakd.desktop.notify import DesktopNotifier
from breakd.desktop.prompts import Prompts
from breakd.desktop.terminal import Terminal
from breakd.desktop.tray import Tray, local_now
from breakd.displays import Followers, Supervisor, Troubles
from breakd.past import Past
from breakd.text.prompt import notice_card, welcome_card
from breakd.text.state import headline
from breakd.text.stretches import DISCLAIMER_SHORT

log = logging.getLogger("breakd.app")

FIRST_TRY_S = 2.0  # for the session bus, before the rest starts without it


class Life:
    """Builds the parts around one `Daemon`, runs them on the loop, and takes them down.

    With `distrust`, the last snapshot is set aside: it has led to one crash after another.
    """

    def __init__(
        self, sources: Sources, settings: Settings, lock: Lock, *, distrust: bool = False
    ) -> None:
        self.settings = settings
        self.crashed = False
        self._sources = sources
        self._lock = lock
        self._watch = Watch(sources)
        self._over = asyncio.Event()
        now = clock.read()
        self._past = Past(
            paths.state_dir() / "snapshot.json", paths.history_file(), now, distrust=distrust
        )
        self._picks = self._past.picks(self._stretches, settings.preferences)
        self._link = BusLink("SESSION")
        self._desktop = DesktopNotifier(self._link, self.post)
        self._terminal = Terminal.attached(self.post, self.quit)
        self._prompts = Prompts(self._desktop, self._terminal)
        self._tray = Tray(self._link, self.post, self)
        self._embedded = EmbeddedIcon()
        self._server = ControlServer(paths.control_socket(), self._answer)
        self._alarm = Alarm(clock.read, self._tick, self._clock_time)
        state, self._effects = self._past.state(settings.rules, now)
        self._daemon = Daemon(
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
            self._daemon,
            status=self._status,
            stretches=lambda: self._picks.stretches,
            reload=self.reload,
            quit_=self.quit,
        )

    # --- from start to stop ----------------------------------------------------------------------

    async def live(self) -> None:
        """Run until told to stop; `crashed` tells whether an error in the core ended it."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._failed)
        self._heed_signals(loop)
        # The icon first: what is heavy to import comes after it.
        self._daemon.begin(self._effects)
        self._link.start()
        await self._server.start(self._lock)
        await _within(self._link.tried.wait(), FIRST_TRY_S)
        self._alarm.start()
        self._alarm.plan(self.settings.rules.breaks)
        systemd.ready()
        self._greet()
        await self._over.wait()
        if not self.crashed:
            self.post(ShuttingDown())
        await self._stop()

    async def _stop(self) -> None:
        self._embedded.stop()
        self._alarm.stop()
        await self._prompts.close()
        await self._link.stop()
        await self._server.stop()
        self._past.history.close()

    def _heed_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        if sys.platform == "win32":
            signal.signal(signal.SIGTERM, lambda _n, _f: loop.call_soon_threadsafe(self.quit))
            return
        loop.add_signal_handler(signal.SIGTERM, self.quit)
        loop.add_signal_handler(signal.SIGINT, self.quit)
        loop.add_signal_handler(signal.SIGHUP, self.reload)

    def _failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        """An error that nobody expected, in some task or callback: it costs no reminder."""
        error = context.get("exception")
        trace = error if isinstance(error, BaseException) else None
        log.error("%s", context.get("message"), exc_info=trace)

    # --- events ----------------------------------------------------------------------------------

    def post(self, event: Event) -> None:
        """Let an event happen; an error in the core ends this life, not the next."""
        try:
            self._daemon.post(event)
        except Exception:
            log.exception("breakd could not go on after %s", event)
            self.crashed = True
            self._over.set()

    def _tick(self) -> None:
        if self._watch.changed():
            self.reload()
        self.post(Tick())

    def _clock_time(self, name: str, due_wall: float) -> None:
        self.post(ClockTime(name, due_wall))

    # --- what the tray and the control socket ask for --------------------------------------------

    def activate(self) -> None:
        """The prompt again if one is due, else where things stand."""
        if self._daemon.state.phase in (Phase.DUE, Phase.PROMPTING):
            self.post(PromptNow())
        else:
            self._prompts.tell(notice_card(headline(self._daemon.view(), local_now())))

    def open_settings(self) -> None:
        """Open the settings in whatever the desktop edits text with."""
        subprocess.Popen([sys.executable, "-m", "breakd", "config", "edit"])

    def quit(self) -> None:
        """End the program."""
        self._over.set()

    def reload(self) -> str | None:
        """Read the configuration again; what is wrong with it, if the last good one stays."""
        try:
            settings = load_settings(self._sources)
        except ConfigError as error:
            sentence = error.problems[0]
            log.warning("%s", "\n".join(error.problems))
            self._prompts.tell(notice_card(sentence))
            return sentence
        if settings != self.settings:
            self.settings = settings
            self._picks.use(self._stretches, settings.preferences)
            self._daemon.reload(settings.rules)
        return None

    def _answer(self, request: Request) -> Reply:
        return self._answers(request)

    # --- what is shown ---------------------------------------------------------------------------

    def _displays(self) -> list[Callable[[View], None]]:
        shown: list[Callable[[View], None]] = [self._tray.show]
        if self._terminal is not None:
            shown.append(self._terminal.show_state)
        shown.append(Followers(self._server, self._status))
        shown.append(Supervisor())
        shown.append(Troubles(lambda: self._past.problems, self._notice))
        if possible():
            shown.append(self._embed)
        return shown

    def _embed(self, _: View) -> None:
        self._embedded.update(not self._tray.has_watcher, clock.read().boot)

    def _status(self, view: View) -> Status:
        now = clock.read()
        return status(view, now, self._past.today(now), __version__)

    def _notice(self, sentence: str) -> None:
        self._prompts.tell(notice_card(sentence))

    def _greet(self) -> None:
        """The first start ever: say what is going to happen."""
        if self._past.is_first:
            card = welcome_card(
                self.settings.rules.breaks, DISCLAIMER_SHORT, str(self._sources.user)
            )
            self._prompts.tell(card, self._welcomed)

    def _welcomed(self, key: ButtonKey) -> None:
        if key in ("default", "show"):
            self.post(PromptNow())

    def _stretches(self) -> Mapping[str, Stretch]:
        catalogue = load_catalogue([Path(p) for p in self.settings.preferences.packs])
        for problem in catalogue.problems:
            log.warning("%s", problem)
        return catalogue.stretches


async def _within(wait: Coroutine[Any, Any, object], seconds: float) -> None:
    """Wait for something, but no longer than that."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(wait, seconds)
