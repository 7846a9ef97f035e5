"""What breakd answers to commands."""

from breakd.core.effects import Refuse, Why
from breakd.text import _
from breakd.text.durations import words

STOPPING = _("breakd stops.")
RELOADED = _("The settings are in force.")
PROMPT_UP = _("Here comes the reminder.")
BREAK_BEGUN = _("The break has begun.")

_REFUSED = {
    Why.NOTHING_DUE: _("No break is due."),
    Why.NO_SNOOZES_LEFT: _("No snooze is left for this break."),
    Why.ON_BREAK: _("A break is under way."),
    Why.NO_OTHER: _("No other stretch fits this break."),
    Why.NOT_PAUSED: _("breakd is not paused."),
}


def refused(refuse: Refuse) -> str:
    """Why a command changed nothing."""
    if refuse.why is Why.SNOOZE_TOO_LONG:
        return _("This break can be snoozed for another {time} at most.").format(
            time=words(refuse.left)
        )
    return _REFUSED[refuse.why]


def unknown_stretch(name: str, near: str | None) -> str:
    """No stretch has this id."""
    sentence = _("There is no stretch {name!r}").format(name=name)
    if near is not None:
        return _("{sentence}; did you mean {near}?").format(sentence=sentence, near=near)
    return _("{sentence}; `breakd stretches` lists them.").format(sentence=sentence)
