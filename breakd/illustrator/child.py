"""One run of the process that draws."""

import asyncio
import json
import logging
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from breakd.card import Drawn

log = logging.getLogger("breakd.illustrator")

DRAWN_S = 20.0  # by then the notification's pictures are there, or will never be
FILM_S = 300.0  # and the guide's film: it is drawn in idle moments, of which there may be few
_MOST_BYTES = 16 * 1024


class Child:
    """Runs the words; `done` is called once: with what was drawn, or with None and a sentence
    that says what went wrong, "" where there is nothing to be drawn.  OSError when it cannot be
    run."""

    def __init__(self, words: Sequence[str], done: Callable[[Drawn | None, str], None]) -> None:
        self._done: Callable[[Drawn | None, str], None] | None = done
        self._said = b""
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,  # Ctrl-C in a terminal is for us; we end it
        )
        assert self._process.stdout is not None
        self._output = self._process.stdout.fileno()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._output, self._readable)
        self._patience = loop.call_later(DRAWN_S, self._give_up)

    def stop(self) -> None:
        """End it; `done` is not called any more."""
        self._done = None
        self._end()

    def _readable(self) -> None:
        said = os.read(self._output, 4096)
        if self._done is not None:
            self._said += said
            if b"\n" in self._said:
                self._tell(*_understand(self._said))
            elif not said or len(self._said) > _MOST_BYTES:
                self._give_up()
                return
        if not said:
            self._end()

    def _tell(self, drawn: Drawn | None, problem: str) -> None:
        done, self._done = self._done, None
        self._patience.cancel()
        self._patience = asyncio.get_running_loop().call_later(FILM_S, self._give_up)
        if done is not None:
            done(drawn, problem)

    def _give_up(self) -> None:
        done, self._done = self._done, None
        status = self._end()
        if done is not None:
            done(None, f"the process that draws ended with status {status}")
        else:
            log.info("there was no time for a film")

    def _end(self) -> int:
        """It has closed its output, or is not to be waited for."""
        self._patience.cancel()
        assert self._process.stdout is not None
        if not self._process.stdout.closed:
            asyncio.get_running_loop().remove_reader(self._output)
            self._process.stdout.close()
        self._process.kill()
        return self._process.wait()


def _understand(line: bytes) -> tuple[Drawn | None, str]:
    try:
        said = json.loads(line)
        match said:
            case {"problem": str(problem)}:
                return None, problem
            case {"small": str(small), "large": str(large), "strip": str(strip)}:
                return Drawn(Path(small), Path(large), Path(strip)), ""
            case {"small": str(small), "large": str(large)}:
                return Drawn(Path(small), Path(large)), ""
            case dict() if not said:
                return None, ""
    except ValueError:
        pass
    return None, "the process that draws said something else"
