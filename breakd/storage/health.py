"""Whether a file can be written just now, said once and not at every try."""

import logging
from pathlib import Path

from breakd.text import storage as text


class Health:
    """`problem`: the sentence that says why the file cannot be used now, None while all is well.
    `notice`: the sentence about a file that was set aside since the start, None if none was."""

    def __init__(self, path: Path, part: str) -> None:
        self._path = path
        self._log = logging.getLogger(f"breakd.{part}")
        self.problem: str | None = None
        self.notice: str | None = None

    def fails(self, sentence: str) -> None:
        """Log a problem, unless it is the one already known."""
        if sentence != self.problem:
            self._log.warning("%s", sentence)
        self.problem = sentence

    def notes(self, sentence: str) -> None:
        """Log that a file was set aside, and remember it."""
        self._log.warning("%s", sentence)
        self.notice = sentence

    def refuses(self, sentence: str) -> None:
        """Log that one thing was left out."""
        self._log.warning("%s", sentence)

    def works(self) -> None:
        """Log the end of a problem."""
        if self.problem is not None:
            self._log.info("%s", text.works_again(self._path))
        self.problem = None


def reason(error: BaseException) -> str:
    """Why it failed, in the system's own words."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
