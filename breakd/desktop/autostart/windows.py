"""Starting at login on Windows: a value of the user's Run key."""

import sys
import winreg
from collections.abc import Sequence

from breakd.desktop.autostart.files import AutostartError
from breakd.desktop.autostart.formats import LABEL, is_our_run_key, run_key
from breakd.text import autostart as say

assert sys.platform == "win32"  # for the type checker: the rest exists there only

KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
PLACE = f"HKCU\\{KEY}\\{LABEL}"


def enable(command: Sequence[str]) -> str:
    """Set the value, unless it is somebody else's."""
    there = _value()
    if there is not None and not is_our_run_key(there):
        raise AutostartError(say.not_ours(PLACE))
    try:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:
            winreg.SetValueEx(key, LABEL, 0, winreg.REG_SZ, run_key(command))
    except OSError as error:
        raise AutostartError(say.failed(PLACE, str(error))) from error
    return say.enabled(PLACE, "breakd run")


def disable() -> str:
    """Delete the value if it is ours."""
    there = _value()
    if there is None:
        return say.NOTHING_TO_DISABLE
    if not is_our_run_key(there):
        return say.not_ours(PLACE)
    try:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:
            winreg.DeleteValue(key, LABEL)
    except OSError as error:
        raise AutostartError(say.failed(PLACE, str(error))) from error
    return say.disabled([PLACE])


def status() -> str:
    """Also tells of a value that somebody else set."""
    return say.OFF if _value() is None else say.on(PLACE)


def _value() -> str | None:
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
            return str(winreg.QueryValueEx(key, LABEL)[0])
    except OSError:
        return None
