"""What breakd says about its files."""

from pathlib import Path

from breakd.text import _


def snapshot_unreadable(reason: str, aside: Path | None) -> str:
    """The saved state is of no use; `aside` is where it lies now, None if it could not be moved."""
    begin = _("The saved state could not be read ({reason}); breakd starts afresh.")
    return begin.replace("{reason}", reason) + _kept(aside)


def snapshot_newer(aside: Path | None) -> str:
    """The saved state was written by a later version of breakd."""
    return _("The saved state is from a newer breakd; this one starts afresh.") + _kept(aside)


def snapshot_distrusted(aside: Path | None) -> str:
    """Going on from the saved state has failed again and again."""
    return _("breakd could not go on from the saved state; it starts afresh.") + _kept(aside)


def snapshot_unwritable(path: Path, reason: str) -> str:
    """The state cannot be saved now."""
    return (
        _("The state cannot be saved to {path} ({reason}); breakd runs on and keeps trying.")
        .replace("{path}", str(path))
        .replace("{reason}", reason)
    )


def history_unwritable(path: Path, reason: str) -> str:
    """The history cannot be written now."""
    return (
        _("The history {path} cannot be written ({reason}); breakd keeps it in memory meanwhile.")
        .replace("{path}", str(path))
        .replace("{reason}", reason)
    )


def history_set_aside(path: Path, aside: Path) -> str:
    """The history was damaged, or was none."""
    return (
        _("{path} is not a sound history; it is kept as {aside}, and a new one was begun.")
        .replace("{path}", str(path))
        .replace("{aside}", aside.name)
    )


def row_refused(what: str) -> str:
    """The clock was so far off that the row makes no sense."""
    return _("One row ({what}) has an impossible time and was left out of the history.").replace(
        "{what}", what
    )


def history_damaged(path: Path) -> str:
    """The history is damaged, or is none, and is left as it is."""
    return _("{path} is not a sound breakd history.").replace("{path}", str(path))


def history_newer(path: Path) -> str:
    """The history was written by a later version of breakd."""
    return _("{path} was written by a newer breakd; this one leaves it alone.").replace(
        "{path}", str(path)
    )


def history_unreadable(path: Path, reason: str) -> str:
    """The history cannot be read now."""
    return (
        _("The history {path} cannot be read ({reason}).")
        .replace("{path}", str(path))
        .replace("{reason}", reason)
    )


def history_not_purged(path: Path, reason: str) -> str:
    """Not all of what the user wanted gone is gone."""
    return (
        _("The history {path} could not be purged completely ({reason}); please try again.")
        .replace("{path}", str(path))
        .replace("{reason}", reason)
    )


def in_use() -> str:
    """Another program reads the history at this moment."""
    return _("another program is reading it")


def no_sqlite() -> str:
    """This Python was built without SQLite."""
    return _("this Python has no sqlite3 module")


def works_again(path: Path) -> str:
    """What could not be written can be written again."""
    return _("{path} can be written again.").replace("{path}", str(path))


def _kept(aside: Path | None) -> str:
    return " " + _("It is kept as {name}.").replace("{name}", aside.name) if aside else ""


# --- why a saved state is of no use --------------------------------------------------------------


def not_a_file() -> str:
    """A folder, a pipe or a device lies where the file should be."""
    return _("it is not a plain file")


def too_large() -> str:
    """The file is far larger than any that breakd writes."""
    return _("it is too large")


def not_json() -> str:
    """The file is cut short or was never JSON."""
    return _("it is not valid JSON")


def expected(where: str, what: str) -> str:
    """One value is not what it should be."""
    return _("{where}: expected {what}").replace("{where}", where).replace("{what}", what)
