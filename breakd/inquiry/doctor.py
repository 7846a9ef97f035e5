"""The rows of `breakd doctor` that do not depend on the desktop's services.

Each function is used by whichever process knows its subject: the daemon, or the command line
where there is none.  Imported when somebody asks, never at the start.
"""

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from breakd.checks import Check
from breakd.config.load import load
from breakd.config.settings import ConfigError, Settings
from breakd.config.source import Sources
from breakd.core.view import View
from breakd.desktop import systemd
from breakd.text import doctor as text
from breakd.text.state import headline

EDIT = "breakd config edit"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
LEARN_DISPLAY = (
    "systemctl --user import-environment DISPLAY WAYLAND_DISPLAY XDG_CURRENT_DESKTOP "
    "XDG_SESSION_TYPE && systemctl --user restart breakd"
)


def configuration(sources: Sources, stretches: Collection[str], *, running: bool = False) -> Check:
    """Whether the files could be loaded now, and which there are.  `stretches`: the known ids;
    `running`: older settings may be in force."""
    try:
        settings = load(sources, stretches)
    except ConfigError as error:
        said = text.misconfigured(error.problems, running=running)
        return Check("config", "degraded" if running else "missing", said, EDIT)
    if settings.warnings:
        said = text.warned(settings.warnings)
        return Check("config", "degraded", said, EDIT)
    found = [*sources.system, sources.user, *filter(None, [sources.overrides])]
    files = [str(file) for file in found if file.exists()]
    return Check("config", "works", text.configured(files))


def catalogue(count: int, problems: Sequence[str]) -> Check:
    """The stretches, and what is wrong with the user's own."""
    if problems:
        return Check("stretches", "degraded", text.stretches_in_part(count, problems))
    return Check("stretches", "works" if count else "missing", text.stretches(count))


def desktop() -> Check:
    """What kind of desktop this process was started on."""
    name, session = (
        os.environ.get(variable, "") for variable in ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE")
    )
    if os.name == "posix" and not any(map(os.environ.get, DISPLAYS)):
        mend = LEARN_DISPLAY if os.environ.get("NOTIFY_SOCKET") else ""
        return Check("desktop", "degraded", text.NO_DISPLAY, mend)
    return Check("desktop", "works", text.desktop(name, session))


def supervision() -> Check:
    """Whether systemd looks after this process."""
    interval = systemd.watchdog_interval()
    if interval is not None:
        return Check("systemd", "works", text.watched(interval * 2))
    if os.environ.get("NOTIFY_SOCKET"):
        return Check("systemd", "works", text.SYSTEMD)
    return Check("systemd", "off", text.NO_SYSTEMD)


def storage(problems: Sequence[str]) -> Check:
    """The state and the history."""
    if problems:
        return Check("storage", "degraded", " ".join(problems))
    return Check("storage", "works", text.STORAGE)


def reminders(silent: float | None, view: View) -> Check:
    """`silent`: the seconds of work in which none came through, None if all is well."""
    if silent is None:
        return Check("reminders", "works", text.REMINDERS)
    return Check("reminders", "degraded", text.silent(silent, headline(view, None)), "breakd why")


def terminal(attached: bool) -> Check:
    """Whether reminders could appear in a terminal."""
    if attached:
        return Check("terminal", "works", text.TERMINAL)
    return Check("terminal", "off", text.NO_TERMINAL)


def log(file: Path) -> Check:
    """Where it is."""
    if not file.exists():
        return Check("log", "off", text.no_log_yet(str(file)))
    if not os.access(file, os.W_OK):
        return Check("log", "missing", text.no_log(str(file)))
    return Check("log", "works", text.log(str(file)))


def unwanted(settings: Settings) -> Mapping[str, str]:
    """By row: the setting that switched it off."""
    off = {}
    if not settings.defer_do_not_disturb:
        off["do-not-disturb"] = "defer.do_not_disturb"
    if not settings.defer_full_screen:
        off["full-screen"] = "defer.full_screen"
    if not settings.defer_call:
        off |= dict.fromkeys(("microphone", "camera", "screen-share"), "defer.call")
    if settings.rules.defer_typing <= 0:
        off["typing"] = "defer.typing"
    return off


def wanted_only(rows: Sequence[Check], settings: Settings) -> list[Check]:
    """The same rows; what the configuration does not want is off, whether it would work or not."""
    off = unwanted(settings)
    return [
        Check(row.name, "off", text.switched_off(off[row.name])) if row.name in off else row
        for row in rows
    ]
