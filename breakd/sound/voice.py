"""A voice: the desktop's own speech, a program of its own for each sentence."""

import contextlib
import os
import signal
import subprocess
import sys
from shutil import which
from typing import NamedTuple

LONGEST = 500
# It becomes the program that speaks, so that whatever is meant for that reaches it.
UNLESS_IN_CALL = (sys.executable, "-P", "-m", "breakd.sound.calls")
_WINDOWS = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


class Speaker(NamedTuple):
    """A program that speaks what is written to it, in English as breakd's sentences are.
    `hush`, if any, is what ends its speaking; otherwise it is killed."""

    words: tuple[str, ...]
    hush: bytes = b""


def speaker() -> Speaker | None:
    """The one to use here."""
    if sys.platform == "win32":
        shell = which("powershell")
        words = ("-NoProfile", "-NonInteractive", "-Command", _WINDOWS)
        return Speaker((shell, *words)) if shell else None
    known = [
        # Killed, it would leave the service speaking; `hush` ends only what came from here.
        Speaker(
            ("spd-say", "--pipe-mode", "--application-name=breakd", "--language=en"),
            hush=b"!-!CANCEL self\n",
        ),
        Speaker(("espeak-ng", "-v", "en", "--stdin")),
    ]
    if sys.platform == "darwin":
        known = [Speaker(("say", "-f", "-"))]
    return next((one for one in known if which(one.words[0])), None)


class Voice:
    """Speaks one sentence at a time.  Nothing here waits or raises.

    Unless `in_calls`, it keeps silent during a call.  Whatever is started joins `started`, to be
    reaped by whoever holds it.
    """

    def __init__(self, started: list[subprocess.Popen[bytes]], *, in_calls: bool = False) -> None:
        self._speaker = speaker()
        self._before = () if in_calls or sys.platform != "linux" else UNLESS_IN_CALL
        self._started = started
        self._speaking: subprocess.Popen[bytes] | None = None

    def say(self, text: str) -> None:
        """Speak; whatever is still being said ends first."""
        self.stop()
        line = sentence(text)
        if self._speaker is None or not line:
            return
        with contextlib.suppress(OSError):
            self._speaking = _start((*self._before, *self._speaker.words))
            self._started.append(self._speaking)
            self._write(self._speaking, line.encode() + b"\n", close=not self._speaker.hush)

    def stop(self) -> None:
        """End what is being said."""
        process, self._speaking = self._speaking, None
        if process is None or self._speaker is None:
            return
        if self._speaker.hush:
            self._write(process, self._speaker.hush, close=True)
        elif process.poll() is None:
            _kill(process)

    def _write(self, process: subprocess.Popen[bytes], said: bytes, *, close: bool) -> None:
        """So little that a pipe takes it at once."""
        assert process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended
            os.write(process.stdin.fileno(), said)
        if close:
            process.stdin.close()


def sentence(text: str) -> str:
    """One line without control characters, which no speaker takes for a command."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(plain.split())[:LONGEST].lstrip("!- ")


def _start(words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0 if sys.platform != "win32" else None,
    )
    assert process.stdin is not None
    if sys.platform != "win32":
        os.set_blocking(process.stdin.fileno(), False)
    return process


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
