"""A newcomer's half minute: one real reminder, wherever this is, and nothing recorded."""

import asyncio
import contextlib
import logging
import signal
import sys

from breakd.catalogue.loader import load as load_catalogue
from breakd.choice.picks import Picks
from breakd.clocks import clock
from breakd.clocks.alarm import Alarm
from breakd.config.settings import Settings
from breakd.core.engine import begin
from breakd.core.events import Event, PromptNow, ShuttingDown, Tick
from breakd.core.model import Outcome, Phase, Rules, State
from breakd.core.stats import Entry
from breakd.core.stretch import Preferences
from breakd.core.view import View
from breakd.daemon.daemon import Daemon
from breakd.daemon.guides import Guides
from breakd.desktop.here import Desktop
from breakd.desktop.notify.prompts import Prompts
from breakd.desktop.notify.terminal import Terminal
from breakd.illustrator.ahead import Illustrated, Illustrator
from breakd.text import demo as text


def demo() -> int:
    """Show one reminder and say what its answer would have done.  The exit status: 1 where there
    is nowhere to show it."""
    logging.getLogger("breakd").addHandler(logging.NullHandler())  # it keeps no log either
    return asyncio.run(Demo().play())


class Demo:
    """A `Daemon` that keeps nothing, from its first prompt to the answer."""

    def __init__(self) -> None:
        rules = Rules()
        self._over = asyncio.Event()
        self._ended: str | None = None
        self._desktop = Desktop(self._post, None)
        self._notifier = self._desktop.notifier()
        self._terminal = Terminal.attached(self._post, self._over.set)
        self._prompts = Prompts(self._notifier, self._terminal)
        self._alarm = Alarm(clock.read, self._tick, _ignore)
        picks = Picks(
            lambda: load_catalogue().stretches, Preferences(), seed=int(clock.read().wall)
        )
        self._illustrator = Illustrator(picks.peek, Settings, lambda: self._notifier.available)
        prompts = Illustrated(self._prompts, self._illustrator)
        self._daemon = Daemon(
            rules,
            begin(rules, clock.read()),
            clock.read,
            notifier=prompts,
            guide=Guides(prompts),
            alarm=self._alarm,
            chooser=picks,
            records=self,
            save=_forget,
            displays=[self._look],
        )

    async def play(self) -> int:
        """From the prompt to its answer."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows
                loop.add_signal_handler(number, self._over.set)
        await self._desktop.start()
        await self._desktop.ready()
        if self._terminal is None and not self._notifier.available:
            print(text.NOWHERE, file=sys.stderr)
            return 1
        print(text.here_it_comes(keys=not self._notifier.available), flush=True)
        self._alarm.start()
        self._post(PromptNow())
        await self._over.wait()
        self._post(ShuttingDown())
        self._illustrator.stop()
        self._alarm.stop()
        await self._prompts.close()
        await self._desktop.stop()
        if self._ended is not None:
            print(self._ended)
        return 0

    def add(self, entry: Entry) -> None:
        """The history, which here only hears how it ended."""
        endings = {
            Outcome.DONE: text.DONE,
            Outcome.SKIPPED: text.SKIPPED,
            "snoozed": text.SNOOZED,
        }
        if entry.what in endings:
            self._end(endings[entry.what])

    def _look(self, view: View) -> None:
        if view.phase is Phase.DUE and self._daemon.state.ignored:
            self._end(text.UNANSWERED)

    def _end(self, sentence: str) -> None:
        self._ended = sentence
        self._over.set()

    def _tick(self) -> None:
        self._post(Tick())

    def _post(self, event: Event) -> None:
        self._daemon.post(event)


def _ignore(_name: str, _wall: float) -> None:
    """The demo has no clock-time breaks."""


def _forget(_state: State, _at_once: bool) -> None:
    """Nothing is kept."""
