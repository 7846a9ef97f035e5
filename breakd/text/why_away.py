"""What `breakd why` says while the user is away."""

from breakd.core.absence import STRENGTH, rest_needed
from breakd.core.model import Break, Gate, Phase, Rules
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
    if view.phase is Phase.WORKING:
        said = _next_once_back(view, how == "ignore")
    elif view.phase is Phase.SNOOZED and facts.snoozed_until is not None:
        said = _("The break you snoozed comes once you are back, not before {time}.").format(
            time=moment(facts.snoozed_until, facts.now)
        )
    else:
        said = _("{break_} and comes once you are back.").format(break_=due_since(facts))
    if how == "credit" and view.planned is not None:
        return f"{said} {_counts_as_rest(view.planned, rules, facts, cause)}"
    meaning = {
        "pause": _("Your work so far is kept"),
        "reset": _("Work then starts from 0"),
        "ignore": _("The time goes on counting as work"),
        "credit": "",
    }[how]
    return f'{said} {meaning} ({key} = "{how}").' if meaning else said


def _next_once_back(view: View, counting: bool) -> str:
    work = work_left(view)
    if work is None or counting:
        return _("A break that comes due waits until you are back.")
    return _("The next break comes once you are back, after {work}.").format(work=work)


def _counts_as_rest(planned: Break, rules: Rules, facts: Facts, cause: Gate) -> str:
    """When this absence has been as good as the break."""
    rest = rest_needed(rules, planned, frozenset({cause}))
    idle = rest > planned.length
    rule = f"away.rest = {short(rules.rest)}" if idle else length_rule(planned)
    since = facts.since.get(cause)
    if since is not None and facts.now.timestamp() - since >= rest:
        said = _("That has been long enough to count as the break ({rule}).")
    else:
        said = _("{time} away count as the break ({rule}).")
    return said.format(time=words(rest), rule=rule)
