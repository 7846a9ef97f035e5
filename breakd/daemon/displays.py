"""What follows the state beside the tray: the control socket, systemd, and words about trouble."""

import logging
from collections.abc import Callable

from breakd.control.server import ControlServer
from breakd.control.status import Status
from breakd.core.model import DEFER, Gate, Rules, State
from breakd.core.silence import Reached, reached, silent_for
from breakd.core.view import View
from breakd.desktop import systemd
from breakd.text.state import headline, local_now

log = logging.getLogger("breakd.silence")

# These may hold breaks back for a long time, and no longer than is likely by mistake.
MISTAKABLE = DEFER - {Gate.SCREEN_SHARE}


class Followers:
    """Tells everyone on the control socket who asked to follow."""

    def __init__(self, server: ControlServer, status: Callable[[View], Status]) -> None:
        self._server = server
        self._status = status

    def __call__(self, view: View) -> None:
        """The state has changed, or time has passed."""
        if self._server.followed:
            self._server.publish(self._status(view), headline(view, local_now()))


class Supervisor:
    """Tells systemd that the daemon lives, and what it is about."""

    def __init__(self) -> None:
        self._said = ""
        self._watched = systemd.watchdog_interval() is not None

    def __call__(self, view: View) -> None:
        """The state has changed, or time has passed: at least every half minute."""
        if self._watched:
            systemd.notify(WATCHDOG=1)
        said = headline(view, local_now(), steady=True)
        if said != self._said:
            self._said = said
            systemd.status(said)


class Greeting:
    """Greets once, as soon as there is somewhere to be seen: at login the notification service may
    come up later than we do."""

    def __init__(self, possible: Callable[[], bool], greet: Callable[[], None]) -> None:
        self._possible = possible
        self._greet = greet
        self._over = False

    def __call__(self, _: View) -> None:
        """Look whether it is time."""
        if not self._over and self._possible():
            self._over = True
            self._greet()


class Troubles:
    """Tells the user of each problem with breakd's own files, once."""

    def __init__(
        self, problems: Callable[[], tuple[str, ...]], tell: Callable[[str], None]
    ) -> None:
        self._problems = problems
        self._tell = tell
        self._told: set[str] = set()

    def __call__(self, _: View) -> None:
        """Look for new ones."""
        for sentence in self._problems():
            if sentence not in self._told:
                self._told.add(sentence)
                self._tell(sentence)


class NoSilentDay:
    """Says once, each time it happens, that no prompt has come through in the work of two breaks.

    `note` gets a sentence for whatever nobody is interrupted by, "" when it no longer holds;
    `pop_up` the same sentence for a notification: at once if nothing holds breaks back, else not
    before twice the time, when what holds them may well be a mistake.  `work` is the seconds of
    work since the user was last reached, None if that is no cause for concern.
    """

    def __init__(
        self,
        state: Callable[[], State],
        rules: Callable[[], Rules],
        note: Callable[[str], None],
        pop_up: Callable[[str], None],
    ) -> None:
        self.work: float | None = None
        self._state = state
        self._rules = rules
        self._note = note
        self._pop_up = pop_up
        self._reached: Reached = {}
        self._first: float | None = None
        self._popped_up = False

    def __call__(self, view: View) -> None:
        """Look whether the user has been reached."""
        state = self._state()
        self._reached = reached(self._reached, state)
        self.work = silent_for(self._reached, self._rules(), state)
        if self.work is None:
            if self._first is not None:
                log.info("Reminders come through again")
                self._note("")
            self._first, self._popped_up = None, False
            return
        begins = self._first is None
        first = self._first = self._first or self.work
        pops_up = not self._popped_up and self._may_pop_up(view, long=self.work >= 2 * first)
        if not begins and not pops_up:
            return
        from breakd.text.silence import silence

        sentence = silence(self.work, view.held, failing=state.show_failures > 0)
        if begins:
            log.warning("%s", sentence)
            self._note(sentence)
        if pops_up:
            self._popped_up = True
            self._pop_up(sentence)

    @staticmethod
    def _may_pop_up(view: View, *, long: bool) -> bool:
        held = frozenset(view.held)
        return not held or (long and held <= MISTAKABLE)
