"""What `breakd doctor` says."""

from collections.abc import Sequence

from breakd.text import _, plural
from breakd.text.durations import words

# --- breakd itself -------------------------------------------------------------------------------

REMINDERS = _("None is overdue.")
CALENDAR = _("Breaks wait for the end of an appointment.")


def running(version: str) -> str:
    """The daemon answers."""
    return _("breakd {version} is running.").format(version=version)


def outdated(running_version: str, installed: str) -> str:
    """It was updated, and the old one still runs."""
    return _("breakd {running} is still running, though {installed} is installed.").format(
        running=running_version, installed=installed
    )


def silent(work: float, headline: str) -> str:
    """No reminder has come through."""
    return _("None has come through in {time} of work ({headline}); see `breakd why`.").format(
        time=words(work), headline=headline
    )


# --- the desktop ---------------------------------------------------------------------------------

BUS = _("There is a session bus.")
NO_BUS = _(
    "There is no session bus: no notifications and no tray icon. Start breakd from within the "
    "desktop."
)
NO_NOTIFICATIONS = _("Nothing on this desktop shows notifications.")
SILENT_NOTIFICATIONS = _("The notification service does not answer; restarting it may help.")
ONLY_TERMINAL = _("Nothing shows notifications; reminders appear in breakd's terminal instead.")
STARTS_WHEN_NEEDED = _("The notification service starts with the first reminder.")
TRAY = _("The panel shows icons.")
TRAY_EMBEDDED = _("The panel takes only the older kind of icon: it is there, but has no menu.")
NO_TRAY = _("No panel here shows tray icons; in some it is a part that can be added.")
NO_TRAY_GNOME = _("GNOME shows tray icons only with the extension AppIndicator.")
NO_IDLE = _("Nothing tells whether anybody is at the desk: all time counts as work.")
NO_LOCK = _("Nothing tells of a locked screen; time away is seen by idle time alone.")
NO_SLEEP = _("Nothing announces sleep; the clocks tell of it afterwards.")
NOT_SEEN_HERE = _("breakd can see this on Linux only.")
NO_DISPLAY = _("breakd was started without knowing the display.")


def with_buttons(server: str) -> str:
    """All is well."""
    return _("{server} shows reminders, with buttons.").format(server=server)


def without_buttons(server: str) -> str:
    """The prompt's words name commands instead."""
    return _(
        "{server} shows reminders, but draws no buttons; `breakd done` and the tray do the same."
    ).format(server=server)


def idle(source: str) -> str:
    """The self-test has passed."""
    return _("{source} tells whether anybody is at the desk, and it sees you.").format(
        source=source
    )


def idle_doubtful(source: str) -> str:
    """It says that nobody is there, while somebody asks."""
    return _(
        "{source} says that nobody is at the desk. If you typed this here, it is wrong."
    ).format(source=source)


def idle_silent(source: str) -> str:
    """It has not said anything yet."""
    return _("{source} has not said yet whether anybody is at the desk.").format(source=source)


def lock(source: str) -> str:
    """What tells of a locked screen."""
    return _("A locked screen is noticed ({source}).").format(source=source)


def sleep(source: str) -> str:
    """What announces sleep."""
    return _("Sleep is announced ({source}).").format(source=source)


def desktop(name: str, session: str) -> str:
    """What desktop this is, as breakd sees it."""
    if not name and not session:
        return _("An unknown desktop.")
    return _("{name} on {session}.").format(
        name=name or _("An unknown desktop"), session=session or _("an unknown kind of session")
    )


def switched_off(key: str) -> str:
    """The configuration does not want it."""
    return _("Switched off by {key} in your configuration.").format(key=key)


# --- files ---------------------------------------------------------------------------------------

STORAGE = _("State and history are kept.")
TERMINAL = _("Reminders can appear in breakd's terminal.")
NO_TERMINAL = _("breakd was not started in a terminal, and needs none.")
SYSTEMD = _("systemd started breakd.")
NO_SYSTEMD = _("breakd was not started by systemd, and does not need it.")


def watched(seconds: float) -> str:
    """systemd restarts it."""
    return _("systemd started breakd, and starts it again if it hangs for {time}.").format(
        time=words(seconds)
    )


def configured(files: Sequence[str]) -> str:
    """All is well."""
    if not files:
        return _("There is no configuration file; the defaults are in force.")
    return _("In use: {files}.").format(files=", ".join(files))


def misconfigured(problems: Sequence[str], *, running: bool) -> str:
    """The configuration cannot be used."""
    last = _(" The last good settings stay in force.") if running else ""
    return _first(problems) + last


def warned(warnings: Sequence[str]) -> str:
    """It is valid, but does not do what it seems to."""
    return _first(warnings)


def stretches(count: int) -> str:
    """The catalogue is sound."""
    return plural(_("{n} stretch to choose from."), _("{n} stretches to choose from."), count)


def stretches_in_part(count: int, problems: Sequence[str]) -> str:
    """A pack of the user's is not."""
    return f"{stretches(count)} {_first(problems)}"


def log(file: str) -> str:
    """Where it is."""
    return _("It is in {file}.").format(file=file)


def no_log(file: str) -> str:
    """The daemon runs without one."""
    return _("The log {file} cannot be written.").format(file=file)


def no_log_yet(file: str) -> str:
    """The daemon never ran."""
    return _("There is no log yet; it will be in {file}.").format(file=file)


def _first(sentences: Sequence[str]) -> str:
    more = len(sentences) - 1
    if not more:
        return sentences[0]
    return sentences[0] + plural(_(" (and {n} more)"), _(" (and {n} more)"), more)


# --- the whole -----------------------------------------------------------------------------------

ALL_WELL = _("Everything works.")


def head(version: str, python: str, system: str) -> str:
    """What a bug report begins with."""
    return _("breakd {version}, Python {python}, {system}").format(
        version=version, python=python, system=system
    )


def verdict(degraded: int, missing: int) -> str:
    """How many things do not work."""
    parts = []
    if missing:
        parts.append(plural(_("{n} thing is missing"), _("{n} things are missing"), missing))
    if degraded:
        parts.append(plural(_("{n} works in part"), _("{n} work in part"), degraded))
    return _(", ").join(parts) + "." if parts else ALL_WELL
