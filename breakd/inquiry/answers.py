"""What the daemon answers on the control socket."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from breakd.control.protocol import Reply, Request
from breakd.control.requests import Favour, Feedback, Hide, Hurts, OfBreak, OnBreak, Query, Unhide
from breakd.control.status import Status
from breakd.core.events import Another, PromptNow, Reading, Start
from breakd.core.model import Phase
from breakd.core.stretch import Stretch
from breakd.core.view import View
from breakd.daemon.daemon import Daemon
from breakd.text import answers as text
from breakd.text.feedback import BREAK_OVER, instead
from breakd.text.state import headline, local_now

if TYPE_CHECKING:
    from breakd.checks import Check


class Answers:
    """Turns requests into events and queries, and their results into replies.

    `status` gives the `status --json` form of a view, `why` the reasons for it; `doctor` examines
    the desktop and the daemon; `stretches` gives the stretches by id; `feedback` takes what the
    user says about them; `notice` says something where prompts appear; `reload` reads the
    configuration again and says what is wrong with it; `quit_` ends the program.
    """

    def __init__(
        self,
        daemon: Daemon,
        *,
        status: Callable[[View], Status],
        why: Callable[[View], str],
        doctor: Callable[[View], Awaitable[Sequence["Check"]]],
        stretches: Callable[[], Mapping[str, Stretch]],
        feedback: Callable[[Feedback], Reply],
        notice: Callable[[str], None],
        reload: Callable[[], str | None],
        quit_: Callable[[], None],
    ) -> None:
        self._daemon = daemon
        self._status = status
        self._why = why
        self._doctor = doctor
        self._stretches = stretches
        self._feedback = feedback
        self._notice = notice
        self._reload = reload
        self._quit = quit_

    def __call__(self, request: Request) -> Reply | Awaitable[Reply]:
        """The reply to one request."""
        match request:
            case Query.STATUS | Query.FOLLOW:
                return self._state()
            case Query.WHY:
                view = self._daemon.view()
                return Reply(True, self._why(view), self._status(view))
            case Query.DOCTOR:
                return self._examined()
            case Query.RELOAD:
                problem = self._reload()
                return Reply(problem is None, problem or text.RELOADED, wrong=problem is not None)
            case Query.QUIT:
                self._quit()
                return Reply(True, text.STOPPING)
            case OfBreak(token, wanted):
                return self._of_break(token, wanted)
            case Hurts() | Hide() | Unhide() | Favour():
                return self._feedback(request)
            case PromptNow(stretch) if stretch is not None and not self._knows(stretch):
                said = text.unknown_stretch(stretch, self._near(stretch))
                return Reply(False, said, wrong=True)
            case _:
                refuse = self._daemon.ask(request)
                if refuse is not None:
                    return Reply(False, text.refused(refuse))
                return self._after(request)

    def _of_break(self, token: int, wanted: OnBreak) -> Reply | Awaitable[Reply]:
        """An answer that belongs to one break: a guide that hung for a while ends no other."""
        state = self._daemon.state
        if state.phase is not Phase.ON_BREAK or state.cycle != token:
            return Reply(False, BREAK_OVER)
        if not isinstance(wanted, Hurts):
            return self(wanted)
        reply = self._feedback(wanted)
        self._notice(reply.text)  # the guide, which closes now, has no room for it
        return reply

    def _knows(self, stretch: str) -> bool:
        return stretch in self._stretches()

    def _near(self, stretch: str) -> str | None:
        from difflib import get_close_matches  # only where somebody mistyped

        return next(iter(get_close_matches(stretch, list(self._stretches()), 1)), None)

    def _after(self, request: Request) -> Reply:
        """The new state, which is the answer to most commands."""
        phase = self._daemon.state.phase
        stretch = self._stretches().get(self._daemon.state.stretch or "")
        if isinstance(request, Another) and stretch is not None:
            return Reply(True, instead(stretch.name))
        if isinstance(request, PromptNow | Start) and phase is Phase.ON_BREAK:
            return Reply(True, text.BREAK_BEGUN)
        if phase is Phase.PROMPTING and not isinstance(request, Reading):
            return Reply(True, text.PROMPT_UP)
        return self._state()

    async def _examined(self) -> Reply:
        view = self._daemon.view()
        rows = await self._doctor(view)
        status = self._status(view)
        return Reply(True, headline(view, local_now()), status, [row.plain() for row in rows])

    def _state(self) -> Reply:
        view = self._daemon.view()
        return Reply(True, headline(view, local_now()), self._status(view))
