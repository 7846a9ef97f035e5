"""What the guide says."""

import re
from collections.abc import Mapping, Sequence

from breakd.core.stretch import Dose
from breakd.text import _

TITLE = _("breakd")

# What is being done, by the kind of segment.
DOING: Mapping[str, str] = {
    "ready": _("Get ready"),
    "in": _("Move slowly"),
    "hold": _("Hold"),
    "out": _("And slowly back"),
    "turn": _("Keep moving"),
    "breathe-in": _("Breathe in"),
    "breathe-out": _("Breathe out"),
    "switch": _("Now the other side"),
    "rest": _("Your break"),
    "end": _("That was it"),
}
PAUSED = _("Paused")
END = _("Well done. Another one, or back to it?")
END_REST = _("Your break is over.")

DONE = _("Done")
SNOOZE = _("Snooze")
PAUSE = _("Pause")
RESUME = _("Go on")
PREVIOUS = _("Back")
NEXT = _("Next")
ANOTHER = _("Another")
HURTS = _("This hurts")
CLOSE_HINT = _("Esc closes this window; the break goes on.")
CLOSE_HINT_UNASKED = _(
    "It counts if you leave keyboard and mouse alone, or press something here. Esc closes it."
)
CLOSE_HINT_TRIAL = _("Esc closes this window; nothing is recorded.")
PAGE = _(
    "This page cannot tell breakd that you are through: press Done in the notification or the "
    "tray, or type breakd done. The break ends by itself when its time is over."
)
PAGE_TRIAL = _("A look at one stretch; nothing is recorded.")
SPACE_KEY = _("space")

NO_SCREEN = _("There is no screen for the guide to open on.")
NO_TKINTER = _(
    "The guide window needs tkinter, which this Python lacks (Debian: apt install python3-tk)."
)


def feel(where_: str) -> str:
    """Where a stretch is felt, a sentence of the catalogue."""
    return _("You feel it: {where}").format(where=where_[:1].lower() + where_[1:])


def side(number: int, names: Sequence[str]) -> str:
    """Which of two sides this is."""
    return (*names, _("first side"), _("other side"))[number - 1]


def other_side(step: str) -> str:
    """A sentence of the catalogue that speaks of the first side, for the other one."""
    words = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    return re.sub(r"\b([Ll]eft|[Rr]ight)\b", lambda found: words[found[0]], step)


def counts(number: int, round_: int, dose: Dose) -> tuple[str, str]:
    """Which repetition this is, and which set; "" where there is but one."""
    total = dose.breaths or dose.reps
    words = _("breath {n} of {total}") if dose.breaths else _("{n} of {total}")
    rep = words.format(n=number, total=total) if total > 1 else ""
    sets = _("set {n} of {total}").format(n=round_, total=dose.sets)
    return rep, sets if dose.sets > 1 else ""


def seconds(left: float) -> str:
    """A countdown: seconds alone, minutes with them from a hundred on."""
    whole = int(-(-left // 1))
    return str(whole) if whole < 100 else f"{whole // 60}:{whole % 60:02}"
