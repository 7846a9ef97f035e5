"""Something sound in the place of a flaw, so that a check can go on to the next one."""

from copy import deepcopy
from typing import Any

from breakd.catalogue.lines import Way

# What is needed, for the fields that cannot simply be left out.
_SOUND: dict[str, object] = {
    "id": "sound",
    "name": "Sound",
    "area": "neck",
    "summary": "Sit.",
    "steps": ["Sit."],
    "feel": "Nothing.",
    "cautions": [],
    "dose": {"hold": 5.0},
    "positions": ["seated"],
}
_SOUND_DRAWING: dict[str | int, object] = {
    "base": "seated",
    "key": [{}],
    "keys": [0, 0],
    "of": "head",
}


def mend_stretch(table: dict[str, object], name: str) -> None:
    """Put something sound in the place of what was told."""
    outer, _, inner = name.partition(".")
    part = table.get(outer)
    if name in _SOUND:
        table[name] = _SOUND[name]
        if name == "steps":
            table.pop("when", None)  # which counts them
    elif name in table:
        del table[name]
    elif isinstance(part, dict):
        part.pop(inner, None)
        if not part:
            table[outer] = _SOUND[outer]


def mend_drawing(content: dict[str, object], way: Way) -> bool:
    """Put something sound in the place of what was told, or take it out; False where nothing
    else would make sense then."""
    if not way or isinstance(way[-1], int):  # a table of a list: the others would change places
        return False
    at: Any = content
    try:
        for step in way[:-1]:
            at = at[step]
        if way[-1] in _SOUND_DRAWING:
            at[way[-1]] = deepcopy(_SOUND_DRAWING[way[-1]])
        else:
            del at[way[-1]]
    except (LookupError, TypeError):
        return False
    return True
