"""Starting at login on a freedesktop.org desktop: systemd's user manager, else XDG autostart.

`enable` also adds breakd to the desktop's applications, because that is where a notification's
`desktop-entry` is looked up: it gives breakd its name, its icon and its row in the settings.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from breakd.desktop.autostart import formats
from breakd.desktop.autostart.files import is_ours, read, remove, write
from breakd.text import autostart as say

UNIT = "breakd.service"
TARGET = "graphical-session.target"
SYSTEMCTL_TIMEOUT_S = 10

# Window managers that start nothing at login but what their own configuration names.
START_NOTHING = {"sway", "i3", "hyprland", "river", "niri", "labwc", "dwl", "wayfire", "bspwm"}


def enable(command: Sequence[str]) -> str:
    """Set up one of the two ways, and take the other away if it was ours."""
    if _session_is_systemds() and _enable_unit(command):
        remove(_entry_file())
        answer = say.enabled(str(_unit_file()), "systemctl --user start breakd")
    else:
        write(_entry_file(), formats.xdg_autostart(command, _icon(), say.APP_COMMENT))
        _remove_unit()
        answer = say.enabled(str(_entry_file()), "breakd run")
        desktop = os.environ.get("XDG_CURRENT_DESKTOP", "")
        if desktop.lower() in START_NOTHING:
            answer += " " + say.needs_a_line(desktop, "exec breakd run")
    _write_application(command)
    return answer


def disable() -> str:
    """Take back whatever of ours is there."""
    unit = _unit_file()
    removed = [str(unit)] if _remove_unit() else []
    removed += [str(path) for path in (_entry_file(), _application_file()) if remove(path)]
    if removed:
        return say.disabled(removed)
    kept = [str(path) for path in (unit, _entry_file()) if path.exists()]
    return say.not_ours(kept[0]) if kept else say.NOTHING_TO_DISABLE


def status() -> str:
    """Also tells of a unit or an entry that somebody else put there."""
    unit, entry = _unit_file(), _entry_file()
    if _wanted_link().is_symlink() or _systemctl("is-enabled", UNIT) == "enabled":
        return say.on(str(unit) if unit.exists() else UNIT)
    text = read(entry)
    if text is not None:
        how = str(entry)
        return say.switched_off(how) if formats.switched_off(text) else say.on(how)
    return say.not_enabled_unit(str(unit)) if unit.exists() else say.OFF


# --- the systemd unit ----------------------------------------------------------------------------


def _session_is_systemds() -> bool:
    """Whether there is a user manager that will reach graphical-session.target at login.

    Xfce, MATE, LXQt and most plain window managers never start that target, so a unit that hangs
    on it would never run there.  Outside any desktop, over ssh for instance, the unit is the
    better guess.
    """
    if _systemctl("show-environment") is None:
        return False
    in_desktop = any(map(os.environ.get, ("XDG_CURRENT_DESKTOP", "DISPLAY", "WAYLAND_DISPLAY")))
    return not in_desktop or _systemctl("is-active", TARGET) == "active"


def _enable_unit(command: Sequence[str]) -> bool:
    """False when systemd does not take the unit, which then is not left behind."""
    write(_unit_file(), formats.unit(_template().read_text(), command))
    _systemctl("daemon-reload")
    if _systemctl("enable", UNIT) is not None:
        return True
    _remove_unit()
    return False


def _remove_unit() -> bool:
    if not is_ours(_unit_file()):
        return False
    _systemctl("disable", UNIT)
    _wanted_link().unlink(missing_ok=True)  # no user manager: nobody else takes it away
    remove(_unit_file())
    _systemctl("daemon-reload")
    return True


def _systemctl(*words: str) -> str | None:
    """What `systemctl --user` printed; None when it failed or there is none."""
    try:
        done = subprocess.run(
            ["systemctl", "--user", *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SYSTEMCTL_TIMEOUT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


# --- places --------------------------------------------------------------------------------------


def _base(variable: str, fallback: str) -> Path:
    """A base directory; as its specification says, a relative one does not count."""
    value = os.environ.get(variable, "")
    return Path(value) if value.startswith("/") else Path.home() / fallback


def _unit_file() -> Path:
    return _base("XDG_CONFIG_HOME", ".config") / "systemd/user" / UNIT


def _wanted_link() -> Path:
    return _unit_file().parent / f"{TARGET}.wants" / UNIT


def _entry_file() -> Path:
    return _base("XDG_CONFIG_HOME", ".config") / "autostart/breakd.desktop"


def _application_file() -> Path:
    return _base("XDG_DATA_HOME", ".local/share") / "applications/breakd.desktop"


def _write_application(command: Sequence[str]) -> None:
    """Somebody else's entry of that name, say a distribution's, serves as well."""
    path = _application_file()
    if is_ours(path) or not path.exists():
        texts = (say.APP_GENERIC_NAME, say.APP_COMMENT)
        write(path, formats.application(command, _icon(), *texts))


def _template() -> Path:
    """In a wheel it lies with the desktop's files, in a checkout in a folder of its own."""
    here = Path(__file__).resolve().parents[1]
    shipped = here / UNIT
    return shipped if shipped.exists() else here.parents[1] / "systemd" / UNIT


def _icon() -> str:
    picture = Path(__file__).resolve().parents[1] / "pictures" / "breakd.png"
    return str(picture) if picture.exists() else "breakd"
