"""The words of the gallery page."""

from collections.abc import Sequence

from breakd.core.stretch import EQUIPMENT, Stretch
from breakd.text import _
from breakd.text.stretches import EQUIPMENT as EQUIPMENT_WORDS
from breakd.text.stretches import POSITIONS, SCOPES

LANGUAGE = "en"
TITLE = _("Stretches for a desk")
SKIP = _("Skip to the stretches")
SEARCH = _("Search the stretches")
SEARCH_HINT = _("Search: a name, a muscle, a word")
AREA = _("Where")
POSITION = _("How")
SCOPE = _("Place")
INTENSITY = _("Effort")
WITHOUT = _("Leave out")
WITHOUT_MORE = _("Leave out movements")
ONLY_OFFERED = _("Only what breakd offers you now")
MOVING = _("Moving pictures")
RESET = _("Show all")
ONE_SHOWN = _("One stretch")
MANY_SHOWN = _("{n} stretches")
NONE_SHOWN = _("None fits all of that. Choose fewer filters, or show all.")
HOW = _("How it is done")

NO_BROWSER = _("No browser could be opened.")


def lead(count: int) -> str:
    """What the page is, in a sentence or two."""
    return _(
        "All {n} stretches that breakd knows, each with its movement, its dose and what to mind. "
        "The warm light shows where you should feel it."
    ).format(n=count)


def picture_of(stretch: Stretch) -> str:
    """What stands in for the picture where it cannot be seen."""
    return _("Drawing: {summary}").format(summary=stretch.summary)


def tags(stretch: Stretch, offered: bool) -> list[str]:
    """Short words that tell stretches apart at a glance."""
    found = [POSITIONS[each] for each in sorted(stretch.positions, reverse=True)]
    found += [EQUIPMENT_WORDS[each] for each in EQUIPMENT if each in stretch.equipment]
    if stretch.scope != "at-desk":
        found.append(SCOPES[stretch.scope])
    if not offered:
        found.append(_("not offered now"))
    return found


def details(stretch: Stretch) -> list[tuple[str, Sequence[str], bool]]:
    """Label, lines, and whether it is a caution, of everything below the steps."""
    found: list[tuple[str, Sequence[str], bool]] = [
        (_("Feel it"), [stretch.feel], False),
        (_("Take care"), stretch.cautions, True),
        (_("Muscles"), [", ".join(stretch.muscles)], False),
        (_("Also called"), [", ".join(stretch.aliases)], False),
        (_("Source"), [stretch.source], False),
        (_("Do it now"), [f"breakd now {stretch.id}"], False),
    ]
    return [(label, lines, warn) for label, lines, warn in found if any(lines)]


def drawing(done: int, count: int) -> str:
    """The line that is shown while the pictures are drawn."""
    return _("Drawing: {done} of {count}").format(done=done, count=count)


def written(file: str, count: int) -> str:
    """Where the page is."""
    return _("{file}: {count} stretches. Open it in a browser.").format(file=file, count=count)


def cannot_write(file: str, reason: str) -> str:
    """The page has no place."""
    return _("{file} cannot be written: {reason}.").format(file=file, reason=reason)
