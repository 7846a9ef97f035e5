"""The verbs of `breakd stretches`."""

import sys
from argparse import Namespace
from pathlib import Path

from breakd.catalogue.loader import Catalogue, load
from breakd.cli.failure import usage
from breakd.cli.settings import settings
from breakd.text import answers
from breakd.text import stretches as stretches_text


def listing(_arguments: Namespace) -> int:
    print(stretches_text.listing(_catalogue().stretches.values()))
    return 0


def show(arguments: Namespace) -> int:
    stretches = _catalogue().stretches
    found = stretches.get(arguments.stretch)
    if found is None:
        from difflib import get_close_matches

        close = get_close_matches(arguments.stretch, stretches, 1)
        raise usage(answers.unknown_stretch(arguments.stretch, close[0] if close else None))
    print(stretches_text.describe(found))
    return 0


def _catalogue() -> Catalogue:
    catalogue = load([Path(folder) for folder in settings().preferences.packs])
    for problem in catalogue.problems:
        print(problem, file=sys.stderr)
    return catalogue
