"""How a verb ends in failure."""

from collections.abc import Mapping
from typing import Any

COULD_NOT = 1
WRONG_USAGE = 2


class Failure(Exception):  # noqa: N818 (it carries an exit status, not a fault of the program)
    """The command failed: `sentences` go to stderr, `status` is the exit status."""

    def __init__(self, *sentences: str, status: int = COULD_NOT) -> None:
        super().__init__(*sentences)
        self.sentences = sentences
        self.status = status


def usage(sentence: str) -> Failure:
    """The failure for a command that is not well-formed."""
    return Failure(sentence, status=WRONG_USAGE)


def refused(reply: Mapping[str, Any]) -> Failure:
    """The failure for what the running breakd did not do."""
    status = WRONG_USAGE if reply.get("wrong") else COULD_NOT
    return Failure(str(reply.get("text", "")), status=status)
