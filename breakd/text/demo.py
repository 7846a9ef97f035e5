"""What the demo says around its one reminder."""

from breakd.text import _

NOWHERE = _(
    "There is no notification service here and no terminal to ask in, so there is nothing to show."
)
DONE = _("That is all there is to it. `breakd run` starts the real thing.")
SNOOZED = _("Snoozed: the real breakd would come back then. `breakd run` starts it.")
SKIPPED = _("Skipped: the real breakd would come back after the next half hour of work.")
UNANSWERED = _("Nobody answered: the real breakd would ask twice more, then let it go.")


def here_it_comes(*, keys: bool) -> str:
    """Before the reminder; `keys` if it is answered with them."""
    said = _("Here comes a reminder, as it would after half an hour of work.")
    return said + " " + (_("Try its keys.") if keys else _("Try its buttons."))
