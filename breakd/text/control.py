"""Sentences that answer the control socket's callers."""

from collections.abc import Sequence
from pathlib import Path

from breakd.text import _

NOT_JSON = _("A request has to be one line of JSON.")
NOT_AN_OBJECT = _('A request has to be a JSON object such as {"do": "status"}.')
SECONDS_OR_UNTIL = _('A pause has either "seconds" or "until", not both.')
SECONDS_OR_OFF = _('Reading has either "seconds" or "off": true.')
OFF = _('"off" has to be true or false.')
TOKEN = _('"token" has to be the number of a break.')
UNTIL = _('"until" has to be a local time such as "15:30", or "today".')
STRETCH = _('"stretch" has to be the id of a stretch, such as "chin-tuck".')
TOO_LONG = _("A request may have 64 KiB at most.")
TOO_SLOW = _("A request has to arrive within 2 seconds.")
TOO_MANY = _("Too many callers at once; try again in a moment.")
NOT_YOURS = _("This breakd belongs to another user.")
WENT_WRONG = _("Something went wrong inside breakd; its log says what.")
WRONG_TOKEN = _("The request lacks the right token.")


def unknown_verb(verbs: Sequence[str]) -> str:
    """The request does not say what to do."""
    return _('"do" has to be one of {verbs}.').format(verbs=", ".join(verbs))


def unknown_field(verb: str, field: str) -> str:
    """The request has a field that its verb does not know."""
    shown = field if field.isprintable() and len(field) <= 40 else "?"
    return _('"{verb}" knows no "{field}".').format(verb=verb, field=shown)


def seconds(most: float) -> str:
    """The length is no sensible number."""
    return _('"seconds" has to be a number from 1 to {most:.0f}.').format(most=most)


def already_running(pid: int | None) -> str:
    """A second instance was started."""
    if pid is None:
        return _("breakd is already running.")
    return _("breakd is already running (process {pid}).").format(pid=pid)


def path_too_long(path: Path) -> str:
    """Unix sockets have short names."""
    return _("{path} is too long for a socket; set XDG_RUNTIME_DIR to a shorter one.").format(
        path=path
    )


NO_DAEMON = _("breakd is not running; `breakd run` starts it, `breakd autostart enable` at login.")
NO_ANSWER = _("breakd did not answer in time.")
ENDED = _("breakd has stopped.")
