"""The row of `breakd doctor` about sound."""

import sys
from pathlib import PurePath

from breakd.checks import Check
from breakd.config.settings import Settings
from breakd.desktop.attention.packages import PACTL, install
from breakd.sound.players import has_speaker, players
from breakd.sound.switch import sounds_are_on
from breakd.sound.voice import speaker
from breakd.text import sound as text

NAME = "sound"
SPEECH = {
    **dict.fromkeys(("apt", "dnf", "zypper", "pacman"), "speech-dispatcher"),
    "apk": "espeak-ng",
}
TURN_ON = "breakd config set sound.chime on"


def check(settings: Settings) -> Check:
    """Whether the guide can be heard.  Runs other programs: not for the daemon."""
    chime = _chime(settings)
    if not settings.sound_voice:
        return chime
    spoken = speaker()
    if spoken is None:
        return Check(NAME, "degraded", f"{chime.text} {text.NO_VOICE}", install(SPEECH))
    said = f"{chime.text} {text.voice(PurePath(spoken.words[0]).stem)}"
    health = "works" if chime.health == "off" else chime.health
    return Check(NAME, health, said, chime.mend if health != "works" else "")


def _chime(settings: Settings) -> Check:
    wanted = settings.sound_chime
    if wanted == "off" or not settings.sound_volume:
        return Check(NAME, "off", text.NO_CHIME if settings.sound_voice else text.OFF)
    if wanted == "auto" and not sounds_are_on():
        return Check(NAME, "off", text.DESKTOP_OFF, TURN_ON)
    if sys.platform == "win32":
        return Check(NAME, "works", text.chime("Windows"))
    player = next(players(), None)
    if player is None and not has_speaker():
        return Check(NAME, "off", text.NO_SPEAKER)
    if player is None:
        return Check(NAME, "missing", text.NO_PLAYER, install(PACTL))
    return Check(NAME, "works", text.chime(player[0]))
