"""Sentences about the places of breakd's files."""

from pathlib import Path

from breakd.text import _

NO_HOME = _("there is no home directory; set HOME to one")


def symbolic_link(folder: Path) -> str:
    """A symbolic link stands where a private directory should be."""
    return _("{folder} is a symbolic link, but breakd needs a directory of its own there.").format(
        folder=folder
    )


def not_a_directory(folder: Path) -> str:
    """Something else stands where a directory should be."""
    return _("{folder} is not a directory, but breakd needs one there.").format(folder=folder)


def not_yours(folder: Path) -> str:
    """The directory belongs to another user."""
    return _("{folder} belongs to another user, so breakd does not use it.").format(folder=folder)


def writable_by_others(folder: Path) -> str:
    """Other users may write to the directory."""
    return _(
        "Other users can write to {folder}, so breakd does not use it; "
        "`chmod 700 {folder}` makes it private."
    ).format(folder=folder)


def unusable(place: Path, reason: str) -> str:
    """A file that breakd cannot run without cannot be made."""
    return _("{place} cannot be used: {reason}.").format(place=place, reason=reason)
