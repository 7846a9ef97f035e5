"""The process that plays one chime: `python -m breakd.sound NAME PERCENT [OPTION …]`.

Without `--always` it keeps silent where the desktop's sounds are switched off, without
`--in-calls` during a call.
"""

import sys

from breakd.sound.calls import in_call
from breakd.sound.loudness import chime
from breakd.sound.players import play
from breakd.sound.switch import sounds_are_on


def main(name: str, percent: str, *options: str) -> int:
    """Exit status 1: nothing here can play it."""
    if "--always" not in options and not sounds_are_on():
        return 0
    if "--in-calls" not in options and in_call():
        return 0
    return 0 if play(chime(name, int(percent))) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
