"""Files that breakd puts into other programs' folders: it never touches one it did not write."""

from pathlib import Path

from breakd.desktop.autostart.formats import MARK
from breakd.text import autostart as say


class AutostartError(Exception):
    """It could not be done; the text is a sentence for the user."""


def read(path: Path) -> str | None:
    """The text of a file; None when there is none to be read."""
    try:
        return path.read_text(errors="replace")
    except OSError:
        return None


def is_ours(path: Path) -> bool:
    """Whether breakd wrote this file."""
    return MARK in (read(path) or "")


def write(path: Path, text: str) -> None:
    """Create the file or renew ours."""
    if path.is_symlink() or (path.exists() and not is_ours(path)):
        raise AutostartError(say.not_ours(str(path)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    except OSError as error:
        raise AutostartError(say.failed(str(path), error.strerror or str(error))) from error


def remove(path: Path) -> bool:
    """Delete the file if it is ours; whether it was."""
    if not is_ours(path):
        return False
    try:
        path.unlink()
    except OSError as error:
        raise AutostartError(say.failed(str(path), error.strerror or str(error))) from error
    return True
