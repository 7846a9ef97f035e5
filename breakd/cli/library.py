"""The verbs of `breakd stretches`."""

import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from breakd.catalogue.loader import Catalogue, load
from breakd.cli.configured import settings
from breakd.cli.failure import usage
from breakd.core.offered import why_not
from breakd.core.stretch import AREAS, EQUIPMENT, LOADS, POSITIONS, SCOPES, Preferences, Stretch
from breakd.report.paper import Paper
from breakd.report.stretches import Item, chosen, stretch_json, stretch_list, stretch_page
from breakd.text import commands as text
from breakd.text import stretches as stretches_text

_VALUES: Mapping[str, Sequence[str]] = {
    "area": AREAS,
    "position": POSITIONS,
    "equipment": EQUIPMENT,
    "scope": SCOPES,
    "load": LOADS,
    "avoid": LOADS,
}


def listing(arguments: Namespace) -> int:
    wanted = {name: _known(name, getattr(arguments, name) or ()) for name in _VALUES}
    preferences = settings().preferences
    stretches = _catalogue(preferences).stretches
    items = chosen([_item(one, stretches, preferences) for one in stretches.values()], wanted)
    on = [item for item in items if item.stretch.enabled or item.stretch.id in preferences.include]
    shown = items if arguments.all else on
    if arguments.json:
        _print_json([stretch_json(item) for item in shown])
    else:
        left_out = len(items) - len(shown)
        print(stretch_list(shown, preferences, _paper(), left_out), end="")
    return 0


def show(arguments: Namespace) -> int:
    preferences = settings().preferences
    stretches = _catalogue(preferences).stretches
    found = stretches.get(arguments.stretch)
    if found is None:
        from breakd.text import answers

        near = _near(arguments.stretch, stretches)
        raise usage(answers.unknown_stretch(arguments.stretch, near))
    item = _item(found, stretches, preferences)
    if arguments.json:
        _print_json(stretch_json(item))
    else:
        print(stretch_page(item, preferences, _paper()), end="")
    return 0


def safety(_arguments: Namespace) -> int:
    print(stretches_text.DISCLAIMER, stretches_text.HOW_TO_SWITCH_OFF, sep="\n", end="")
    return 0


def _print_json(found: object) -> None:
    import json

    print(json.dumps(found, ensure_ascii=False, indent=2))


def _known(name: str, words: Sequence[str]) -> Sequence[str]:
    for word in words:
        if word not in _VALUES[name]:
            raise usage(text.must_be(word, text.one_of(f"--{name}", _VALUES[name])))
    return words


def _item(one: Stretch, stretches: Mapping[str, Stretch], preferences: Preferences) -> Item:
    return Item(one, why_not(one, stretches, preferences))


def _near(word: str, stretches: Mapping[str, Stretch]) -> str | None:
    """The id that may be meant: by a part of a name of it, or by a slip."""
    from difflib import get_close_matches

    sought = word.lower().replace("_", "-").replace(" ", "-")
    names = {id_: id_ for id_ in stretches}
    for one in stretches.values():
        for name in (one.name, *one.aliases):
            names.setdefault(name.lower().replace(" ", "-"), one.id)
    parts = [name for name in names if len(sought) > 2 and sought in name]
    close = parts or get_close_matches(sought, names, 1)
    return names[close[0]] if close else None


def _paper() -> Paper:
    return Paper.under(sys.stdout, os.environ)


def _catalogue(preferences: Preferences) -> Catalogue:
    catalogue = load([Path(folder) for folder in preferences.packs])
    for problem in catalogue.problems:
        print(problem, file=sys.stderr)
    return catalogue
