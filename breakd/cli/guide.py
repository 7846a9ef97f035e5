"""`breakd guide` and `breakd stretches play`: a look at the guide, without a daemon."""

from argparse import Namespace
from pathlib import Path

from breakd.catalogue.loader import load
from breakd.cli.configured import settings
from breakd.cli.failure import Failure, usage
from breakd.guide.lead import NO_SCREEN, lead
from breakd.guide.trial import some, trial
from breakd.text import answers
from breakd.text import guide as text


def play(arguments: Namespace) -> int:
    configured = settings()
    stretches = load([Path(folder) for folder in configured.preferences.packs]).stretches
    name = arguments.stretch
    if name is not None and name not in stretches:
        from difflib import get_close_matches

        close = get_close_matches(name, stretches, 1)
        raise usage(answers.unknown_stretch(name, close[0] if close else None))
    chosen = stretches[name] if name else some(stretches, configured.preferences)
    if lead(trial(chosen, configured)) == NO_SCREEN:
        raise Failure(text.NO_SCREEN)
    return 0
