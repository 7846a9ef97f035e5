"""What the command line says."""

from collections.abc import Sequence
from pathlib import Path

from breakd.text import _

TAGLINE = _("breakd reminds you to move: one short stretch at a time.")
USAGE = _("breakd [COMMAND] [OPTIONS]")

# The commands in the order and the groups of the overview.
GROUPS: dict[str, dict[str, str]] = {
    _("Run it"): {
        "run": _("the reminders, in the foreground; the same as no command"),
        "demo": _("one reminder now, to see what it looks like; nothing is recorded"),
        "autostart": _("start at login: enable, disable or status"),
    },
    _("Answer a reminder"): {
        "done": _("the break is taken"),
        "snooze": _("later: in the usual time, or in DURATION"),
        "skip": _("not this time"),
        "start": _("show how it is done, step by step"),
        "another": _("not this stretch: another one instead"),
        "now": _("a reminder at once, of STRETCH if given"),
    },
    _("Say what suits you"): {
        "hurts": _("stop: this stretch, or STRETCH, never comes again"),
        "hide": _("STRETCH never comes again"),
        "unhide": _("it may come again"),
        "favour": _("it comes more often; said again: no longer"),
    },
    _("Have peace"): {
        "pause": _("no reminders for DURATION, until a time, today, or until you resume"),
        "resume": _("reminders again"),
        "reading": _("you read: sitting still is no rest, for DURATION (45m), or off"),
    },
    _("See where it stands"): {
        "status": _("when the next break comes, or what holds it"),
        "why": _("the reason for that, and the setting that decides"),
        "doctor": _("what works on this desktop, and what mends the rest"),
        "stats": _("the breaks of the last days"),
        "history": _("export or purge what is recorded"),
        "stretches": _("all stretches, or one in full"),
        "guide": _("a look at how a stretch is led through; nothing is recorded"),
    },
    _("Make it yours"): {
        "config": _("show, check, edit or set the configuration"),
    },
}

EXAMPLES = (
    ("breakd autostart enable", _("start at every login")),
    ("breakd snooze 10m", _("remind me in ten minutes")),
    ("breakd pause until 14:00", _("nothing before two o'clock")),
    ("breakd config set break.stretch.every 45m", _("every 45 minutes of work")),
)

MORE_HELP = _("`breakd COMMAND --help` says more about each.")
DURATIONS = _("Durations: 90s, 25m, 1h30m.")

HELP = _("show this and end")
VERSION = _("show the version and end")
RUN_CONFIG = _("read this file instead of the usual ones")
NOW_STRETCH = _("the id of a stretch; `breakd stretches` lists them")
HURTS_STRETCH = _("the id of a stretch; without it, the one that was shown last")
FAVOUR_OFF = _("it comes as often as any other")
SNOOZE_FOR = _("such as 10m; without it, what the button gives")
PAUSE_FOR = _('such as 45m, "until 14:00" or "today"; without it, until `breakd resume`')
READING_FOR = _('such as 1h; without it, 45m; "off" when you have finished')
JSON = _("as JSON, for programs")
FOLLOW = _("print it again whenever it changes, until Ctrl-C")
FORMAT = _("for a bar: waybar")
DAYS = _("how many days, today included (default: 7)")
EXPORT_FORMAT = _("csv (default) or json, one object a line")
EXPORT_OUT = _("write to FILE, which must not exist yet, instead of the terminal")
PURGE_BEFORE = _("everything before this day, such as 2026-01-31")
PURGE_ALL = _("everything")
STRETCH_ID = _("the id of a stretch")
CONFIG_FILE = _("check this file instead of the usual ones")
CONFIG_KEY = _("such as snooze.times or break.stretch.every")
CONFIG_VALUE = _("such as 3 or 45m; items of a list with commas; +ID adds to a list")

