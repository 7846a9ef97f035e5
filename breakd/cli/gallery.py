"""`breakd stretches gallery`."""

import sys
from argparse import Namespace
from pathlib import Path

from breakd.catalogue.loader import load
from breakd.cli.configured import settings
from breakd.cli.failure import Failure
from breakd.core.offered import why_not
from breakd.gallery import films
from breakd.gallery.page import page
from breakd.guide.browser import open_in_browser
from breakd.text import gallery as text


def gallery(arguments: Namespace) -> int:
    preferences = settings().preferences
    catalogue = load([Path(folder) for folder in preferences.packs])
    for problem in catalogue.problems:
        print(problem, file=sys.stderr)
    stretches = catalogue.stretches
    offered = [one.id for one in stretches.values() if not why_not(one, stretches, preferences)]
    shown = films.pictures(stretches.values(), preferences.packs, _tell)
    out = Path(arguments.out)
    try:
        out.write_text(page(list(stretches.values()), shown, offered), encoding="utf-8")
    except OSError as error:
        raise Failure(text.cannot_write(str(out), error.strerror or str(error))) from None
    print(text.written(str(out), len(stretches)))
    if arguments.open and not open_in_browser(out.resolve()):
        raise Failure(text.NO_BROWSER)
    return 0


def _tell(done: int, count: int) -> None:
    """One live line, for somebody who waits."""
    if sys.stderr.isatty():
        print(f"\r{text.drawing(done, count)}", end="\n" if done == count else "", file=sys.stderr)
