"""What `breakd why` says while the user is away."""

from dataclasses import replace
from typing import NamedTuple

from breakd.core.absence import STRENGTH, rest_needed
from breakd.core.model import Gate, Phase, Rules
from breakd.core.turn import policy
from breakd.core.view import View
from breakd.text import _
from breakd.text.durations import short, words
from breakd.text.facts import Facts, due_since, length_rule, work_left
from breakd.text.times import at, moment


def away(view: View, rules: Rules, facts: Facts) -> str:
    cause = next(gate for gate in STRENGTH if gate in view.held)
    return f"{_gone(cause, facts)} {_until_back(view, rules, facts, cause)}".rstrip()


def _gone(cause: Gate, facts: Facts) -> str:
    """Who or what is away, and since when."""
    plain, dated = {
        Gate.IDLE: (
            _("Nobody is at the keyboard or the mouse."),
            _("Nobody has been at the keyboard or the mouse since {time}."),
        ),
        Gate.LOCKED: (_("The screen is locked."), _("The screen has been locked since {time}.")),
        Gate.SUSPENDED: (
            _("The machine is going to sleep."),
            _("The machine announced {when} that it goes to sleep."),
        ),
        Gate.SWITCHED: (
            _("Another user has the screen."),
            _("Another user has had the screen since {time}."),
        ),
    }[cause]
    since = facts.since.get(cause)
    if since is None:
        return plain
    return dated.format(time=moment(since, facts.now), when=at(since, facts.now))


def _until_back(view: View, rules: Rules, facts: Facts, cause: Gate) -> str:
    how = policy(rules, cause)
    key = {Gate.IDLE: "away.on_idle", Gate.SUSPENDED: "away.on_sleep"}.get(cause, "away.on_lock")
    rest = _rest(view, rules, cause) if how == "credit" else None
    if how == "reset" or (rest is not None and rest.had(facts, cause)):
        return _anew(view, facts, rest.rule if rest else f'{key} = "reset"', reset=rest is None)
    if view.phase is Phase.WORKING:
        said = _next_once_back(view, how == "ignore")
    elif view.phase is Phase.SNOOZED and facts.snoozed_until is not None:
        said = _("The break you snoozed comes once you are back, not before {time}.").format(
            time=moment(facts.snoozed_until, facts.now)
        )
    else:
        said = _("{break_} and comes once you are back.").format(break_=due_since(facts))
    if rest is not None:
        counts = _("{time} away count as the break ({rule}).")
        return f"{said} {counts.format(time=words(rest.length), rule=rest.rule)}"
    meaning = {
        "pause": _("Your work so far is kept"),
        "ignore": _("The time goes on counting as work"),
    }.get(how)
    return f'{said} {meaning} ({key} = "{how}").' if meaning else said


class _Rest(NamedTuple):
    """The absence that is as good as the break: its length, and the setting that says so."""

    length: float
    rule: str

    def had(self, facts: Facts, cause: Gate) -> bool:
        """Whether this one has been so long."""
        since = facts.since.get(cause)
        return since is not None and facts.now.timestamp() - since >= self.length


def _rest(view: View, rules: Rules, cause: Gate) -> _Rest | None:
    if view.planned is None:
        return None
    length = rest_needed(rules, view.planned, frozenset({cause}))
    idle = length > view.planned.length
    return _Rest(length, f"away.rest = {short(rules.rest)}" if idle else length_rule(view.planned))


def _anew(view: View, facts: Facts, rule: str, *, reset: bool) -> str:
    """The break that was to come, or was due, has been taken by going away."""
    due = f"{due_since(facts)}. " if view.phase is Phase.DUE else ""
    if reset:
        said = _("Work starts from 0 once you are back ({rule})")
    else:
        said = _("That has been long enough to count as the break ({rule})")
    said = due + said.format(rule=rule)
    work = work_left(replace(view, work=0.0))
    if work is None:
        return f"{said}."
    return _("{said}; the next break then comes after {work}.").format(said=said, work=work)


def _next_once_back(view: View, counting: bool) -> str:
    work = work_left(view)
    if work is None or counting:
        return _("A break that comes due waits until you are back.")
    return _("The next break comes once you are back, after {work}.").format(work=work)