LIST = _("all of them (default)")
SHOW_STRETCH = _("one in full")
PLAY = _("one in the guide; nothing is recorded")
GALLERY = _("all of them with their animations, as one web page")
GALLERY_FILE = "breakd-stretches.html"
GALLERY_OUT = _("write to FILE, {file} if none is given").format(file=GALLERY_FILE)
GALLERY_OPEN = _("open it in the browser")
CHECK_PACK = _("say what is wrong with a folder of stretches of your own")
PACK_FOLDER = _("the folder; docs/packs.md says what belongs into it")
SAFETY = _("when to stop, when to ask first, and how to switch a stretch off")
# The filters of the list: what stands for the value, and what they keep.
FILTERS = {
    "area": (_("AREA"), _("of this body area, such as neck")),
    "position": (_("POSITION"), _("done seated, standing or on the floor")),
    "equipment": (_("THING"), _("that use it, such as wall or towel")),
    "scope": (_("PLACE"), _("at-desk, near-desk or off-desk")),
    "load": (_("MOVEMENT"), _("with this movement, such as neck-rotation")),
    "avoid": (_("MOVEMENT"), _("without this movement")),
}
LIST_ALL = _("with those that are off by default")
EXPORT = _("every row, for a spreadsheet or a script")
PURGE = _("delete rows for good")
CONFIG = {
    "show": _("every setting and where it comes from (default)"),
    "get": _("one setting, as it counts now"),
    "path": _("where your file is"),
    "check": _("say what is wrong with it"),
    "init": _("write a file with every setting at its default, unless there is one"),
    "edit": _("open your file in your editor"),
    "set": _("change one setting; kept beside your file, which stays as it is"),
    "unset": _("take such a change back"),
}
AUTOSTART = {
    "status": _("whether breakd starts at login (default)"),
    "enable": _("start it at every login"),
    "disable": _("no longer"),
}

ORIGINS = {
    "default": _("default"),
    "system": _("the system's config.toml"),
    "user": _("your config.toml"),
    "overrides": _("`breakd config set`"),
}

NOTHING_TO_PURGE = _("Say what to delete: --before DATE, or --all.")
NO_EDITOR = _("There is no editor: set VISUAL or EDITOR to the one you like.")
INTERRUPTED = _("Interrupted.")


def no_command(word: str, close: str | None) -> str:
    """There is no such command; `close` is one that may be meant."""
    if close:
        said = _('There is no command "{word}"; did you mean {close}?')
        return said.format(word=word, close=close)
    return _('There is no command "{word}"; `breakd --help` lists them.').format(word=word)


def wrong_usage(prog: str, reason: str) -> str:
    """The options do not fit; `reason` is argparse's."""
    return _("{prog}: {reason}; see `{prog} --help`.").format(prog=prog, reason=reason)


def too_much(prog: str, words: str) -> str:
    """There is more on the command line than the verb knows."""
    return _('{prog} does not know what "{words}" means; see `{prog} --help`.').format(
        prog=prog, words=words
    )


def must_be(word: str, expected: str) -> str:
    """A word of the command line does not fit."""
    return _('"{word}" does not fit; it must be {expected}.').format(word=word, expected=expected)


def one_of(option: str, values: Sequence[str]) -> str:
    """What an option has to be, or what stands alone, as `option` is "" then."""
    if not option:
        return _("one of {values}").format(values=", ".join(values))
    if len(values) == 1:
        return _("{value} for {option}").format(value=values[0], option=option)
    return _("one of {values} for {option}").format(values=", ".join(values), option=option)


PAUSE_EXPECTED = _('a duration of at most 168h, "until" and a time such as "14:00", or "today"')
READING_EXPECTED = _('a duration of at most 4h, or "off"')
DATE_EXPECTED = _('a date such as "2026-01-31"')


def days_expected(most: int) -> str:
    """What --days has to be."""
    return _("a number of days from 1 to {most}").format(most=most)


def file_exists(file: Path) -> str:
    """The export would overwrite something."""
    return _("{file} is already there; breakd does not overwrite it.").format(file=file)


def system_error(reason: str, file: str | None) -> str:
    """The system refused something."""
    if file:
        return _("That did not work: {file}: {reason}.").format(file=file, reason=reason)
    return _("That did not work: {reason}.").format(reason=reason)


def editor_failed(editor: str, reason: str) -> str:
    """The editor could not be started, or ended with an error."""
    return _("The editor {editor} did not work: {reason}.").format(editor=editor, reason=reason)


def exit_status(status: int) -> str:
    """Why a program counts as failed."""
    return _("exit status {status}").format(status=status)


def bar(phase: str, gates: Sequence[str], due_at: str | None) -> str:
    """A few characters for a bar."""
    if "paused" in gates:
        return _("paused")
    if phase == "prompting":
        return _("stretch!")
    if phase == "on-break":
        return _("break")
    return due_at[11:16] if due_at else "–"
