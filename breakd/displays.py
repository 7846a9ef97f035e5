"""What follows the state beside the tray: the control socket, systemd, and words about trouble."""

from collections.abc import Callable

from breakd.control.server import ControlServer
from breakd.control.status import Status
from breakd.core.view import View
from breakd.desktop import systemd
from breakd.text.state import headline, local_now


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
