"""Where the screens are."""

import re
import shutil
import subprocess
from typing import NamedTuple

ASK_S = 0.5
_MONITOR = re.compile(r"(\d+)/\d+x(\d+)/\d+\+(\d+)\+(\d+)")


class Screen(NamedTuple):
    """In pixels of the whole desktop."""

    x: int
    y: int
    width: int
    height: int


def screens() -> list[Screen]:
    """All of them, as xrandr names them; none where it cannot tell."""
    program = shutil.which("xrandr")
    if program is None:
        return []
    try:
        said = subprocess.run(
            [program, "--listmonitors"],
            capture_output=True,
            text=True,
            timeout=ASK_S,
            check=False,
            errors="replace",
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    return understood(said)


def understood(said: str) -> list[Screen]:
    """What `xrandr --listmonitors` printed; each place once, as mirrored screens share one."""
    found = [
        Screen(int(x), int(y), int(width), int(height))
        for width, height, x, y in _MONITOR.findall(said)
    ]
    return list(dict.fromkeys(found))


def under(found: list[Screen], x: int, y: int) -> Screen | None:
    """The screen at that point, else the first; None where none is known."""
    for screen in found:
        if 0 <= x - screen.x < screen.width and 0 <= y - screen.y < screen.height:
            return screen
    return found[0] if found else None
