"""What the sentences of `breakd why` are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Literal

from breakd.core.model import MINUTE, Break, Gate
from breakd.core.view import View
from breakd.text import _
from breakd.text.durations import short, words
from breakd.text.times import moment

Wait = Literal["quiet", "snoozed", ""]
# In a call: what is on the screen is discreet; nothing discreet fits; it was asked for in vain.
Discreet = Literal["shown", "none", "asked", ""]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the view does not tell.  Instants are POSIX seconds, None where unknown or idle.

    `since`: when each closed gate closed; `holds_end`: until when those that hold a break for a
    while only do so at most; `wait`: what a waiting time is for, "" for another reason.
    `prompt_ends` is None while the prompt's time stands still.  `early`: the break was brought
    forward; `discreet`: what a call makes of it, "" if nothing.
    """

    now: datetime
    since: Mapping[Gate, float] = field(default_factory=dict)
    due_since: float | None = None
    holds_end: Mapping[Gate, float] = field(default_factory=dict)
    hours_begin: float | None = None
    snoozed_until: float | None = None
    prompt_ends: float | None = None
    wait: Wait = ""
    ignored: int = 0
    failures: int = 0
    early: bool = False
    discreet: Discreet = ""


def due_since(facts: Facts) -> str:
    if facts.due_since is None:
        return _("Your break is due")
    return _("Your break has been due since {time}").format(time=moment(facts.due_since, facts.now))


def work_left(view: View) -> str | None:
    """ "another 12 minutes of work" and the rule; None for a break by the clock."""
    planned = view.planned
    if planned is None or planned.every is None:
        return None
    left = max(1.0, planned.every - view.work)
    time = words(ceil(left / MINUTE) * MINUTE if left > MINUTE else ceil(left))
    return _("another {time} of work ({rule})").format(
        time=time, rule=f"break.{planned.name}.every = {short(planned.every)}"
    )


def length_rule(planned: Break) -> str:
    return f"break.{planned.name}.length = {short(planned.length)}"
