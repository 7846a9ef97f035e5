"""What the guide tells the daemon, and asks it."""

import logging
from typing import Literal

from breakd.control.client import NoDaemonError, ask

log = logging.getLogger("breakd.guide")

Answer = Literal["done", "snooze", "another", "hurts", "attended"]
PATIENCE_S = 3.0


class Messenger:
    """Speaks of one break, which `token` names; without one, of a trial, nobody is told."""

    def __init__(self, token: int | None) -> None:
        self._token = token

    @property
    def is_trial(self) -> bool:
        return self._token is None

    def tell(self, answer: Answer) -> bool:
        """Whether the daemon took it.  A break that is over already is no error."""
        if self._token is None:
            return False
        try:
            reply = ask({"do": answer, "token": self._token}, PATIENCE_S)
        except NoDaemonError as error:
            log.warning("%s", error)
            return False
        return bool(reply.get("ok"))

    def in_call(self) -> bool:
        """Whether the daemon knows of a call."""
        if self._token is None:
            return False
        try:
            status = ask({"do": "status"}, PATIENCE_S).get("status", {})
        except NoDaemonError:
            return False
        return not {"call", "screen-share"}.isdisjoint(status.get("gates", ()))
