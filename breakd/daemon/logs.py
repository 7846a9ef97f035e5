"""Where the daemon's log goes: a file in the state directory, and the standard error stream."""

import logging
import sys
from pathlib import Path

from breakd.text.paths import unusable

LARGEST = 1 << 20  # bytes; at the next start it becomes the one old log


def start(file: Path) -> None:
    """Log to `file` from now on, and to standard error: everything where that is read by a
    supervisor, only what is wrong where a person looks at it."""
    shown = logging.StreamHandler()
    shown.setLevel(logging.ERROR if sys.stderr.isatty() else logging.INFO)
    handlers: list[logging.Handler] = [shown]
    try:
        handlers.append(_kept(file))
    except OSError as error:
        print(unusable(file, error.strerror or str(error)), file=sys.stderr)
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    for handler in handlers:
        handler.setFormatter(form)
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)
    logging.raiseExceptions = False  # a full disk is no reason for a traceback at every line


def _kept(file: Path) -> logging.Handler:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LARGEST:
        file.replace(file.with_suffix(".old.log"))
    handler = logging.FileHandler(file, encoding="utf-8")
    file.chmod(0o600)
    return handler
