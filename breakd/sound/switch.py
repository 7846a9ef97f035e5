"""Whether the desktop's own sounds are switched on."""

import os
import subprocess

ANSWER_S = 1.0
# By the names in XDG_CURRENT_DESKTOP: what tells of the switch.  Where a desktop has none, or says
# nothing, sounds are on.
_ASK = {
    "GNOME": ("gsettings", "get", "org.gnome.desktop.sound", "event-sounds"),
    "MATE": ("gsettings", "get", "org.mate.sound", "event-sounds"),
    "X-Cinnamon": ("gsettings", "get", "org.cinnamon.desktop.sound", "event-sounds"),
    "XFCE": ("xfconf-query", "-c", "xsettings", "-p", "/Net/EnableEventSounds"),
}


def sounds_are_on() -> bool:
    """Ask the desktop; takes a second at most."""
    for name in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        if name in _ASK:
            return _answer(_ASK[name]).strip() != "false"
    return True


def _answer(words: tuple[str, ...]) -> str:
    try:
        return subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=ANSWER_S,
            check=False,
            text=True,
            errors="replace",
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
