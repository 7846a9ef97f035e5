"""What the guide lets its user hear, so that one need not look at the screen."""

import contextlib
import logging
import subprocess
import sys
from collections.abc import Callable, Sequence

from breakd.config.settings import Settings
from breakd.sound.ring import Chime, command
from breakd.sound.voice import Voice

log = logging.getLogger("breakd.sound")


class Sounds:
    """A chime and, where wanted, a voice.

    Nothing here waits or raises; where nothing can make a sound, there is silence.  Unless the
    settings allow sounds in calls, each looks for a call first, in its own process.  `in_call` is
    what the caller knows of one; it is asked before, and had better answer at once.
    """

    def __init__(self, settings: Settings, in_call: Callable[[], bool]) -> None:
        self._settings = settings
        self._in_call = in_call
        self.started: list[subprocess.Popen[bytes]] = []  # may have ended since
        self._voice = _voice(settings, self.started)

    def chime(self, name: Chime) -> None:
        """Let a chime ring."""
        self._reap()
        settings = self._settings
        if settings.sound_chime == "off" or not settings.sound_volume or not self._allowed():
            return
        with contextlib.suppress(OSError):
            self.started.append(_start(command(name, settings)))

    def say(self, text: str) -> None:
        """Speak, if the user wants a voice; whatever is still being said ends first."""
        self._reap()
        if self._voice is not None and self._allowed():
            self._voice.say(text)

    def stop(self) -> None:
        """End what is being said; a chime rings out by itself."""
        if self._voice is not None:
            self._voice.stop()

    def _allowed(self) -> bool:
        if self._settings.sound_in_calls:
            return True
        try:
            return not self._in_call()
        except Exception:
            log.debug("Nobody can tell whether this is a call", exc_info=True)
            return False

    def _reap(self) -> None:
        self.started[:] = [process for process in self.started if process.poll() is None]


def _voice(settings: Settings, started: list[subprocess.Popen[bytes]]) -> Voice | None:
    if not settings.sound_voice:
        return None
    return Voice(started, in_calls=settings.sound_in_calls)


def _start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0 if sys.platform != "win32" else None,
    )
