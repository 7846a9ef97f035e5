"""The command that plays a chime."""

import sys
from typing import Literal

from breakd.config.settings import Settings

Chime = Literal["begin", "switch", "end"]


def command(name: Chime, settings: Settings) -> list[str]:
    """It ends with the chime."""
    words = [sys.executable, "-P", "-m", "breakd.sound", name, str(settings.sound_volume)]
    if settings.sound_chime == "on":
        words.append("--always")
    if settings.sound_in_calls:
        words.append("--in-calls")
    return words
