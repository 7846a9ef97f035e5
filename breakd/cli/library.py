"""The verbs of `breakd stretches`."""

import sys
from argparse import Namespace
from pathlib import Path

from breakd.catalogue.loader import Catalogue, load
from breakd.cli.failure import usage
from breakd.cli.settings import settings
from breakd.core.stretch import Preferences
from breakd.text import answers
from breakd.text import stretches as stretches_text


def listing(_arguments: Namespace) -> int:
    preferences = settings().preferences
    stretches = _catalogue(preferences).stretches
    print(stretches_text.listing(stretches, preferences.exclude, preferences.include), end="")
    return 0


def show(arguments: Namespace) -> int:
    stretches = _catalogue(settings().preferences).stretches
    found = stretches.get(arguments.stretch)
    if found is None:
        from difflib import get_close_matches

        close = get_close_matches(arguments.stretch, stretches, 1)
        raise usage(answers.unknown_stretch(arguments.stretch, close[0] if close else None))
    print(
        stretches_text.describe(found),
        stretches_text.DISCLAIMER,
        stretches_text.HOW_TO_SWITCH_OFF,
        sep="\n",
        end="",
    )
    return 0


def _catalogue(preferences: Preferences) -> Catalogue:
    catalogue = load([Path(folder) for folder in preferences.packs])
    for problem in catalogue.problems:
        print(problem, file=sys.stderr)
    return catalogue
