"""Starting at login: a systemd user unit, an XDG autostart entry, a LaunchAgent or a Run key.

`enable`, `disable` and `status` answer with a sentence for the user and may be repeated.  Only
what breakd wrote itself is ever changed or removed; `AutostartError` carries the sentence when
something is in the way.  These run in the command line's process, never in the daemon's.
"""

import sys
from pathlib import Path

from breakd.desktop.autostart.files import AutostartError

if sys.platform == "win32":
    from breakd.desktop.autostart import windows as way
elif sys.platform == "darwin":
    from breakd.desktop.autostart import mac as way
else:
    from breakd.desktop.autostart import linux as way

__all__ = ["AutostartError", "command", "disable", "enable", "status"]


def enable() -> str:
    """Start breakd at every login from now on."""
    return way.enable(command())


def disable() -> str:
    """Take back what `enable` did."""
    return way.disable()


def status() -> str:
    """Whether breakd starts at login, and through what."""
    return way.status()


def command() -> list[str]:
    """What starts the daemon of this very installation, wherever it lies."""
    python = Path(sys.executable)
    script = python.with_name("breakd")
    if script.exists():
        return [str(script), "run"]
    windowless = python.with_name("pythonw.exe")  # Windows: the script would open a console
    chosen = windowless if windowless.exists() else python
    return [str(chosen), "-P", "-m", "breakd", "run"]  # -P: a folder named breakd is no program
