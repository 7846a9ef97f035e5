"""Programs that play a WAV file, and the one that can do it here."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from breakd.desktop.attention import pipewire, pulseaudio

SOUND_CARDS = Path("/dev/snd")
PATIENCE_S = 6.0  # a chime takes less than two
# It is an event, so that the desktop's own volume of system sounds holds for it too.
_PAPLAY = ("paplay", "--client-name=breakd", "--property=media.role=event")
_PW_PLAY = ("pw-play", "--media-role=Notification")
_CANBERRA = ("canberra-gtk-play", "--description=breakd", "--file")
_APLAY = ("aplay", "--quiet")


def players() -> Iterator[tuple[str, ...]]:
    """What can play here, best first; the file's name is to follow.  A server is looked for
    before its program: without one, some wait for ever and others start one."""
    return (words for words in _candidates() if which(words[0]))


def has_speaker() -> bool:
    """Whether there is a sound server, or a sound card without one."""
    return any(_candidates())


def _candidates() -> Iterator[tuple[str, ...]]:
    if sys.platform == "darwin":
        yield ("afplay",)
        return
    pulse, pipe = pulseaudio.address() is not None, pipewire.runs()
    if pulse:
        yield _PAPLAY
    if pipe:
        yield _PW_PLAY
    if pulse or pipe or any(SOUND_CARDS.glob("pcm*p")):
        yield from (_CANBERRA, _APLAY)


def play(wav: bytes) -> bool:
    """Play it to its end; False where nothing can."""
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(wav, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
        return True
    with tempfile.NamedTemporaryFile(prefix="breakd-", suffix=".wav") as file:
        file.write(wav)
        file.flush()
        return any(_played(words, file.name) for words in players())


def _played(words: tuple[str, ...], name: str) -> bool:
    try:
        done = subprocess.run(
            (*words, name),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
