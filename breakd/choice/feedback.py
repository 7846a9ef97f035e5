"""What the user says about a stretch, and what the running breakd does about it at once."""

import logging
from collections.abc import Callable, Mapping
from typing import Protocol

from breakd.choice.likes import Likes, UnwrittenError
from breakd.control.protocol import Reply
from breakd.control.requests import Favour, Feedback, Hide, Hurts, Unhide
from breakd.core.events import Another, Skip
from breakd.core.model import Phase
from breakd.core.stretch import LOADS, Preferences, Stretch
from breakd.core.view import View
from breakd.daemon.daemon import Daemon
from breakd.text import feedback as text
from breakd.text.answers import unknown_stretch

log = logging.getLogger("breakd.app")

NO_MOVEMENTS = frozenset({"stand"})
SHOWN = (Phase.PROMPTING, Phase.ON_BREAK)


class Chooser(Protocol):
    """What chooses the stretches."""

    @property
    def stretches(self) -> Mapping[str, Stretch]:
        """All stretches by id."""

    @property
    def preferences(self) -> Preferences:
        """What it obeys now."""

    def bar(self, stretch: str) -> None:
        """Never choose it again, as long as the program runs."""

    def unbar(self, stretch: str) -> None:
        """Choose it again if the preferences allow it."""


class Opinions:
    """Takes feedback.  `last` gives the stretch that was shown in an earlier life, "" if none was.

    As a display it remembers the one that is being shown.
    """

    def __init__(
        self,
        daemon: Callable[[], Daemon],
        chooser: Chooser,
        likes: Likes,
        *,
        reload: Callable[[], object],
        last: Callable[[], str],
    ) -> None:
        self._daemon = daemon
        self._chooser = chooser
        self._likes = likes
        self._reload = reload
        self._last = last
        self._shown: str | None = None
        self._before: tuple[int, str | None] = (0, None)

    def __call__(self, view: View) -> None:
        """Something may be shown now."""
        before, self._before = self._before, (view.cycle, view.stretch)
        # Exchanged for another one, it is known by name although it is not on the screen yet.
        exchanged = before[0] == view.cycle and bool(before[1]) and before[1] != view.stretch
        if view.stretch and (view.phase in SHOWN or exchanged):
            self._shown = view.stretch

    def take(self, said: Feedback) -> Reply:
        """Obey."""
        name = said.stretch or self._meant()
        if not name:
            plain = self._daemon().state.phase in SHOWN
            return Reply(False, text.NO_STRETCH if plain else text.NOTHING_SHOWN)
        stretch = self._chooser.stretches.get(name)
        if stretch is None:
            near = _near(name, self._chooser.stretches)
            return Reply(False, unknown_stretch(name, near), wrong=True)
        match said:
            case Hurts():
                return self._hurts(stretch)
            case Hide():
                return self._hide(stretch)
            case Unhide():
                self._chooser.unbar(stretch.id)
                return self._write(lambda: self._likes.unhide(stretch, self._chooser.preferences))
            case Favour(_, off):
                now = self._chooser.preferences
                return self._write(lambda: self._likes.favour(stretch, now, off=off))

    def _meant(self) -> str:
        """The stretch on the screen or in the break under way, else the last one that was."""
        state = self._daemon().state
        if state.phase in SHOWN:
            return state.stretch or ""
        if self._shown is None:
            self._shown = self._last()
        return self._shown

    def _hurts(self, stretch: Stretch) -> Reply:
        """It ends the break as skipped: nobody is asked again until the next one is due."""
        self._chooser.bar(stretch.id)
        state = self._daemon().state
        ended = state.stretch == stretch.id and state.phase is not Phase.DUE
        if ended:
            self._daemon().ask(Skip())
        elif state.stretch == stretch.id:
            self._daemon().ask(Another())
        avoided = self._chooser.preferences.avoid | NO_MOVEMENTS
        movements = [load for load in LOADS if load in stretch.loads - avoided]
        hidden = self._write(lambda: self._likes.hide(stretch))
        if not hidden.ok:
            return Reply(True, text.hidden_until_restart(stretch.name, hidden.text))
        return Reply(True, text.hurt(stretch.name, stretch.id, movements, ended=ended))

    def _hide(self, stretch: Stretch) -> Reply:
        hidden = self._write(lambda: self._likes.hide(stretch))
        state = self._daemon().state
        if hidden.ok and state.stretch == stretch.id and state.phase is not Phase.ON_BREAK:
            self._daemon().ask(Another())
        return hidden

    def _write(self, write: Callable[[], str]) -> Reply:
        try:
            said = write()
        except UnwrittenError as error:
            log.warning("%s", error)
            return Reply(False, str(error))
        self._reload()
        return Reply(True, said)


def _near(name: str, stretches: Mapping[str, Stretch]) -> str | None:
    from difflib import get_close_matches  # only where somebody mistyped

    return next(iter(get_close_matches(name, list(stretches), 1)), None)


class AsksToHide:
    """A display that asks, once nothing is in the way, whether a stretch that is skipped again
    and again should stay away."""

    def __init__(self, tired_of: Callable[[], str | None], ask: Callable[[str], None]) -> None:
        self._tired_of = tired_of
        self._ask = ask

    def __call__(self, view: View) -> None:
        """Look whether there is something to ask, and nobody to disturb."""
        if view.phase is Phase.WORKING and not view.gates:
            stretch = self._tired_of()
            if stretch is not None:
                self._ask(stretch)
